using Microsoft.Extensions.DependencyInjection;
using PortTracker.Contracts.Events;
using PortTracker.Contracts.Throughput;
using PortTracker.ServiceCore.Ports;
using PortTracker.Throughput.Data;
using PortTracker.Throughput.Imports;

namespace PortTracker.Tests.SqlServer;

/// <summary>Movements are imported, counted, listed and downloaded.</summary>
internal static class ThroughputCoverage
{
    public static async Task CountAsync(PortHost port)
    {
        await port.SendAsync(
            $"throughput/movements/import?port={PortHost.Port}",
            CsvBody.Of(
                string.Join(',', ImportedMovement.Columns)
                    + "\nLSVAA4182E2184847,,SAIC,MG4,Car,BatteryElectric,Complete,870380,AE,940820240000000001,,91110000600037341L,Red,1,2,2024-05-01T01:00:00Z,2024-05-01T03:00:00Z,2024-05-01T04:00:00Z"
            )
        );
        await port.SendAsync(
            $"throughput/official-totals/import?port={PortHost.Port}",
            CsvBody.Of("year,month,vehicles,new_energy,source\n2023,,303752,,public report")
        );
        await port.SendAsync("throughput/aggregations", new { });
        await port.SendAsync(
            "throughput/aggregations",
            new AggregationRequest
            {
                Port = PortHost.Port,
                From = new DateOnly(2024, 5, 1),
                To = new DateOnly(2024, 5, 31),
            }
        );
        await port.ReadAsync(
            "throughput/aggregations",
            $"throughput/totals?port={PortHost.Port}&year=2026",
            $"throughput/totals?port={PortHost.Port}&year=2026&month=5",
            $"throughput/days?port={PortHost.Port}&from=2026-05-01&to=2026-05-31",
            "throughput/aggregations/pending",
            $"throughput/years?port={PortHost.Port}",
            $"throughput/totals.csv?port={PortHost.Port}&year=2026",
            $"throughput/totals.xlsx?port={PortHost.Port}&year=2026",
            $"throughput/movements?port={PortHost.Port}&year=2026&month=5&newEnergy=true",
            $"throughput/movements?port={PortHost.Port}&from=2024-05-01&to=2026-05-31&limit=1&hour=12",
            $"throughput/movements?port={PortHost.Port}&year=2024&region=MiddleEast&brand=SAIC&destination=AE",
            $"throughput/movements?port={PortHost.Port}&year=2024&region=Unknown&propulsion=Unknown",
            $"throughput/movements?port={PortHost.Port}&year=2024&after=2024-05-01.LSVAA4182E2184847.{Guid.Empty}",
            $"throughput/movements?port={PortHost.Port}&year=2024&after=2024-05-01..{Guid.Empty}",
            $"throughput/movements.csv?port={PortHost.Port}&year=2024&form=Complete&category=Car&channel=Red",
            $"throughput/movements.xlsx?port={PortHost.Port}&year=2024"
        );
        // The import path of SQL Server.
        await port.InTransactionAsync<ThroughputDb>(async db =>
        {
            var catalog = port.Services.GetRequiredService<PortCatalog>();
            var movement = new ImportedMovement
            {
                Vehicle = SomeVehicle.Green(),
                Channel = Channel.Green,
                Inspections = 0,
                Findings = 0,
                ArrivedAt = port.Time.GetUtcNow(),
                ClearedAt = port.Time.GetUtcNow(),
                DepartedAt = port.Time.GetUtcNow(),
                Now = port.Time.GetUtcNow(),
            };
            var (known, id) = (catalog[PortHost.Port], ImportedMovementId.Of(catalog[PortHost.Port], movement));
            await using var facts = new ChunkedFactInserter(db);
            var fact = MovementFact.FromBeforeGoLive(id, known, movement, "import");
            (await facts.InsertAsync([fact], CancellationToken.None)).Count.ShouldBe(1);
            (await facts.InsertAsync([fact], CancellationToken.None)).Count.ShouldBe(0);
            // The day of an unknown port is never counted.
            await db.DirtyDays.MarkAsync(
                [(known.Code, fact.DepartedOn!.Value), ("ELSEWHERE", fact.DepartedOn!.Value)],
                CancellationToken.None
            );
        });
    }
}
