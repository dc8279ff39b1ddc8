using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PortTracker.Migrations.SqlServer.Inspection
{
    /// <inheritdoc />
    public partial class JournalByMovement : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "IX_journal_MovementId",
                schema: "inspection",
                table: "journal",
                column: "MovementId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_journal_MovementId",
                schema: "inspection",
                table: "journal");
        }
    }
}
