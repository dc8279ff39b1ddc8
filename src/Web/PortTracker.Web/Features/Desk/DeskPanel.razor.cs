using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using PortTracker.Web.Shared;

namespace PortTracker.Web.Features.Desk;

/// <summary>
/// Where officers log what they do: one field to scan into, the waiting vehicles, and the actions on them. Every action has a letter that is
/// typed into the same field, so that hands stay where they are and a stray scan does nothing.
/// </summary>
public sealed partial class DeskPanel
{
    private static readonly TimeSpan RefreshEvery = TimeSpan.FromSeconds(3);

    private readonly CancellationTokenSource closed = new();
    private DeskState desk = null!;
    private string text = "";
    private ElementReference scan;
    private ElementReference question;

    private DeskList List => desk.List;

    private Attempt Attempt => desk.Attempt;

    private ActionInput Input => desk.Input;

    private string Heading =>
        List.SearchText is { } found
            ? DisplayFormat.Fill(DeskText.Found, found, Count)
            : DisplayFormat.Fill(DeskText.WaitingAt, VehicleFormat.Name(List.Stage), Count);

    private string Count => DisplayFormat.Number(List.Rows?.Count ?? 0) + (List.HasMore ? "+" : "");

    /// <inheritdoc />
    public void Dispose()
    {
        closed.Cancel();
        closed.Dispose();
    }

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        var closing = closed.Token;
        desk = new DeskState(Client, Clock, StateHasChanged, closing);
        if (RendererInfo.IsInteractive)
        {
            await desk.StartAsync();
            _ = RefreshAsync(closing);
        }
    }

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        switch (desk.TakeFocus())
        {
            case FocusTarget.Scan:
                await scan.FocusAsync();
                break;
            case FocusTarget.Question:
                await question.FocusAsync();
                break;
        }
    }

    private async Task RefreshAsync(CancellationToken closing)
    {
        using var timer = new PeriodicTimer(RefreshEvery, Clock);
        try
        {
            while (await timer.WaitForNextTickAsync(closing))
            {
                await desk.RefreshAsync();
                StateHasChanged();
            }
        }
        catch (OperationCanceledException)
        {
            // The page was closed.
        }
    }

    private Task EnterAsync()
    {
        var entered = text;
        text = "";
        return desk.EnterAsync(entered);
    }

    private void CloseLatest(KeyboardEventArgs key)
    {
        if (key is { Key: "Escape", IsComposing: false })
        {
            desk.CloseLatest();
        }
    }
}
