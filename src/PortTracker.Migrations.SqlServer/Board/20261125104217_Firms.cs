using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PortTracker.Migrations.SqlServer.Board
{
    /// <inheritdoc />
    public partial class Firms : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Brand",
                schema: "board",
                table: "movements",
                type: "nvarchar(40)",
                maxLength: 40,
                nullable: true,
                collation: "Latin1_General_BIN2");

            migrationBuilder.AddColumn<string>(
                name: "CarrierPlate",
                schema: "board",
                table: "movements",
                type: "nvarchar(16)",
                maxLength: 16,
                nullable: true,
                collation: "Latin1_General_BIN2");

            migrationBuilder.AddColumn<int>(
                name: "Channel",
                schema: "board",
                table: "movements",
                type: "int",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "ClosedAt",
                schema: "board",
                table: "movements",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "DeclarationNumber",
                schema: "board",
                table: "movements",
                type: "nvarchar(18)",
                maxLength: 18,
                nullable: true,
                collation: "Latin1_General_BIN2");

            migrationBuilder.AddColumn<string>(
                name: "Destination",
                schema: "board",
                table: "movements",
                type: "nvarchar(2)",
                maxLength: 2,
                nullable: true,
                collation: "Latin1_General_BIN2");

            migrationBuilder.AddColumn<DateOnly>(
                name: "ExpectedOn",
                schema: "board",
                table: "movements",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Model",
                schema: "board",
                table: "movements",
                type: "nvarchar(60)",
                maxLength: 60,
                nullable: true,
                collation: "Latin1_General_BIN2");

            migrationBuilder.AddColumn<string>(
                name: "Operator",
                schema: "board",
                table: "movements",
                type: "nvarchar(18)",
                maxLength: 18,
                nullable: true,
                collation: "Latin1_General_BIN2");

            migrationBuilder.AddColumn<long>(
                name: "PreRegisteredAt",
                schema: "board",
                table: "movements",
                type: "bigint",
                nullable: true);

            // What the rows that are there lack stands in the journals: the board reads them again from their beginning, as after a
            // replay, without anyone having to ask for one. An event that it has taken in before only fills the new columns. Until it
            // is through, which takes moments, and for what is older than the journals go back, a movement has no operator, and no
            // firm sees it.
            migrationBuilder.Sql("UPDATE [board].[inbox] SET [Position] = 0, [Ahead] = N'';");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "Brand",
                schema: "board",
                table: "movements");

            migrationBuilder.DropColumn(
                name: "CarrierPlate",
                schema: "board",
                table: "movements");

            migrationBuilder.DropColumn(
                name: "Channel",
                schema: "board",
                table: "movements");

            migrationBuilder.DropColumn(
                name: "ClosedAt",
                schema: "board",
                table: "movements");

            migrationBuilder.DropColumn(
                name: "DeclarationNumber",
                schema: "board",
                table: "movements");

            migrationBuilder.DropColumn(
                name: "Destination",
                schema: "board",
                table: "movements");

            migrationBuilder.DropColumn(
                name: "ExpectedOn",
                schema: "board",
                table: "movements");

            migrationBuilder.DropColumn(
                name: "Model",
                schema: "board",
                table: "movements");

            migrationBuilder.DropColumn(
                name: "Operator",
                schema: "board",
                table: "movements");

            migrationBuilder.DropColumn(
                name: "PreRegisteredAt",
                schema: "board",
                table: "movements");
        }
    }
}
