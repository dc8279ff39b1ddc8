using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PortTracker.Migrations.Sqlite.Board
{
    /// <inheritdoc />
    public partial class Firms : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Brand",
                table: "movements",
                type: "TEXT",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "CarrierPlate",
                table: "movements",
                type: "TEXT",
                maxLength: 16,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Channel",
                table: "movements",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "ClosedAt",
                table: "movements",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "DeclarationNumber",
                table: "movements",
                type: "TEXT",
                maxLength: 18,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Destination",
                table: "movements",
                type: "TEXT",
                maxLength: 2,
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "ExpectedOn",
                table: "movements",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Model",
                table: "movements",
                type: "TEXT",
                maxLength: 60,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Operator",
                table: "movements",
                type: "TEXT",
                maxLength: 18,
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "PreRegisteredAt",
                table: "movements",
                type: "INTEGER",
                nullable: true);

            // What the rows that are there lack stands in the journals: the board reads them again from their beginning, as after a
            // replay, without anyone having to ask for one. An event that it has taken in before only fills the new columns. Until it
            // is through, which takes moments, and for what is older than the journals go back, a movement has no operator, and no
            // firm sees it.
            migrationBuilder.Sql("UPDATE \"inbox\" SET \"Position\" = 0, \"Ahead\" = '';");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "Brand",
                table: "movements");

            migrationBuilder.DropColumn(
                name: "CarrierPlate",
                table: "movements");

            migrationBuilder.DropColumn(
                name: "Channel",
                table: "movements");

            migrationBuilder.DropColumn(
                name: "ClosedAt",
                table: "movements");

            migrationBuilder.DropColumn(
                name: "DeclarationNumber",
                table: "movements");

            migrationBuilder.DropColumn(
                name: "Destination",
                table: "movements");

            migrationBuilder.DropColumn(
                name: "ExpectedOn",
                table: "movements");

            migrationBuilder.DropColumn(
                name: "Model",
                table: "movements");

            migrationBuilder.DropColumn(
                name: "Operator",
                table: "movements");

            migrationBuilder.DropColumn(
                name: "PreRegisteredAt",
                table: "movements");
        }
    }
}
