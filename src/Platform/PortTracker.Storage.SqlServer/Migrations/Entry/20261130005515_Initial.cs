using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PortTracker.Storage.SqlServer.Migrations.Entry
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.EnsureSchema(
                name: "entry");

            migrationBuilder.EnsureSchema(
                name: "entry_audit");

            migrationBuilder.CreateTable(
                name: "answers",
                schema: "entry",
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
                schema: "entry_audit",
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
                schema: "entry",
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
                schema: "entry",
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
                schema: "entry",
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
                schema: "entry",
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
                name: "lanes",
                schema: "entry",
                columns: table => new
                {
                    Port = table.Column<string>(type: "nvarchar(16)", maxLength: 16, nullable: false, collation: "Latin1_General_BIN2"),
                    Name = table.Column<string>(type: "nvarchar(8)", maxLength: 8, nullable: false, collation: "Latin1_General_BIN2"),
                    LastNumber = table.Column<int>(type: "int", nullable: false),
                    LastRank = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_lanes", x => new { x.Port, x.Name });
                });

            migrationBuilder.CreateTable(
                name: "movements",
                schema: "entry",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Port = table.Column<string>(type: "nvarchar(16)", maxLength: 16, nullable: false, collation: "Latin1_General_BIN2"),
                    Vin = table.Column<string>(type: "nvarchar(17)", maxLength: 17, nullable: false, collation: "Latin1_General_BIN2"),
                    Operator = table.Column<string>(type: "nvarchar(18)", maxLength: 18, nullable: false, collation: "Latin1_General_BIN2"),
                    Version = table.Column<int>(type: "int", nullable: false),
                    Status = table.Column<int>(type: "int", nullable: false),
                    IsOpen = table.Column<bool>(type: "bit", nullable: false),
                    Vehicle = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: false, collation: "Latin1_General_BIN2"),
                    ExpectedOn = table.Column<DateOnly>(type: "date", nullable: true),
                    PreRegisteredAt = table.Column<long>(type: "bigint", nullable: true),
                    ArrivedAt = table.Column<long>(type: "bigint", nullable: true),
                    ClosedAt = table.Column<long>(type: "bigint", nullable: true),
                    Lane = table.Column<string>(type: "nvarchar(300)", maxLength: 300, nullable: true, collation: "Latin1_General_BIN2"),
                    QueueNumber = table.Column<string>(type: "nvarchar(300)", maxLength: 300, nullable: true, collation: "Latin1_General_BIN2"),
                    QueueRank = table.Column<long>(type: "bigint", nullable: false),
                    SelectionNumber = table.Column<int>(type: "int", nullable: true),
                    ClearanceVersion = table.Column<int>(type: "int", nullable: false),
                    BeganAt = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_movements", x => x.Id)
                        .Annotation("SqlServer:Clustered", false);
                });

            migrationBuilder.CreateTable(
                name: "outbox",
                schema: "entry",
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

            migrationBuilder.CreateTable(
                name: "queue_changes",
                schema: "entry",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    MovementId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    FromLane = table.Column<string>(type: "nvarchar(300)", maxLength: 300, nullable: true, collation: "Latin1_General_BIN2"),
                    ToLane = table.Column<string>(type: "nvarchar(300)", maxLength: 300, nullable: false, collation: "Latin1_General_BIN2"),
                    FromPosition = table.Column<int>(type: "int", nullable: true),
                    ToPosition = table.Column<int>(type: "int", nullable: false),
                    Actor = table.Column<string>(type: "nvarchar(300)", maxLength: 300, nullable: false, collation: "Latin1_General_BIN2"),
                    Reason = table.Column<string>(type: "nvarchar(300)", maxLength: 300, nullable: false, collation: "Latin1_General_BIN2"),
                    At = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_queue_changes", x => x.Id);
                });

            migrationBuilder.InsertData(
                schema: "entry",
                table: "outbox",
                columns: new[] { "Id", "LeasedUntil", "Owner", "Position" },
                values: new object[] { 1, null, null, 0L });

            migrationBuilder.CreateIndex(
                name: "IX_answers_GivenAt",
                schema: "entry",
                table: "answers",
                column: "GivenAt");

            migrationBuilder.CreateIndex(
                name: "IX_audit_Subject",
                schema: "entry_audit",
                table: "audit",
                column: "Subject");

            migrationBuilder.CreateIndex(
                name: "IX_journal_MovementId",
                schema: "entry",
                table: "journal",
                column: "MovementId");

            migrationBuilder.CreateIndex(
                name: "IX_journal_RecordedAt",
                schema: "entry",
                table: "journal",
                column: "RecordedAt");

            migrationBuilder.CreateIndex(
                name: "IX_movements_BeganAt",
                schema: "entry",
                table: "movements",
                column: "BeganAt")
                .Annotation("SqlServer:Clustered", true);

            migrationBuilder.CreateIndex(
                name: "IX_movements_Operator_BeganAt_Id",
                schema: "entry",
                table: "movements",
                columns: new[] { "Operator", "BeganAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_movements_Port_IsOpen_Status_Lane_QueueRank",
                schema: "entry",
                table: "movements",
                columns: new[] { "Port", "IsOpen", "Status", "Lane", "QueueRank" });

            migrationBuilder.CreateIndex(
                name: "IX_movements_Port_Status_BeganAt_Id",
                schema: "entry",
                table: "movements",
                columns: new[] { "Port", "Status", "BeganAt", "Id" });

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

            migrationBuilder.CreateIndex(
                name: "IX_queue_changes_MovementId",
                schema: "entry",
                table: "queue_changes",
                column: "MovementId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "answers",
                schema: "entry");

            migrationBuilder.DropTable(
                name: "audit",
                schema: "entry_audit");

            migrationBuilder.DropTable(
                name: "audit_details",
                schema: "entry");

            migrationBuilder.DropTable(
                name: "failed_events",
                schema: "entry");

            migrationBuilder.DropTable(
                name: "inbox",
                schema: "entry");

            migrationBuilder.DropTable(
                name: "journal",
                schema: "entry");

            migrationBuilder.DropTable(
                name: "lanes",
                schema: "entry");

            migrationBuilder.DropTable(
                name: "movements",
                schema: "entry");

            migrationBuilder.DropTable(
                name: "outbox",
                schema: "entry");

            migrationBuilder.DropTable(
                name: "queue_changes",
                schema: "entry");
        }
    }
}
