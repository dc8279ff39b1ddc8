using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PortTracker.Storage.Sqlite.Migrations.Access
{
    /// <inheritdoc />
    public partial class SignInProtection : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "LockoutEnabled",
                table: "accounts");

            migrationBuilder.DropColumn(
                name: "LockoutEnd",
                table: "accounts");

            migrationBuilder.AddColumn<long>(
                name: "UnlockedAt",
                table: "accounts",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "LastCodePeriod",
                table: "accounts",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "OneTimePasswordUntil",
                table: "accounts",
                type: "INTEGER",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "LastCodePeriod",
                table: "accounts");

            migrationBuilder.DropColumn(
                name: "OneTimePasswordUntil",
                table: "accounts");

            migrationBuilder.DropColumn(
                name: "UnlockedAt",
                table: "accounts");

            migrationBuilder.AddColumn<long>(
                name: "LockoutEnd",
                table: "accounts",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "LockoutEnabled",
                table: "accounts",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);
        }
    }
}
