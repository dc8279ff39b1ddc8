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
            migrationBuilder.AddColumn<string>(
                name: "AdmittedBecause",
                schema: "access",
                table: "firms",
                type: "nvarchar(300)",
                maxLength: 300,
                nullable: true,
                collation: "Latin1_General_BIN2");

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

            migrationBuilder.AddColumn<long>(
                name: "UnlockedAt",
                schema: "access",
                table: "accounts",
                type: "bigint",
                nullable: true);

            migrationBuilder.Sql(
                """
                IF DATABASE_PRINCIPAL_ID(N'porttracker_register') IS NOT NULL
                    EXEC (N'GRANT SELECT ON OBJECT::[access].[firms] ([Uscc], [AdmittedBecause]) TO [porttracker_register];');
                """
            );
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "AdmittedBecause",
                schema: "access",
                table: "firms");

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
        }
    }
}
