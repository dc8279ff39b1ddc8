using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PortTracker.Storage.SqlServer.Migrations.Access
{
    /// <inheritdoc />
    public partial class Sessions : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "sessions",
                schema: "access",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    AccountId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Kind = table.Column<int>(type: "int", nullable: false),
                    Device = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true, collation: "Latin1_General_BIN2"),
                    Address = table.Column<string>(type: "nvarchar(45)", maxLength: 45, nullable: true, collation: "Latin1_General_BIN2"),
                    Stamp = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false, collation: "Latin1_General_BIN2"),
                    StartedAt = table.Column<long>(type: "bigint", nullable: false),
                    EndsAt = table.Column<long>(type: "bigint", nullable: false),
                    Renewals = table.Column<int>(type: "int", nullable: false),
                    RenewedAt = table.Column<long>(type: "bigint", nullable: true),
                    EndedAt = table.Column<long>(type: "bigint", nullable: true),
                    BeganAt = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sessions", x => x.Id)
                        .Annotation("SqlServer:Clustered", false);
                });

            migrationBuilder.CreateIndex(
                name: "IX_sessions_AccountId",
                schema: "access",
                table: "sessions",
                column: "AccountId");

            migrationBuilder.CreateIndex(
                name: "IX_sessions_BeganAt",
                schema: "access",
                table: "sessions",
                column: "BeganAt")
                .Annotation("SqlServer:Clustered", true);

            migrationBuilder.CreateIndex(
                name: "IX_sessions_EndedAt",
                schema: "access",
                table: "sessions",
                column: "EndedAt");

            // What every process reads to authenticate callers, where the bootstrap has made the role.
            migrationBuilder.Sql(
                """
                IF DATABASE_PRINCIPAL_ID(N'porttracker_register') IS NOT NULL
                    EXEC (N'GRANT SELECT ON OBJECT::[access].[key_ring] TO [porttracker_register];
                            GRANT SELECT ON OBJECT::[access].[accounts] ([Id], [SecurityStamp]) TO [porttracker_register];
                            GRANT SELECT ON OBJECT::[access].[sessions] ([Id], [EndsAt], [EndedAt]) TO [porttracker_register];
                            GRANT SELECT ON OBJECT::[access].[api_keys] TO [porttracker_register];
                            GRANT UPDATE ON OBJECT::[access].[api_keys] ([LastUsedAt]) TO [porttracker_register];');
                """
            );
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "sessions",
                schema: "access");
        }
    }
}
