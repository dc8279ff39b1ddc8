using Microsoft.AspNetCore.Components;
using PortTracker.Contracts.Access;
using PortTracker.Contracts.Board;
using PortTracker.Contracts.Events;
using PortTracker.Web.Shared;

namespace PortTracker.Web.Features.Firms;

/// <summary>A firm's own movements at a port, live.</summary>
public sealed partial class FirmMovements
{
    private static readonly TimeSpan LateAfter = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(5);

    private readonly FirmState state = new();
    private readonly FirmMovementList view;
    private LiveFeed<FirmSnapshot, FirmDelta> feed = null!;
    private long openedAt;
    private bool hasNews;
    private bool wasLive;
    private Refusal? refusal;
    private IReadOnlyList<FirmMovement>? cancelling;
    private bool isAnnouncing;
    private string message = "";
    private ElementReference heading;

    /// <summary>Creates an empty board.</summary>
    public FirmMovements() => view = new FirmMovementList(state);

    /// <summary>Code of the port.</summary>
    [Parameter, EditorRequired]
    public required string Port { get; set; }

    /// <summary>USCC of the firm.</summary>
    [Parameter, EditorRequired]
    public required string Firm { get; set; }

    /// <summary>The choice of another port.</summary>
    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    /// <summary>Address of the listed movements as a CSV.</summary>
    private string CsvAddress => DownloadAddress("csv");

    /// <summary>The same as a workbook.</summary>
    private string XlsxAddress => DownloadAddress("xlsx");

    private bool IsLate => Clock.GetElapsedTime(openedAt) > LateAfter;

    private IEnumerable<Stage> Stages =>
        Enum.GetValues<Stage>()
            .Where(stage => FirmFormat.Usual.Contains(stage) || state.Count(stage) > 0 || view.Query.Stage == stage);

    /// <inheritdoc />
    public ValueTask DisposeAsync() => feed.DisposeAsync();

    private string DownloadAddress(string format) =>
        $"api/board/firm/movements.{format}?port={Uri.EscapeDataString(Port)}"
        + (view.Query.Stage is { } stage ? $"&stage={stage}" : "");

    /// <inheritdoc />
    protected override void OnInitialized()
    {
        openedAt = Clock.GetTimestamp();
        feed = new LiveFeed<FirmSnapshot, FirmDelta>(state, Clock);
    }

    /// <inheritdoc />
    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender)
        {
            feed.Start(
                Navigation.ToAbsoluteUri(IQueueHub.Route),
                Port,
                nameof(IQueueHub.WatchFirm),
                nameof(IQueueHubClient.FirmChanged),
                () => hasNews = true,
                DrawAsync,
                WatchSessionAsync
            );
        }
    }

    /// <summary>Renders changes at most four times a second, and the clock every second.</summary>
    private async Task DrawAsync(CancellationToken closing)
    {
        using var timer = new PeriodicTimer(Between, Clock);
        var drawnAt = Clock.GetTimestamp();
        try
        {
            while (await timer.WaitForNextTickAsync(closing))
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
            // The page was closed.
        }
    }

    /// <summary>While the connection is lost, checks whether the session has ended or belongs to someone else.</summary>
    private async Task WatchSessionAsync(CancellationToken closing)
    {
        using var timer = new PeriodicTimer(BetweenLooks, Clock);
        try
        {
            while (await timer.WaitForNextTickAsync(closing))
            {
                if (feed.Status is ConnectionStatus.Live && wasLive && refusal is null)
                {
                    continue;
                }

                try
                {
                    var me = await Client.Account.MeAsync(closing);
                    refusal = me.Firm == Firm ? null : new Refusal { Text = SharedText.SessionChanged };
                }
                catch (Exception e) when (RefusalFormat.Of(e) is { } why)
                {
                    // The connection status already shows that the server is silent.
                    refusal = why.Kind is RefusalKind.SignedOut ? why : refusal;
                }

                (wasLive, hasNews) = (feed.Status is ConnectionStatus.Live, true);
            }
        }
        catch (OperationCanceledException)
        {
            // The page was closed.
        }
    }

    private string Pressed(Stage? stage) => view.Query.Stage == stage ? "true" : "false";

    private void Choose(Stage? stage) => view.Query = view.Query with { Stage = stage };

    private void Find(ChangeEventArgs change) => view.Query = view.Query with { Text = change.Value as string ?? "" };

    private void GroupBy(FirmGrouping grouping) => view.Query = view.Query with { Grouping = grouping };

    private void SortBy(FirmColumn column) =>
        view.Query = view.Query with
        {
            Sort = column,
            IsDescending = view.Query.Sort == column && !view.Query.IsDescending,
        };

    private void AskToCancel(IReadOnlyList<FirmMovement> movements) => (cancelling, message) = (movements, "");

    private async Task CancelledAsync(int count)
    {
        message = DisplayFormat.Fill(FirmText.CancelDone, DisplayFormat.Number(count));
        await KeepAsync();
    }

    private async Task KeepAsync()
    {
        cancelling = null;
        await heading.FocusAsync();
    }
}
