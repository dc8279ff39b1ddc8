using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PortTracker.Storage.SqlServer.Migrations.Inspection
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.EnsureSchema(
                name: "inspection");

            migrationBuilder.EnsureSchema(
                name: "inspection_audit");

            migrationBuilder.CreateTable(
                name: "answers",
                schema: "inspection",
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
                schema: "inspection_audit",
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
                schema: "inspection",
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
                schema: "inspection",
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
                schema: "inspection",
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
                schema: "inspection",
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
                schema: "inspection",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Port = table.Column<string>(type: "nvarchar(16)", maxLength: 16, nullable: false, collation: "Latin1_General_BIN2"),
                    Vin = table.Column<string>(type: "nvarchar(17)", maxLength: 17, nullable: true, collation: "Latin1_General_BIN2"),
                    QueueNumber = table.Column<string>(type: "nvarchar(16)", maxLength: 16, nullable: true, collation: "Latin1_General_BIN2"),
                    QueueRank = table.Column<long>(type: "bigint", nullable: false),
                    Version = table.Column<int>(type: "int", nullable: false),
                    Status = table.Column<int>(type: "int", nullable: true),
                    Channel = table.Column<int>(type: "int", nullable: false),
                    SelectedBy = table.Column<int>(type: "int", nullable: false),
                    Assignments = table.Column<int>(type: "int", nullable: false),
                    SelectionReason = table.Column<string>(type: "nvarchar(300)", maxLength: 300, nullable: false, collation: "Latin1_General_BIN2"),
                    AssignedAt = table.Column<long>(type: "bigint", nullable: false),
                    DocumentsApprovedAt = table.Column<long>(type: "bigint", nullable: true),
                    StartedAt = table.Column<long>(type: "bigint", nullable: true),
                    CompletedAt = table.Column<long>(type: "bigint", nullable: true),
                    ReleasedAt = table.Column<long>(type: "bigint", nullable: true),
                    Inspections = table.Column<int>(type: "int", nullable: false),
                    Findings = table.Column<int>(type: "int", nullable: false),
                    LatestFindings = table.Column<string>(type: "nvarchar(max)", maxLength: 40000, nullable: false, collation: "Latin1_General_BIN2"),
                    HasBlockingFinding = table.Column<bool>(type: "bit", nullable: false),
                    EntryVersion = table.Column<int>(type: "int", nullable: false),
                    ClearanceVersion = table.Column<int>(type: "int", nullable: false),
                    Clearance = table.Column<int>(type: "int", nullable: false),
                    BeganAt = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_movements", x => x.Id)
                        .Annotation("SqlServer:Clustered", false);
                });

            migrationBuilder.CreateTable(
                name: "outbox",
                schema: "inspection",
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
                schema: "inspection",
                table: "outbox",
                columns: new[] { "Id", "LeasedUntil", "Owner", "Position" },
                values: new object[] { 1, null, null, 0L });

            migrationBuilder.CreateIndex(
                name: "IX_answers_GivenAt",
                schema: "inspection",
                table: "answers",
                column: "GivenAt");

            migrationBuilder.CreateIndex(
                name: "IX_audit_Subject",
                schema: "inspection_audit",
                table: "audit",
                column: "Subject");

            migrationBuilder.CreateIndex(
                name: "IX_journal_MovementId",
                schema: "inspection",
                table: "journal",
                column: "MovementId");

            migrationBuilder.CreateIndex(
                name: "IX_journal_RecordedAt",
                schema: "inspection",
                table: "journal",
                column: "RecordedAt");

            migrationBuilder.CreateIndex(
                name: "IX_movements_BeganAt",
                schema: "inspection",
                table: "movements",
                column: "BeganAt")
                .Annotation("SqlServer:Clustered", true);

            migrationBuilder.CreateIndex(
                name: "IX_movements_Port_Status_QueueRank",
                schema: "inspection",
                table: "movements",
                columns: new[] { "Port", "Status", "QueueRank" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "answers",
                schema: "inspection");

            migrationBuilder.DropTable(
                name: "audit",
                schema: "inspection_audit");

            migrationBuilder.DropTable(
                name: "audit_details",
                schema: "inspection");

            migrationBuilder.DropTable(
                name: "failed_events",
                schema: "inspection");

            migrationBuilder.DropTable(
                name: "inbox",
                schema: "inspection");

            migrationBuilder.DropTable(
                name: "journal",
                schema: "inspection");

            migrationBuilder.DropTable(
                name: "movements",
                schema: "inspection");

            migrationBuilder.DropTable(
                name: "outbox",
                schema: "inspection");
        }
    }
}
