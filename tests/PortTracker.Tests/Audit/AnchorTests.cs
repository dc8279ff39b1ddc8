using Microsoft.Extensions.Logging;
using PortTracker.Client;
using PortTracker.Tests.SqlServer;

namespace PortTracker.Tests.Audit;

public sealed class AnchorTests : IAsyncLifetime
{
    private readonly string file = Path.Combine(
        Directory.CreateTempSubdirectory("porttracker-anchors-").FullName,
        "anchors.jsonl"
    );
    private readonly LogCapture log = new();
    private readonly PortHost port;

    public AnchorTests() => port = new PortHost { Settings = { ["Audit:AnchorFile"] = file }, Logging = log };

    public async ValueTask InitializeAsync()
    {
        await port.InitializeAsync();
        await AnchoredAsync(1);
    }

    public async ValueTask DisposeAsync()
    {
        await port.DisposeAsync();
        Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
    }

    [Fact]
    public async Task The_head_of_every_trail_is_told_at_the_start_at_the_ports_midnight_and_at_the_end()
    {
        var beginning = AuditChain.Text(AuditChain.Beginning(ServiceNames.Entry));
        (await AnchoredAsync(1))[0].ShouldBe(Anchor(0, beginning));
        await port.PreRegisterAsync(SomeVehicle.Green());
        var first = (await port.AuditAsync(ServiceNames.Entry)).ShouldHaveSingleItem();

        // It is ten in the morning there.
        port.Time.Advance(TimeSpan.FromHours(14) - TimeSpan.FromSeconds(1));
        await Task.Delay(100);
        (await AnchoredAsync(1)).ShouldHaveSingleItem();
        port.Time.Advance(TimeSpan.FromSeconds(1));
        (await AnchoredAsync(2))[1].ShouldBe(Anchor(1, first.Hash));

        await port.PreRegisterAsync(SomeVehicle.Green());
        port.Time.Advance(TimeSpan.FromDays(1));
        var second = (await port.AuditAsync(ServiceNames.Entry))[1];
        (await AnchoredAsync(3))[2].ShouldBe(Anchor(2, second.Hash));

        await port.PreRegisterAsync(SomeVehicle.Green());
        var third = (await port.AuditAsync(ServiceNames.Entry))[2];
        await port.RestartAsync();
        var last = Anchor(3, third.Hash);
        (await AnchoredAsync(5))[3..].ShouldBe([last, last]);
        log.Having(LogLevel.Information, third.Hash).Count.ShouldBe(2);

        AuditAnchor Anchor(long sequence, string hash) =>
            new()
            {
                Service = ServiceNames.Entry,
                Sequence = sequence,
                Hash = hash,
                At = port.Time.GetUtcNow(),
            };
    }

    [Fact]
    public async Task A_file_that_cannot_be_written_is_told_and_stops_nobody()
    {
        using var errors = new LogCapture();
        await using var other = new PortHost
        {
            Settings = { ["Audit:AnchorFile"] = Path.Combine(file, "no", "directory") },
            Logging = errors,
        };
        await other.InitializeAsync();

        await other.PreRegisterAsync(SomeVehicle.Green());

        await DayAtThePort.Until(() =>
            Task.FromResult(
                errors.Having(LogLevel.Error, "could not be anchored").Count == ServiceNames.WithTrail.Count
            )
        );
    }

    /// <summary>The entry service's anchors, once every service has so many.</summary>
    private async Task<List<AuditAnchor>> AnchoredAsync(int count)
    {
        IReadOnlyList<AuditAnchor> all = [];
        await DayAtThePort.Until(async () =>
        {
            all = File.Exists(file) ? await AuditAnchors.ReadAsync(file) : [];
            return all.Count >= count * ServiceNames.WithTrail.Count;
        });
        all.CountBy(anchor => anchor.Service).ShouldAllBe(service => service.Value == count);
        return [.. all.Where(anchor => anchor.Service == ServiceNames.Entry)];
    }
}
