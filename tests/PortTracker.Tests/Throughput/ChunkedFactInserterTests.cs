using PortTracker.Contracts.Events;
using PortTracker.ServiceCore.Ports;
using PortTracker.Throughput.Data;
using PortTracker.Throughput.Imports;

namespace PortTracker.Tests.Throughput;

/// <summary>The import path of SQL Server, which works on every database.</summary>
public sealed class ChunkedFactInserterTests
{
    private const string Known = "LSVAA4182E2184847";
    private const string New = "LVSHCAMB1CE054249";

    [Fact]
    public async Task A_movement_is_imported_once_and_not_if_its_events_exist()
    {
        await using var port = new ThroughputFixture("2025-01-01T00:00Z");
        await port.DepartAsync(Known, "2024-05-01T04:00:00Z");

        (await InsertAsync(port, Fact(port, Known), Fact(port, New), Fact(port, New))).ShouldBe([New]);
        (await InsertAsync(port, Fact(port, New))).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_vehicle_can_have_left_twice()
    {
        await using var port = new ThroughputFixture("2025-01-01T00:00Z");
        await InsertAsync(port, Fact(port, New));

        (await InsertAsync(port, Fact(port, New, "2024-05-01T09:00:00Z"))).ShouldBe([New]);
    }

    private static async Task<IEnumerable<string?>> InsertAsync(ThroughputFixture port, params MovementFact[] facts)
    {
        await using var db = port.Db();
        await using var chunks = new ChunkedFactInserter(db);
        return (await chunks.InsertAsync(facts, CancellationToken.None)).Select(fact => fact.Vin);
    }

    private static MovementFact Fact(ThroughputFixture port, string vin, string departed = "2024-05-01T04:00:00Z")
    {
        var departedAt = ThroughputFixture.At(departed);
        var movement = new ImportedMovement
        {
            Vehicle = SomeVehicle.Green() with { Vin = vin },
            Channel = Channel.Green,
            Inspections = 0,
            Findings = 0,
            ArrivedAt = departedAt.AddHours(-3),
            ClearedAt = departedAt.AddHours(-1),
            DepartedAt = departedAt,
            Now = departedAt,
        };
        var known = port.Ports[ThroughputFixture.Port];
        return MovementFact.FromBeforeGoLive(ImportedMovementId.Of(known, movement), known, movement, "import");
    }
}
