using PortTracker.Contracts.Api;
using PortTracker.Contracts.Board;
using PortTracker.Contracts.Events;

namespace PortTracker.ApiClient;

/// <summary>The board service: ports, the hall board and the officer's list.</summary>
public sealed class BoardApi
{
    private readonly ApiSender _sender;

    internal BoardApi(ApiSender sender) => _sender = sender;

    /// <summary>The ports.</summary>
    public Task<IReadOnlyList<PortInfo>> PortsAsync(CancellationToken cancellationToken = default) =>
        _sender.GetAsync<IReadOnlyList<PortInfo>>("api/board/ports", cancellationToken);

    /// <summary>The hall board of a port.</summary>
    public Task<BoardSnapshot> SnapshotAsync(string port, CancellationToken cancellationToken = default) =>
        _sender.GetAsync<BoardSnapshot>($"api/board/{Uri.EscapeDataString(port)}", cancellationToken);

    /// <summary>Vehicles at one stage in queue order, or those that a search finds.</summary>
    /// <param name="port">Code of the port.</param>
    /// <param name="stage">The stage; null with a search.</param>
    /// <param name="find">A VIN, plate, carrier, declaration or queue number.</param>
    public PagedList<DeskMovement> DeskMovements(string port, Stage? stage = null, string? find = null) =>
        new(_sender, pageSize: null, "api/board/desk/movements", ("port", port), ("find", find), ("stage", stage));

    /// <summary>How many vehicles are expected, and how many are at each stage.</summary>
    public Task<IReadOnlyList<StageCount>> DeskCountsAsync(
        string port,
        CancellationToken cancellationToken = default
    ) =>
        _sender.GetAsync<IReadOnlyList<StageCount>>(
            QueryString.Append("api/board/desk/counts", ("port", port)),
            cancellationToken
        );
}
