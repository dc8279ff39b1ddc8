using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PortTracker.Migrations.SqlServer.Entry
{
    /// <inheritdoc />
    public partial class Firms : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "one_open_movement_a_vin",
                schema: "entry",
                table: "movements");

            migrationBuilder.AddColumn<string>(
                name: "Operator",
                schema: "entry",
                table: "movements",
                type: "nvarchar(18)",
                maxLength: 18,
                nullable: false,
                defaultValue: "",
                collation: "Latin1_General_BIN2");

            // Of the papers, where it stood alone until now.
            migrationBuilder.Sql("UPDATE [entry].[movements] SET [Operator] = JSON_VALUE([Vehicle], '$.operator');");

            migrationBuilder.CreateIndex(
                name: "IX_movements_Operator_BeganAt_Id",
                schema: "entry",
                table: "movements",
                columns: new[] { "Operator", "BeganAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_movements_Vin",
                schema: "entry",
                table: "movements",
                column: "Vin");

            migrationBuilder.CreateIndex(
                name: "one_movement_on_site_a_vin",
                schema: "entry",
                table: "movements",
                column: "Vin",
                unique: true,
                filter: "\"IsOpen\" = 1 AND \"Status\" = 1");

            migrationBuilder.CreateIndex(
                name: "one_open_movement_a_vin_and_operator",
                schema: "entry",
                table: "movements",
                columns: new[] { "Vin", "Operator" },
                unique: true,
                filter: "\"IsOpen\" = 1");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_movements_Operator_BeganAt_Id",
                schema: "entry",
                table: "movements");

            migrationBuilder.DropIndex(
                name: "IX_movements_Vin",
                schema: "entry",
                table: "movements");

            migrationBuilder.DropIndex(
                name: "one_movement_on_site_a_vin",
                schema: "entry",
                table: "movements");

            migrationBuilder.DropIndex(
                name: "one_open_movement_a_vin_and_operator",
                schema: "entry",
                table: "movements");

            migrationBuilder.DropColumn(
                name: "Operator",
                schema: "entry",
                table: "movements");

            migrationBuilder.CreateIndex(
                name: "one_open_movement_a_vin",
                schema: "entry",
                table: "movements",
                column: "Vin",
                unique: true,
                filter: "\"IsOpen\" = 1");
        }
    }
}
