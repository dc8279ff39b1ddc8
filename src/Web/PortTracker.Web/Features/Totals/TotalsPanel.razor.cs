using System.Globalization;
using Microsoft.AspNetCore.Components;
using PortTracker.Contracts.Board;
using PortTracker.Contracts.Throughput;
using PortTracker.Web.Shared;

namespace PortTracker.Web.Features.Totals;

/// <summary>
/// The exports of a year or a month: periods, breakdowns, and the vehicles behind each figure.
/// </summary>
public sealed partial class TotalsPanel : IDisposable
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);

    private readonly Attempt attempt = new();
    private readonly CancellationTokenSource closed = new();
    private IReadOnlyList<PortInfo> ports = [];
    private IReadOnlyList<PeriodTotal> years = [];
    private BreakdownNames names = null!;
    private PortInfo? port;
    private TotalsResponse? totals;
    private int year;
    private int? month;
    private bool byIncrease;
    private FigureLink? opened;
    private FigureLink? returning;
    private Func<Task>? again;
    private long shownAt;

    private IEnumerable<(string Name, DurationStatistics Time)> Times =>
        new[] { (TotalsText.ReleaseTime, totals!.ReleaseTime), (TotalsText.DwellTime, totals.DwellTime) }
            .Where(time => time.Item2 is not null)
            .Select(time => (time.Item1, time.Item2!));

    private string Query => TotalsQuery.Of(port!.Code, year, month);

    private DateOnly Today => port!.Today(Clock);

    private string? CountedAsOf =>
        totals!.Total.AsOf is { } asOf
            ? DisplayFormat.Fill(
                TotalsText.AsOf,
                Instant(asOf),
                DisplayFormat.Offset(TimeSpan.FromMinutes(port!.UtcOffsetMinutes))
            )
            : null;

    private string Instant(DateTimeOffset? instant) =>
        instant is { } known ? port!.At(known).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) : "—";

    private bool IsLost => attempt.Refusal is { Kind: RefusalKind.NoAnswer };

    /// <inheritdoc />
    public void Dispose()
    {
        closed.Cancel();
        closed.Dispose();
    }

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        names = new BreakdownNames(Browser);
        if (RendererInfo.IsInteractive)
        {
            await ShowAsync(null, null);
            _ = WatchAsync(closed.Token);
        }
    }

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (returning is { } link)
        {
            returning = null;
            await link.FocusAsync();
        }
    }

    private void Open(FigureLink link) => opened = link;

    private void Close() => (returning, opened) = (opened, null);

    private Task ChoosePortAsync(ChangeEventArgs change) =>
        ShowAsync(year, month, ports.Single(one => one.Code == change.Value as string));

    /// <summary>Shows a year or a month of a port; by default the present year there.</summary>
    private async Task ShowAsync(int? ofYear, int? ofMonth, PortInfo? of = null)
    {
        while (attempt.IsBusy)
        {
            await Task.Delay(Moment, Clock, closed.Token);
        }

        again = () => ShowAsync(ofYear, ofMonth, of);
        await attempt.RunAsync(async () =>
        {
            if (ports.Count is 0)
            {
                ports = await Client.Board.PortsAsync();
            }

            var asked = of ?? port ?? ports[0];
            var wanted = ofYear ?? asked.Today(Clock).Year;
            var itsYears = asked == port && years.Count > 0 ? years : await Client.Throughput.YearsAsync(asked.Code);
            var answer = await Client.Throughput.TotalsAsync(asked.Code, wanted, ofMonth);
            await names.LookUpAsync(
                answer.Breakdowns.GetValueOrDefault(Dimension.Destination)?.Select(line => line.Key) ?? []
            );
            (port, years, totals, year, month) = (asked, itsYears, answer, wanted, ofMonth);
            shownAt = Clock.GetTimestamp();
        });
    }

    /// <summary>Retries after a failure, and refreshes periods in progress.</summary>
    private async Task WatchAsync(CancellationToken closing)
    {
        using var timer = new PeriodicTimer(Look, Clock);
        try
        {
            while (await timer.WaitForNextTickAsync(closing))
            {
                var isOld =
                    opened is null && totals is { Total.Closed: false } && Clock.GetElapsedTime(shownAt) > Fresh;
                if (again is { } show && !attempt.IsBusy && (IsLost || (isOld && attempt.Refusal is null)))
                {
                    await show();
                    StateHasChanged();
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The page was closed.
        }
    }
}
