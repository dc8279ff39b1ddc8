using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PortTracker.Storage.SqlServer.Migrations.Throughput
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.EnsureSchema(
                name: "throughput");

            migrationBuilder.EnsureSchema(
                name: "throughput_audit");

            migrationBuilder.CreateTable(
                name: "aggregation_runs",
                schema: "throughput",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    StartedAt = table.Column<long>(type: "bigint", nullable: false),
                    Milliseconds = table.Column<long>(type: "bigint", nullable: false),
                    Days = table.Column<int>(type: "int", nullable: false),
                    Changed = table.Column<int>(type: "int", nullable: false),
                    By = table.Column<string>(type: "nvarchar(300)", maxLength: 300, nullable: true, collation: "Latin1_General_BIN2"),
                    Port = table.Column<string>(type: "nvarchar(16)", maxLength: 16, nullable: true, collation: "Latin1_General_BIN2"),
                    From = table.Column<DateOnly>(type: "date", nullable: true),
                    To = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_aggregation_runs", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "answers",
                schema: "throughput",
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
                schema: "throughput_audit",
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
                schema: "throughput",
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
                name: "daily_breakdowns",
                schema: "throughput",
                columns: table => new
                {
                    Port = table.Column<string>(type: "nvarchar(16)", maxLength: 16, nullable: false, collation: "Latin1_General_BIN2"),
                    Date = table.Column<DateOnly>(type: "date", nullable: false),
                    Dimension = table.Column<int>(type: "int", nullable: false),
                    Key = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false, collation: "Latin1_General_BIN2"),
                    Vehicles = table.Column<long>(type: "bigint", nullable: false),
                    Inspected = table.Column<long>(type: "bigint", nullable: false),
                    Findings = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_daily_breakdowns", x => new { x.Port, x.Date, x.Dimension, x.Key });
                });

            migrationBuilder.CreateTable(
                name: "daily_totals",
                schema: "throughput",
                columns: table => new
                {
                    Port = table.Column<string>(type: "nvarchar(16)", maxLength: 16, nullable: false, collation: "Latin1_General_BIN2"),
                    Date = table.Column<DateOnly>(type: "date", nullable: false),
                    Vehicles = table.Column<long>(type: "bigint", nullable: false),
                    NewEnergy = table.Column<long>(type: "bigint", nullable: false),
                    Inspected = table.Column<long>(type: "bigint", nullable: false),
                    WithFindings = table.Column<long>(type: "bigint", nullable: false),
                    Findings = table.Column<long>(type: "bigint", nullable: false),
                    ReleaseTimes = table.Column<byte[]>(type: "varbinary(max)", nullable: false),
                    DwellTimes = table.Column<byte[]>(type: "varbinary(max)", nullable: false),
                    Fingerprint = table.Column<byte[]>(type: "varbinary(32)", maxLength: 32, nullable: false),
                    Closed = table.Column<bool>(type: "bit", nullable: false),
                    Revision = table.Column<int>(type: "int", nullable: false),
                    CountedAt = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_daily_totals", x => new { x.Port, x.Date });
                });

            migrationBuilder.CreateTable(
                name: "dirty_days",
                schema: "throughput",
                columns: table => new
                {
                    Port = table.Column<string>(type: "nvarchar(16)", maxLength: 16, nullable: false, collation: "Latin1_General_BIN2"),
                    Date = table.Column<DateOnly>(type: "date", nullable: false),
                    Stamp = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_dirty_days", x => new { x.Port, x.Date });
                });

            migrationBuilder.CreateTable(
                name: "facts",
                schema: "throughput",
                columns: table => new
                {
                    MovementId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Port = table.Column<string>(type: "nvarchar(16)", maxLength: 16, nullable: false, collation: "Latin1_General_BIN2"),
                    Stage = table.Column<int>(type: "int", nullable: false),
                    Vin = table.Column<string>(type: "nvarchar(17)", maxLength: 17, nullable: true, collation: "Latin1_General_BIN2"),
                    Brand = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: true, collation: "Latin1_General_BIN2"),
                    Model = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: true, collation: "Latin1_General_BIN2"),
                    Category = table.Column<int>(type: "int", nullable: true),
                    Propulsion = table.Column<int>(type: "int", nullable: true),
                    Form = table.Column<int>(type: "int", nullable: true),
                    Destination = table.Column<string>(type: "nvarchar(2)", maxLength: 2, nullable: true, collation: "Latin1_General_BIN2"),
                    Operator = table.Column<string>(type: "nvarchar(18)", maxLength: 18, nullable: true, collation: "Latin1_General_BIN2"),
                    DeclarationNumber = table.Column<string>(type: "nvarchar(18)", maxLength: 18, nullable: true, collation: "Latin1_General_BIN2"),
                    EntryStatus = table.Column<int>(type: "int", nullable: true),
                    EntryVersion = table.Column<int>(type: "int", nullable: false),
                    PreRegisteredAt = table.Column<long>(type: "bigint", nullable: true),
                    ArrivedAt = table.Column<long>(type: "bigint", nullable: true),
                    Channel = table.Column<int>(type: "int", nullable: true),
                    SelectedBy = table.Column<int>(type: "int", nullable: true),
                    InspectionStatus = table.Column<int>(type: "int", nullable: true),
                    InspectionVersion = table.Column<int>(type: "int", nullable: false),
                    Inspections = table.Column<int>(type: "int", nullable: false),
                    Findings = table.Column<int>(type: "int", nullable: false),
                    DocumentsApprovedAt = table.Column<long>(type: "bigint", nullable: true),
                    InspectionStartedAt = table.Column<long>(type: "bigint", nullable: true),
                    InspectionCompletedAt = table.Column<long>(type: "bigint", nullable: true),
                    ReleasedAt = table.Column<long>(type: "bigint", nullable: true),
                    ClearanceStatus = table.Column<int>(type: "int", nullable: true),
                    ClearanceVersion = table.Column<int>(type: "int", nullable: false),
                    Held = table.Column<bool>(type: "bit", nullable: false),
                    Holds = table.Column<int>(type: "int", nullable: false),
                    HeldMilliseconds = table.Column<long>(type: "bigint", nullable: false),
                    GrantedAt = table.Column<long>(type: "bigint", nullable: true),
                    RefusedAt = table.Column<long>(type: "bigint", nullable: true),
                    DepartedAt = table.Column<long>(type: "bigint", nullable: true),
                    DepartedOn = table.Column<DateOnly>(type: "date", nullable: true),
                    DepartedHour = table.Column<int>(type: "int", nullable: true),
                    Imported = table.Column<bool>(type: "bit", nullable: false),
                    Source = table.Column<string>(type: "nvarchar(300)", maxLength: 300, nullable: true, collation: "Latin1_General_BIN2"),
                    BeganAt = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_facts", x => x.MovementId)
                        .Annotation("SqlServer:Clustered", false);
                });

            migrationBuilder.CreateTable(
                name: "failed_events",
                schema: "throughput",
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
                schema: "throughput",
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
                name: "official_totals",
                schema: "throughput",
                columns: table => new
                {
                    Port = table.Column<string>(type: "nvarchar(16)", maxLength: 16, nullable: false, collation: "Latin1_General_BIN2"),
                    Year = table.Column<int>(type: "int", nullable: false),
                    Month = table.Column<int>(type: "int", nullable: false),
                    Vehicles = table.Column<long>(type: "bigint", nullable: false),
                    NewEnergy = table.Column<long>(type: "bigint", nullable: true),
                    Source = table.Column<string>(type: "nvarchar(300)", maxLength: 300, nullable: false, collation: "Latin1_General_BIN2")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_official_totals", x => new { x.Port, x.Year, x.Month });
                });

            migrationBuilder.CreateIndex(
                name: "IX_aggregation_runs_StartedAt",
                schema: "throughput",
                table: "aggregation_runs",
                column: "StartedAt");

            migrationBuilder.CreateIndex(
                name: "IX_answers_GivenAt",
                schema: "throughput",
                table: "answers",
                column: "GivenAt");

            migrationBuilder.CreateIndex(
                name: "IX_audit_Subject",
                schema: "throughput_audit",
                table: "audit",
                column: "Subject");

            migrationBuilder.CreateIndex(
                name: "IX_facts_BeganAt",
                schema: "throughput",
                table: "facts",
                column: "BeganAt")
                .Annotation("SqlServer:Clustered", true);

            migrationBuilder.CreateIndex(
                name: "IX_facts_Port_DepartedOn_Vin",
                schema: "throughput",
                table: "facts",
                columns: new[] { "Port", "DepartedOn", "Vin" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "aggregation_runs",
                schema: "throughput");

            migrationBuilder.DropTable(
                name: "answers",
                schema: "throughput");

            migrationBuilder.DropTable(
                name: "audit",
                schema: "throughput_audit");

            migrationBuilder.DropTable(
                name: "audit_details",
                schema: "throughput");

            migrationBuilder.DropTable(
                name: "daily_breakdowns",
                schema: "throughput");

            migrationBuilder.DropTable(
                name: "daily_totals",
                schema: "throughput");

            migrationBuilder.DropTable(
                name: "dirty_days",
                schema: "throughput");

            migrationBuilder.DropTable(
                name: "facts",
                schema: "throughput");

            migrationBuilder.DropTable(
                name: "failed_events",
                schema: "throughput");

            migrationBuilder.DropTable(
                name: "inbox",
                schema: "throughput");

            migrationBuilder.DropTable(
                name: "official_totals",
                schema: "throughput");
        }
    }
}
