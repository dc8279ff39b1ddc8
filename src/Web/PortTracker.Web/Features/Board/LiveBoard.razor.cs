using Microsoft.AspNetCore.Components;
using PortTracker.Contracts.Board;
using PortTracker.Contracts.Events;
using PortTracker.Web.Shared;

namespace PortTracker.Web.Features.Board;

/// <summary>A port's hall board: complete from the server, then live.</summary>
public sealed partial class LiveBoard
{
    /// <summary>The page reloads after this many seconds where JavaScript is off.</summary>
    internal const int ReloadSeconds = 15;

    private static readonly TimeSpan SpokenEvery = TimeSpan.FromSeconds(30);

    private readonly BoardState state = new();
    private LiveFeed<BoardSnapshot, BoardDelta> feed = null!;
    private long spokenAt;
    private string spoken = "";
    private string find = "";

    /// <summary>Code of the port.</summary>
    [Parameter, EditorRequired]
    public required string Port { get; set; }

    /// <summary>The board when the server rendered the page; null if it was unavailable.</summary>
    [Parameter]
    public BoardSnapshot? Initial { get; set; }

    /// <summary>Queue number or plate to search for at first.</summary>
    [Parameter]
    public string? Find { get; set; }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => feed.DisposeAsync();

    /// <inheritdoc />
    protected override void OnInitialized()
    {
        find = Find ?? "";
        if (Initial is not null)
        {
            state.Show(Initial);
        }

        feed = new LiveFeed<BoardSnapshot, BoardDelta>(state, Clock);
    }

    /// <inheritdoc />
    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender)
        {
            feed.Start(
                Navigation.ToAbsoluteUri(IQueueHub.Route),
                Port,
                nameof(IQueueHub.Watch),
                nameof(IQueueHubClient.BoardChanged),
                OnChanged,
                TickAsync
            );
        }
    }

    private static void Stay()
    {
        // The list narrows as the visitor types; there is nothing to send.
    }

    private void OnChanged()
    {
        if (spokenAt == 0 || Clock.GetElapsedTime(spokenAt) > SpokenEvery)
        {
            spokenAt = Clock.GetTimestamp();
            spoken = DisplayFormat.Fill(
                BoardText.Spoken,
                DisplayFormat.Number(state.InPort),
                DisplayFormat.Number(state.Count(Stage.Cleared))
            );
        }

        StateHasChanged();
    }

    private async Task TickAsync(CancellationToken closing)
    {
        using var second = new PeriodicTimer(TimeSpan.FromSeconds(1), Clock);
        try
        {
            while (await second.WaitForNextTickAsync(closing))
            {
                StateHasChanged();
            }
        }
        catch (OperationCanceledException)
        {
            // The page was closed.
        }
    }
}
