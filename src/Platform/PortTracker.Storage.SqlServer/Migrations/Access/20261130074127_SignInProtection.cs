using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PortTracker.Storage.SqlServer.Migrations.Access
{
    /// <inheritdoc />
    public partial class SignInProtection : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "LockoutEnabled",
                schema: "access",
                table: "accounts");

            migrationBuilder.DropColumn(
                name: "LockoutEnd",
                schema: "access",
                table: "accounts");

            migrationBuilder.AddColumn<long>(
                name: "UnlockedAt",
                schema: "access",
                table: "accounts",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "LastCodePeriod",
                schema: "access",
                table: "accounts",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "OneTimePasswordUntil",
                schema: "access",
                table: "accounts",
                type: "bigint",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "LastCodePeriod",
                schema: "access",
                table: "accounts");

            migrationBuilder.DropColumn(
                name: "OneTimePasswordUntil",
                schema: "access",
                table: "accounts");

            migrationBuilder.DropColumn(
                name: "UnlockedAt",
                schema: "access",
                table: "accounts");

            migrationBuilder.AddColumn<long>(
                name: "LockoutEnd",
                schema: "access",
                table: "accounts",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "LockoutEnabled",
                schema: "access",
                table: "accounts",
                type: "bit",
                nullable: false,
                defaultValue: false);
        }
    }
}
