using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PortTracker.Storage.SqlServer.Migrations.Clearance
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.EnsureSchema(
                name: "clearance");

            migrationBuilder.EnsureSchema(
                name: "clearance_audit");

            migrationBuilder.CreateTable(
                name: "answers",
                schema: "clearance",
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
                schema: "clearance_audit",
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
                schema: "clearance",
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
                schema: "clearance",
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
                schema: "clearance",
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
                name: "journal",
                schema: "clearance",
                columns: table => new
                {
                    Sequence = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    EventId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    MovementId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    RecordedAt = table.Column<long>(type: "bigint", nullable: false),
                    Body = table.Column<byte[]>(type: "varbinary(max)", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_journal", x => x.Sequence);
                });

            migrationBuilder.CreateTable(
                name: "movements",
                schema: "clearance",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Port = table.Column<string>(type: "nvarchar(16)", maxLength: 16, nullable: false, collation: "Latin1_General_BIN2"),
                    Vin = table.Column<string>(type: "nvarchar(17)", maxLength: 17, nullable: true, collation: "Latin1_General_BIN2"),
                    QueueNumber = table.Column<string>(type: "nvarchar(16)", maxLength: 16, nullable: true, collation: "Latin1_General_BIN2"),
                    QueueRank = table.Column<long>(type: "bigint", nullable: false),
                    DeclarationNumber = table.Column<string>(type: "nvarchar(18)", maxLength: 18, nullable: true, collation: "Latin1_General_BIN2"),
                    CarrierPlate = table.Column<string>(type: "nvarchar(16)", maxLength: 16, nullable: true, collation: "Latin1_General_BIN2"),
                    Version = table.Column<int>(type: "int", nullable: false),
                    Status = table.Column<int>(type: "int", nullable: false),
                    HeldSince = table.Column<long>(type: "bigint", nullable: true),
                    HoldReason = table.Column<string>(type: "nvarchar(300)", maxLength: 300, nullable: true, collation: "Latin1_General_BIN2"),
                    Holds = table.Column<int>(type: "int", nullable: false),
                    HeldMilliseconds = table.Column<long>(type: "bigint", nullable: false),
                    GrantedAt = table.Column<long>(type: "bigint", nullable: true),
                    RefusedAt = table.Column<long>(type: "bigint", nullable: true),
                    DepartedAt = table.Column<long>(type: "bigint", nullable: true),
                    Latest = table.Column<long>(type: "bigint", nullable: false),
                    Queue = table.Column<int>(type: "int", nullable: true),
                    EntryVersion = table.Column<int>(type: "int", nullable: false),
                    InspectionVersion = table.Column<int>(type: "int", nullable: false),
                    Inspection = table.Column<int>(type: "int", nullable: true),
                    ReleasedAt = table.Column<long>(type: "bigint", nullable: true),
                    HasBlockingFinding = table.Column<bool>(type: "bit", nullable: false),
                    Assignments = table.Column<int>(type: "int", nullable: false),
                    GrantedOn = table.Column<int>(type: "int", nullable: false),
                    BeganAt = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_movements", x => x.Id)
                        .Annotation("SqlServer:Clustered", false);
                });

            migrationBuilder.CreateTable(
                name: "outbox",
                schema: "clearance",
                columns: table => new
                {
                    Id = table.Column<int>(type: "int", nullable: false),
                    Position = table.Column<long>(type: "bigint", nullable: false),
                    Owner = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: true, collation: "Latin1_General_BIN2"),
                    LeasedUntil = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_outbox", x => x.Id);
                });

            migrationBuilder.InsertData(
                schema: "clearance",
                table: "outbox",
                columns: new[] { "Id", "LeasedUntil", "Owner", "Position" },
                values: new object[] { 1, null, null, 0L });

            migrationBuilder.CreateIndex(
                name: "IX_answers_GivenAt",
                schema: "clearance",
                table: "answers",
                column: "GivenAt");

            migrationBuilder.CreateIndex(
                name: "IX_audit_Subject",
                schema: "clearance_audit",
                table: "audit",
                column: "Subject");

            migrationBuilder.CreateIndex(
                name: "IX_journal_MovementId",
                schema: "clearance",
                table: "journal",
                column: "MovementId");

            migrationBuilder.CreateIndex(
                name: "IX_journal_RecordedAt",
                schema: "clearance",
                table: "journal",
                column: "RecordedAt");

            migrationBuilder.CreateIndex(
                name: "IX_movements_BeganAt",
                schema: "clearance",
                table: "movements",
                column: "BeganAt")
                .Annotation("SqlServer:Clustered", true);

            migrationBuilder.CreateIndex(
                name: "IX_movements_CarrierPlate",
                schema: "clearance",
                table: "movements",
                column: "CarrierPlate");

            migrationBuilder.CreateIndex(
                name: "IX_movements_DeclarationNumber",
                schema: "clearance",
                table: "movements",
                column: "DeclarationNumber");

            migrationBuilder.CreateIndex(
                name: "IX_movements_Port_Queue_QueueRank",
                schema: "clearance",
                table: "movements",
                columns: new[] { "Port", "Queue", "QueueRank" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "answers",
                schema: "clearance");

            migrationBuilder.DropTable(
                name: "audit",
                schema: "clearance_audit");

            migrationBuilder.DropTable(
                name: "audit_details",
                schema: "clearance");

            migrationBuilder.DropTable(
                name: "failed_events",
                schema: "clearance");

            migrationBuilder.DropTable(
                name: "inbox",
                schema: "clearance");

            migrationBuilder.DropTable(
                name: "journal",
                schema: "clearance");

            migrationBuilder.DropTable(
                name: "movements",
                schema: "clearance");

            migrationBuilder.DropTable(
                name: "outbox",
                schema: "clearance");
        }
    }
}
