using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PortTracker.Migrations.Sqlite.Throughput
{
    /// <inheritdoc />
    public partial class AggregationBy : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "By",
                table: "aggregation_runs",
                type: "TEXT",
                maxLength: 300,
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "From",
                table: "aggregation_runs",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Port",
                table: "aggregation_runs",
                type: "TEXT",
                maxLength: 16,
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "To",
                table: "aggregation_runs",
                type: "TEXT",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "By",
                table: "aggregation_runs");

            migrationBuilder.DropColumn(
                name: "From",
                table: "aggregation_runs");

            migrationBuilder.DropColumn(
                name: "Port",
                table: "aggregation_runs");

            migrationBuilder.DropColumn(
                name: "To",
                table: "aggregation_runs");
        }
    }
}
