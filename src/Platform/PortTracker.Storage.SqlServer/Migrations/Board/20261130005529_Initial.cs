using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PortTracker.Storage.SqlServer.Migrations.Board
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.EnsureSchema(
                name: "board");

            migrationBuilder.EnsureSchema(
                name: "board_audit");

            migrationBuilder.CreateTable(
                name: "answers",
                schema: "board",
                columns: table => new
                {
                    Key = table.Column<string>(type: "nvarchar(300)", maxLength: 300, nullable: false, collation: "Latin1_General_BIN2"),
                    RequestHash = table.Column<byte[]>(type: "varbinary(max)", nullable: false),
                    Status = table.Column<int>(type: "int", nullable: false),
                    Body = table.Column<byte[]>(type: "varbinary(max)", nullable: false),
                    GivenAt = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_answers", x => x.Key);
                });

            migrationBuilder.CreateTable(
                name: "audit",
                schema: "board_audit",
                columns: table => new
                {
                    Sequence = table.Column<long>(type: "bigint", nullable: false),
                    At = table.Column<long>(type: "bigint", nullable: false),
                    Actor = table.Column<string>(type: "nvarchar(300)", maxLength: 300, nullable: false, collation: "Latin1_General_BIN2"),
                    Action = table.Column<string>(type: "nvarchar(300)", maxLength: 300, nullable: false, collation: "Latin1_General_BIN2"),
                    Subject = table.Column<string>(type: "nvarchar(300)", maxLength: 300, nullable: true, collation: "Latin1_General_BIN2"),
                    Port = table.Column<string>(type: "nvarchar(16)", maxLength: 16, nullable: true, collation: "Latin1_General_BIN2"),
                    DetailsHash = table.Column<byte[]>(type: "binary(32)", fixedLength: true, maxLength: 32, nullable: false),
                    PreviousHash = table.Column<byte[]>(type: "binary(32)", fixedLength: true, maxLength: 32, nullable: false),
                    Hash = table.Column<byte[]>(type: "binary(32)", fixedLength: true, maxLength: 32, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_audit", x => x.Sequence);
                });

            migrationBuilder.CreateTable(
                name: "audit_details",
                schema: "board",
                columns: table => new
                {
                    Sequence = table.Column<long>(type: "bigint", nullable: false),
                    Salt = table.Column<byte[]>(type: "binary(16)", fixedLength: true, maxLength: 16, nullable: false),
                    Json = table.Column<byte[]>(type: "varbinary(max)", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_audit_details", x => x.Sequence);
                });

            migrationBuilder.CreateTable(
                name: "failed_events",
                schema: "board",
                columns: table => new
                {
                    Source = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: false, collation: "Latin1_General_BIN2"),
                    Sequence = table.Column<long>(type: "bigint", nullable: false),
                    MovementId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Body = table.Column<byte[]>(type: "varbinary(max)", nullable: false),
                    Error = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: false, collation: "Latin1_General_BIN2"),
                    FailedAt = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_failed_events", x => new { x.Source, x.Sequence });
                });

            migrationBuilder.CreateTable(
                name: "inbox",
                schema: "board",
                columns: table => new
                {
                    Source = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: false, collation: "Latin1_General_BIN2"),
                    Position = table.Column<long>(type: "bigint", nullable: false),
                    Ahead = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: false, defaultValue: "", collation: "Latin1_General_BIN2")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_inbox", x => x.Source);
                });

            migrationBuilder.CreateTable(
                name: "movements",
                schema: "board",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Port = table.Column<string>(type: "nvarchar(16)", maxLength: 16, nullable: false, collation: "Latin1_General_BIN2"),
                    EntryVersion = table.Column<int>(type: "int", nullable: false),
                    Entry = table.Column<int>(type: "int", nullable: true),
                    Vin = table.Column<string>(type: "nvarchar(17)", maxLength: 17, nullable: true, collation: "Latin1_General_BIN2"),
                    Plate = table.Column<string>(type: "nvarchar(16)", maxLength: 16, nullable: true, collation: "Latin1_General_BIN2"),
                    Category = table.Column<int>(type: "int", nullable: false),
                    Operator = table.Column<string>(type: "nvarchar(18)", maxLength: 18, nullable: true, collation: "Latin1_General_BIN2"),
                    Brand = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: true, collation: "Latin1_General_BIN2"),
                    Model = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: true, collation: "Latin1_General_BIN2"),
                    Destination = table.Column<string>(type: "nvarchar(2)", maxLength: 2, nullable: true, collation: "Latin1_General_BIN2"),
                    DeclarationNumber = table.Column<string>(type: "nvarchar(18)", maxLength: 18, nullable: true, collation: "Latin1_General_BIN2"),
                    CarrierPlate = table.Column<string>(type: "nvarchar(16)", maxLength: 16, nullable: true, collation: "Latin1_General_BIN2"),
                    ExpectedOn = table.Column<DateOnly>(type: "date", nullable: true),
                    PreRegisteredAt = table.Column<long>(type: "bigint", nullable: true),
                    ClosedAt = table.Column<long>(type: "bigint", nullable: true),
                    Lane = table.Column<string>(type: "nvarchar(8)", maxLength: 8, nullable: true, collation: "Latin1_General_BIN2"),
                    QueueNumber = table.Column<string>(type: "nvarchar(16)", maxLength: 16, nullable: true, collation: "Latin1_General_BIN2"),
                    Rank = table.Column<long>(type: "bigint", nullable: false),
                    ArrivedAt = table.Column<long>(type: "bigint", nullable: true),
                    InspectionVersion = table.Column<int>(type: "int", nullable: false),
                    Inspection = table.Column<int>(type: "int", nullable: true),
                    Channel = table.Column<int>(type: "int", nullable: true),
                    InspectionSince = table.Column<long>(type: "bigint", nullable: true),
                    ClearanceVersion = table.Column<int>(type: "int", nullable: false),
                    Clearance = table.Column<int>(type: "int", nullable: true),
                    HeldSince = table.Column<long>(type: "bigint", nullable: true),
                    GrantedAt = table.Column<long>(type: "bigint", nullable: true),
                    RefusedAt = table.Column<long>(type: "bigint", nullable: true),
                    DepartedAt = table.Column<long>(type: "bigint", nullable: true),
                    Stage = table.Column<int>(type: "int", nullable: false),
                    LastAt = table.Column<long>(type: "bigint", nullable: false),
                    BeganAt = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_movements", x => x.Id)
                        .Annotation("SqlServer:Clustered", false);
                });

            migrationBuilder.CreateIndex(
                name: "IX_answers_GivenAt",
                schema: "board",
                table: "answers",
                column: "GivenAt");

            migrationBuilder.CreateIndex(
                name: "IX_audit_Subject",
                schema: "board_audit",
                table: "audit",
                column: "Subject");

            migrationBuilder.CreateIndex(
                name: "IX_movements_BeganAt",
                schema: "board",
                table: "movements",
                column: "BeganAt")
                .Annotation("SqlServer:Clustered", true);

            migrationBuilder.CreateIndex(
                name: "IX_movements_LastAt",
                schema: "board",
                table: "movements",
                column: "LastAt");

            migrationBuilder.CreateIndex(
                name: "IX_movements_Stage",
                schema: "board",
                table: "movements",
                column: "Stage");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "answers",
                schema: "board");

            migrationBuilder.DropTable(
                name: "audit",
                schema: "board_audit");

            migrationBuilder.DropTable(
                name: "audit_details",
                schema: "board");

            migrationBuilder.DropTable(
                name: "failed_events",
                schema: "board");

            migrationBuilder.DropTable(
                name: "inbox",
                schema: "board");

            migrationBuilder.DropTable(
                name: "movements",
                schema: "board");
        }
    }
}
