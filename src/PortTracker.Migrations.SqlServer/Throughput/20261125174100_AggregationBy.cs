using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PortTracker.Migrations.SqlServer.Throughput
{
    /// <inheritdoc />
    public partial class AggregationBy : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "By",
                schema: "throughput",
                table: "aggregation_runs",
                type: "nvarchar(300)",
                maxLength: 300,
                nullable: true,
                collation: "Latin1_General_BIN2");

            migrationBuilder.AddColumn<DateOnly>(
                name: "From",
                schema: "throughput",
                table: "aggregation_runs",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Port",
                schema: "throughput",
                table: "aggregation_runs",
                type: "nvarchar(16)",
                maxLength: 16,
                nullable: true,
                collation: "Latin1_General_BIN2");

            migrationBuilder.AddColumn<DateOnly>(
                name: "To",
                schema: "throughput",
                table: "aggregation_runs",
                type: "date",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "By",
                schema: "throughput",
                table: "aggregation_runs");

            migrationBuilder.DropColumn(
                name: "From",
                schema: "throughput",
                table: "aggregation_runs");

            migrationBuilder.DropColumn(
                name: "Port",
                schema: "throughput",
                table: "aggregation_runs");

            migrationBuilder.DropColumn(
                name: "To",
                schema: "throughput",
                table: "aggregation_runs");
        }
    }
}
