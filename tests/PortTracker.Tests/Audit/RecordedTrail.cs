using Microsoft.Data.Sqlite;
using PortTracker.Contracts.Audit;
using PortTracker.Contracts.Entry;
using PortTracker.Contracts.Events;
using PortTracker.Contracts.Vehicles;
using PortTracker.Verification;

namespace PortTracker.Tests.Audit;

/// <summary>An audit trail and its anchors, recorded by a real host. Tests tamper with copies.</summary>
public sealed class RecordedTrail : IAsyncLifetime
{
    private const int Vehicles = 30;
    private readonly PortHost port = new() { Database = TestDatabase.OnFiles() };

    /// <summary>The number of rows.</summary>
    internal int Rows { get; private set; }

    internal IReadOnlyList<AuditAnchor> Anchors { get; private set; } = [];

    public async ValueTask InitializeAsync()
    {
        await port.InitializeAsync();
        var vehicles = Enumerable.Range(0, Vehicles).Select(_ => SomeVehicle.Green()).ToList();
        foreach (var some in vehicles.Chunk(Vehicles / 3))
        {
            await port.PostAsync(
                "/api/entry/pre-registrations",
                new PreRegistrationRequest
                {
                    Port = PortHost.Port,
                    ExpectedOn = new DateOnly(2027, 1, 1),
                    Vehicles = some,
                }
            );
        }

        foreach (var vehicle in vehicles)
        {
            port.Time.Advance(TimeSpan.FromMinutes(1));
            await port.ArriveAsync(vehicle);
        }

        Rows = (await port.AuditAsync(ServiceNames.Entry)).Count;
        Rows.ShouldBe(2 * Vehicles);
        // An orderly shutdown writes an anchor.
        await port.RestartAsync();
        var file = Path.Combine(
            Path.GetDirectoryName(port.Database.FileOf(ServiceNames.Entry))!,
            "audit-anchors.jsonl"
        );
        await Waiting.UntilAsync(async () =>
        {
            Anchors = (await AuditAnchorReader.ReadAsync(file)).Anchors;
            return Anchors.Count == 3 * ServiceNames.WithTrail.Count;
        });
        Anchors.ShouldContain(anchor => anchor.Service == ServiceNames.Entry && anchor.Sequence == Rows);
    }

    public ValueTask DisposeAsync() => port.DisposeAsync();

    /// <summary>A copy of the entry service's database, in memory.</summary>
    internal TamperedTrail Copy()
    {
        using var file = SqliteFile.Open(port.Database.FileOf(ServiceNames.Entry));
        var memory = new SqliteConnection("Data Source=:memory:");
        memory.Open();
        file.BackupDatabase(memory);
        return new TamperedTrail(memory);
    }
}
