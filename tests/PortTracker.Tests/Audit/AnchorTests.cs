using Microsoft.Extensions.Logging;
using PortTracker.Contracts.Audit;
using PortTracker.Contracts.Events;
using PortTracker.Verification;

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
    public async Task Every_trail_is_anchored_at_start_at_midnight_and_at_shutdown()
    {
        var beginning = AuditChain.Text(AuditChain.Beginning(ServiceNames.Entry));
        (await AnchoredAsync(1))[0].ShouldBe(Anchor(0, beginning));
        await port.PreRegisterAsync(SomeVehicle.Green());
        var first = (await port.AuditAsync(ServiceNames.Entry)).ShouldHaveSingleItem();

        // It is 10:00 at the port.
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
    public async Task A_torn_line_is_skipped_and_named_and_later_anchors_are_whole()
    {
        var before = await AuditAnchorReader.ReadAsync(file);
        await File.AppendAllTextAsync(file, "{\"service\":\"entry\",\"sequ");

        await port.RestartAsync();

        // Each service anchors its trail when it stops, and when it starts again.
        var count = before.Anchors.Count + 2 * ServiceNames.WithTrail.Count;
        await Waiting.UntilAsync(async () => (await AuditAnchorReader.ReadAsync(file)).Anchors.Count >= count);
        var after = await AuditAnchorReader.ReadAsync(file);
        after.Anchors.Count.ShouldBe(count);
        after.SkippedLines.ShouldBe([before.Anchors.Count + 1]);
    }

    [Fact]
    public async Task A_file_without_anchors_is_not_taken_for_an_anchor_file()
    {
        var other = Path.Combine(Path.GetDirectoryName(file)!, "trail.csv");
        await File.WriteAllTextAsync(other, "sequence,hash\n1,abc\n");
        (await Should.ThrowAsync<InvalidDataException>(() => AuditAnchorReader.ReadAsync(other))).Message.ShouldContain(
            "trail.csv"
        );
    }

    [Fact]
    public async Task An_unwritable_anchor_file_is_logged_and_stops_nothing()
    {
        using var errors = new LogCapture();
        await using var other = new PortHost
        {
            Settings = { ["Audit:AnchorFile"] = Path.Combine(file, "no", "directory") },
            Logging = errors,
        };
        await other.InitializeAsync();

        await other.PreRegisterAsync(SomeVehicle.Green());

        await Waiting.UntilAsync(() =>
            Task.FromResult(
                errors.Having(LogLevel.Error, "could not be anchored").Count == ServiceNames.WithTrail.Count
            )
        );
    }

    /// <summary>The anchors of the entry service, once every service has this many.</summary>
    private async Task<List<AuditAnchor>> AnchoredAsync(int count)
    {
        IReadOnlyList<AuditAnchor> all = [];
        await Waiting.UntilAsync(async () =>
        {
            all = File.Exists(file) ? (await AuditAnchorReader.ReadAsync(file)).Anchors : [];
            return all.Count >= count * ServiceNames.WithTrail.Count;
        });
        all.CountBy(anchor => anchor.Service).ShouldAllBe(service => service.Value == count);
        return [.. all.Where(anchor => anchor.Service == ServiceNames.Entry)];
    }
}
