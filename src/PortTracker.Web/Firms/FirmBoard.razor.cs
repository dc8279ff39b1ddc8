using Microsoft.AspNetCore.Components;
using PortTracker.Contracts;
using PortTracker.Web.Board;
using PortTracker.Web.Desks;
using PortTracker.Web.Resources;

namespace PortTracker.Web.Firms;

/// <summary>A firm's own movements at a port, live.</summary>
public sealed partial class FirmBoard
{
    private static readonly TimeSpan StaleAfter = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LateAfter = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(5);

    private readonly FirmState state = new();
    private readonly FirmView view;
    private readonly CancellationTokenSource stop = new();
    private LiveConnection<FirmSnapshot, FirmDelta>? connection;
    private Task running = Task.CompletedTask;
    private DateTimeOffset newsFor;
    private long openedAt;
    private long newsAt;
    private bool hasNews;
    private bool wasLive;
    private Refusal? refusal;
    private IReadOnlyList<FirmMovement>? cancelling;
    private bool isAnnouncing;
    private string said = "";
    private ElementReference heading;

    /// <summary>One of which nothing is known yet.</summary>
    public FirmBoard() => view = new FirmView(state);

    /// <summary>Code of the port.</summary>
    [Parameter, EditorRequired]
    public required string Port { get; set; }

    /// <summary>USCC of the firm.</summary>
    [Parameter, EditorRequired]
    public required string Firm { get; set; }

    /// <summary>Where to choose another port.</summary>
    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    private TimeSpan SinceNews => Clock.GetElapsedTime(newsAt);

    // The port's clock may run faster than ours, in a demo: its own time counts, ours only fills in until the next news.
    private DateTimeOffset Now => state.AsOf + SinceNews;

    private Link Link => connection?.Link ?? Link.Connecting;

    private bool IsStale => Link is Link.Lost || (Link is not Link.Live && SinceNews > StaleAfter);

    private bool IsLate => Clock.GetElapsedTime(openedAt) > LateAfter;

    private string LinkText =>
        Link switch
        {
            Link.Live => BoardText.LinkLive,
            Link.Lost => BoardText.LinkLost,
            _ => BoardText.LinkConnecting,
        };

    private IEnumerable<Stage> Stages =>
        Enum.GetValues<Stage>()
            .Where(stage => FirmFormat.Usual.Contains(stage) || state.Count(stage) > 0 || view.Query.Stage == stage);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await running;
        stop.Dispose();
    }

    /// <inheritdoc />
    protected override void OnInitialized() => openedAt = newsAt = Clock.GetTimestamp();

    /// <inheritdoc />
    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender)
        {
            connection = new LiveConnection<FirmSnapshot, FirmDelta>(
                Navigation.ToAbsoluteUri(IQueueHub.Route),
                Port,
                nameof(IQueueHub.WatchFirm),
                nameof(IQueueHubClient.FirmChanged),
                state,
                Clock,
                OnChanged
            );
            running = Task.WhenAll(connection.RunAsync(stop.Token), DrawAsync(), WatchSessionAsync());
        }
    }

    private void OnChanged()
    {
        if (state.AsOf != newsFor)
        {
            (newsFor, newsAt) = (state.AsOf, Clock.GetTimestamp());
        }

        hasNews = true;
    }

    /// <summary>Draws what is new, at most four times a second however much it is, and the clock each second.</summary>
    private async Task DrawAsync()
    {
        using var timer = new PeriodicTimer(Between, Clock);
        var drawnAt = Clock.GetTimestamp();
        try
        {
            while (await timer.WaitForNextTickAsync(stop.Token))
            {
                if (hasNews || Clock.GetElapsedTime(drawnAt) >= Second)
                {
                    (hasNews, drawnAt) = (false, Clock.GetTimestamp());
                    StateHasChanged();
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The page was left.
        }
    }

    /// <summary>While the connection is lost: is it the server, or has the session ended, or gone to somebody else?</summary>
    private async Task WatchSessionAsync()
    {
        using var timer = new PeriodicTimer(BetweenLooks, Clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stop.Token))
            {
                if (Link is Link.Live && wasLive && refusal is null)
                {
                    continue;
                }

                try
                {
                    var me = await Client.MeAsync();
                    refusal = me.Firm == Firm ? null : new Refusal { Text = AccessText.SessionChanged };
                }
                catch (RefusedException e)
                {
                    // That nobody answers is told by the connection.
                    refusal = e.Refusal.Kind is RefusalKind.SignedOut ? e.Refusal : refusal;
                }

                (wasLive, hasNews) = (Link is Link.Live, true);
            }
        }
        catch (OperationCanceledException)
        {
            // The page was left.
        }
    }

    private string Pressed(Stage? stage) => view.Query.Stage == stage ? "true" : "false";

    private void Choose(Stage? stage) => view.Query = view.Query with { Stage = stage };

    private void Find(ChangeEventArgs change) => view.Query = view.Query with { Text = change.Value as string ?? "" };

    private void FoldBy(Fold fold) => view.Query = view.Query with { Fold = fold };

    private void SortBy(FirmColumn column) =>
        view.Query = view.Query with
        {
            Sort = column,
            IsDescending = view.Query.Sort == column && !view.Query.IsDescending,
        };

    private void AskAsync(IReadOnlyList<FirmMovement> movements) => (cancelling, said) = (movements, "");

    private async Task CancelledAsync(int count)
    {
        said = BoardFormat.Fill(FirmText.CancelDone, BoardFormat.Number(count));
        await KeepAsync();
    }

    private async Task KeepAsync()
    {
        cancelling = null;
        await heading.FocusAsync();
    }
}
