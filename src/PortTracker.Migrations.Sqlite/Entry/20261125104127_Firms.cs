using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PortTracker.Migrations.Sqlite.Entry
{
    /// <inheritdoc />
    public partial class Firms : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "one_open_movement_a_vin",
                table: "movements");

            migrationBuilder.AddColumn<string>(
                name: "Operator",
                table: "movements",
                type: "TEXT",
                maxLength: 18,
                nullable: false,
                defaultValue: "");

            // Of the papers, where it stood alone until now.
            migrationBuilder.Sql("UPDATE \"movements\" SET \"Operator\" = json_extract(\"Vehicle\", '$.operator');");

            migrationBuilder.CreateIndex(
                name: "IX_movements_Operator_Id",
                table: "movements",
                columns: new[] { "Operator", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_movements_Vin",
                table: "movements",
                column: "Vin");

            migrationBuilder.CreateIndex(
                name: "one_movement_on_site_a_vin",
                table: "movements",
                column: "Vin",
                unique: true,
                filter: "\"IsOpen\" = 1 AND \"Status\" = 1");

            migrationBuilder.CreateIndex(
                name: "one_open_movement_a_vin_and_operator",
                table: "movements",
                columns: new[] { "Vin", "Operator" },
                unique: true,
                filter: "\"IsOpen\" = 1");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_movements_Operator_Id",
                table: "movements");

            migrationBuilder.DropIndex(
                name: "IX_movements_Vin",
                table: "movements");

            migrationBuilder.DropIndex(
                name: "one_movement_on_site_a_vin",
                table: "movements");

            migrationBuilder.DropIndex(
                name: "one_open_movement_a_vin_and_operator",
                table: "movements");

            migrationBuilder.DropColumn(
                name: "Operator",
                table: "movements");

            migrationBuilder.CreateIndex(
                name: "one_open_movement_a_vin",
                table: "movements",
                column: "Vin",
                unique: true,
                filter: "\"IsOpen\" = 1");
        }
    }
}
