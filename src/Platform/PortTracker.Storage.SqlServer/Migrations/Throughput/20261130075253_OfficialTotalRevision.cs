using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PortTracker.Storage.SqlServer.Migrations.Throughput
{
    /// <inheritdoc />
    public partial class OfficialTotalRevision : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "ImportedAt",
                schema: "throughput",
                table: "official_totals",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Revision",
                schema: "throughput",
                table: "official_totals",
                type: "int",
                nullable: false,
                defaultValue: 1);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "ImportedAt",
                schema: "throughput",
                table: "official_totals");

            migrationBuilder.DropColumn(
                name: "Revision",
                schema: "throughput",
                table: "official_totals");
        }
    }
}
