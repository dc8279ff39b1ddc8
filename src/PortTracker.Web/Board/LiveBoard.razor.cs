using Microsoft.AspNetCore.Components;
using PortTracker.Contracts;
using PortTracker.Web.Resources;

namespace PortTracker.Web.Board;

/// <summary>A port's hall board: whole from the server, then live.</summary>
public sealed partial class LiveBoard
{
    private static readonly TimeSpan StaleAfter = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan SpokenEvery = TimeSpan.FromSeconds(30);

    private readonly BoardState state = new();
    private readonly CancellationTokenSource stop = new();
    private LiveConnection<BoardSnapshot, BoardDelta>? connection;
    private Task running = Task.CompletedTask;
    private DateTimeOffset newsFor;
    private long newsAt;
    private long spokenAt;
    private string spoken = "";
    private string find = "";

    /// <summary>Code of the port.</summary>
    [Parameter, EditorRequired]
    public required string Port { get; set; }

    /// <summary>What the server knew when it made the page; null when it could not know.</summary>
    [Parameter]
    public BoardSnapshot? Initial { get; set; }

    /// <summary>Queue number or plate looked for at first.</summary>
    [Parameter]
    public string? Find { get; set; }

    private TimeSpan SinceNews => Clock.GetElapsedTime(newsAt);

    // The port's clock may run faster than ours, in a demo: its own time counts, ours only fills in until the next news.
    private DateTimeOffset Now => state.AsOf + SinceNews;

    private Link Link => connection?.Link ?? Link.Connecting;

    private bool IsStale =>
        RendererInfo.IsInteractive && Link != Link.Live && (Link == Link.Lost || SinceNews > StaleAfter);

    private string LinkClass => Link == Link.Live ? "live" : "waiting";

    private string LinkText =>
        Link switch
        {
            Link.Live => BoardText.LinkLive,
            Link.Lost => BoardText.LinkLost,
            _ => BoardText.LinkConnecting,
        };

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await running;
        stop.Dispose();
    }

    /// <inheritdoc />
    protected override void OnInitialized()
    {
        find = Find ?? "";
        newsAt = Clock.GetTimestamp();
        if (Initial is not null)
        {
            state.Show(Initial);
            newsFor = Initial.AsOf;
        }
    }

    /// <inheritdoc />
    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender)
        {
            var hub = Navigation.ToAbsoluteUri(IQueueHub.Route);
            connection = new LiveConnection<BoardSnapshot, BoardDelta>(
                hub,
                Port,
                nameof(IQueueHub.Watch),
                nameof(IQueueHubClient.BoardChanged),
                state,
                Clock,
                OnChanged
            );
            running = Task.WhenAll(connection.RunAsync(stop.Token), TickAsync());
        }
    }

    private static void Stay()
    {
        // The list narrows while one types; there is nothing to send.
    }

    private void OnChanged()
    {
        if (state.AsOf != newsFor)
        {
            (newsFor, newsAt) = (state.AsOf, Clock.GetTimestamp());
        }

        if (spokenAt == 0 || Clock.GetElapsedTime(spokenAt) > SpokenEvery)
        {
            spokenAt = Clock.GetTimestamp();
            spoken = BoardFormat.Fill(
                BoardText.Spoken,
                BoardFormat.Number(state.InPort),
                BoardFormat.Number(state.Count(Stage.Cleared))
            );
        }

        StateHasChanged();
    }

    private async Task TickAsync()
    {
        using var second = new PeriodicTimer(TimeSpan.FromSeconds(1), Clock);
        try
        {
            while (await second.WaitForNextTickAsync(stop.Token))
            {
                StateHasChanged();
            }
        }
        catch (OperationCanceledException)
        {
            // The page was left.
        }
    }
}
