using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PortTracker.Storage.Sqlite.Migrations.Throughput
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "aggregation_runs",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    StartedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Milliseconds = table.Column<long>(type: "INTEGER", nullable: false),
                    Days = table.Column<int>(type: "INTEGER", nullable: false),
                    Changed = table.Column<int>(type: "INTEGER", nullable: false),
                    By = table.Column<string>(type: "TEXT", maxLength: 300, nullable: true),
                    Port = table.Column<string>(type: "TEXT", maxLength: 16, nullable: true),
                    From = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    To = table.Column<DateOnly>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_aggregation_runs", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "answers",
                columns: table => new
                {
                    Key = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    RequestHash = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Status = table.Column<int>(type: "INTEGER", nullable: false),
                    Body = table.Column<byte[]>(type: "BLOB", nullable: false),
                    GivenAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_answers", x => x.Key);
                });

            migrationBuilder.CreateTable(
                name: "audit",
                columns: table => new
                {
                    Sequence = table.Column<long>(type: "INTEGER", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Actor = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    Action = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    Subject = table.Column<string>(type: "TEXT", maxLength: 300, nullable: true),
                    Port = table.Column<string>(type: "TEXT", maxLength: 16, nullable: true),
                    DetailsHash = table.Column<byte[]>(type: "BLOB", fixedLength: true, maxLength: 32, nullable: false),
                    PreviousHash = table.Column<byte[]>(type: "BLOB", fixedLength: true, maxLength: 32, nullable: false),
                    Hash = table.Column<byte[]>(type: "BLOB", fixedLength: true, maxLength: 32, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_audit", x => x.Sequence);
                });

            migrationBuilder.CreateTable(
                name: "audit_details",
                columns: table => new
                {
                    Sequence = table.Column<long>(type: "INTEGER", nullable: false),
                    Salt = table.Column<byte[]>(type: "BLOB", fixedLength: true, maxLength: 16, nullable: false),
                    Json = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_audit_details", x => x.Sequence);
                });

            migrationBuilder.CreateTable(
                name: "daily_breakdowns",
                columns: table => new
                {
                    Port = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    Date = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Dimension = table.Column<int>(type: "INTEGER", nullable: false),
                    Key = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Vehicles = table.Column<long>(type: "INTEGER", nullable: false),
                    Inspected = table.Column<long>(type: "INTEGER", nullable: false),
                    Findings = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_daily_breakdowns", x => new { x.Port, x.Date, x.Dimension, x.Key });
                });

            migrationBuilder.CreateTable(
                name: "daily_totals",
                columns: table => new
                {
                    Port = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    Date = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Vehicles = table.Column<long>(type: "INTEGER", nullable: false),
                    NewEnergy = table.Column<long>(type: "INTEGER", nullable: false),
                    Inspected = table.Column<long>(type: "INTEGER", nullable: false),
                    WithFindings = table.Column<long>(type: "INTEGER", nullable: false),
                    Findings = table.Column<long>(type: "INTEGER", nullable: false),
                    ReleaseTimes = table.Column<byte[]>(type: "BLOB", nullable: false),
                    DwellTimes = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Fingerprint = table.Column<byte[]>(type: "BLOB", maxLength: 32, nullable: false),
                    Closed = table.Column<bool>(type: "INTEGER", nullable: false),
                    Revision = table.Column<int>(type: "INTEGER", nullable: false),
                    CountedAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_daily_totals", x => new { x.Port, x.Date });
                });

            migrationBuilder.CreateTable(
                name: "dirty_days",
                columns: table => new
                {
                    Port = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    Date = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Stamp = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_dirty_days", x => new { x.Port, x.Date });
                });

            migrationBuilder.CreateTable(
                name: "facts",
                columns: table => new
                {
                    MovementId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Port = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    Stage = table.Column<int>(type: "INTEGER", nullable: false),
                    Vin = table.Column<string>(type: "TEXT", maxLength: 17, nullable: true),
                    Brand = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    Model = table.Column<string>(type: "TEXT", maxLength: 60, nullable: true),
                    Category = table.Column<int>(type: "INTEGER", nullable: true),
                    Propulsion = table.Column<int>(type: "INTEGER", nullable: true),
                    Form = table.Column<int>(type: "INTEGER", nullable: true),
                    Destination = table.Column<string>(type: "TEXT", maxLength: 2, nullable: true),
                    Operator = table.Column<string>(type: "TEXT", maxLength: 18, nullable: true),
                    DeclarationNumber = table.Column<string>(type: "TEXT", maxLength: 18, nullable: true),
                    EntryStatus = table.Column<int>(type: "INTEGER", nullable: true),
                    EntryVersion = table.Column<int>(type: "INTEGER", nullable: false),
                    PreRegisteredAt = table.Column<long>(type: "INTEGER", nullable: true),
                    ArrivedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Channel = table.Column<int>(type: "INTEGER", nullable: true),
                    SelectedBy = table.Column<int>(type: "INTEGER", nullable: true),
                    InspectionStatus = table.Column<int>(type: "INTEGER", nullable: true),
                    InspectionVersion = table.Column<int>(type: "INTEGER", nullable: false),
                    Inspections = table.Column<int>(type: "INTEGER", nullable: false),
                    Findings = table.Column<int>(type: "INTEGER", nullable: false),
                    DocumentsApprovedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    InspectionStartedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    InspectionCompletedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    ReleasedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    ClearanceStatus = table.Column<int>(type: "INTEGER", nullable: true),
                    ClearanceVersion = table.Column<int>(type: "INTEGER", nullable: false),
                    Held = table.Column<bool>(type: "INTEGER", nullable: false),
                    Holds = table.Column<int>(type: "INTEGER", nullable: false),
                    HeldMilliseconds = table.Column<long>(type: "INTEGER", nullable: false),
                    GrantedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    RefusedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    DepartedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    DepartedOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    DepartedHour = table.Column<int>(type: "INTEGER", nullable: true),
                    Imported = table.Column<bool>(type: "INTEGER", nullable: false),
                    Source = table.Column<string>(type: "TEXT", maxLength: 300, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_facts", x => x.MovementId);
                });

            migrationBuilder.CreateTable(
                name: "failed_events",
                columns: table => new
                {
                    Source = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Sequence = table.Column<long>(type: "INTEGER", nullable: false),
                    MovementId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Body = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Error = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: false),
                    FailedAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_failed_events", x => new { x.Source, x.Sequence });
                });

            migrationBuilder.CreateTable(
                name: "inbox",
                columns: table => new
                {
                    Source = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Position = table.Column<long>(type: "INTEGER", nullable: false),
                    Ahead = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: false, defaultValue: "")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_inbox", x => x.Source);
                });

            migrationBuilder.CreateTable(
                name: "official_totals",
                columns: table => new
                {
                    Port = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    Year = table.Column<int>(type: "INTEGER", nullable: false),
                    Month = table.Column<int>(type: "INTEGER", nullable: false),
                    Vehicles = table.Column<long>(type: "INTEGER", nullable: false),
                    NewEnergy = table.Column<long>(type: "INTEGER", nullable: true),
                    Source = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_official_totals", x => new { x.Port, x.Year, x.Month });
                });

            migrationBuilder.CreateIndex(
                name: "IX_aggregation_runs_StartedAt",
                table: "aggregation_runs",
                column: "StartedAt");

            migrationBuilder.CreateIndex(
                name: "IX_answers_GivenAt",
                table: "answers",
                column: "GivenAt");

            migrationBuilder.CreateIndex(
                name: "IX_audit_Subject",
                table: "audit",
                column: "Subject");

            migrationBuilder.CreateIndex(
                name: "IX_facts_Port_DepartedOn_Vin",
                table: "facts",
                columns: new[] { "Port", "DepartedOn", "Vin" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "aggregation_runs");

            migrationBuilder.DropTable(
                name: "answers");

            migrationBuilder.DropTable(
                name: "audit");

            migrationBuilder.DropTable(
                name: "audit_details");

            migrationBuilder.DropTable(
                name: "daily_breakdowns");

            migrationBuilder.DropTable(
                name: "daily_totals");

            migrationBuilder.DropTable(
                name: "dirty_days");

            migrationBuilder.DropTable(
                name: "facts");

            migrationBuilder.DropTable(
                name: "failed_events");

            migrationBuilder.DropTable(
                name: "inbox");

            migrationBuilder.DropTable(
                name: "official_totals");
        }
    }
}
