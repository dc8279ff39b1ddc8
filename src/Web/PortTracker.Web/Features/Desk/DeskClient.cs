using PortTracker.Contracts.Access;
using PortTracker.Contracts.Api;
using PortTracker.Contracts.Board;
using PortTracker.Contracts.Clearance;
using PortTracker.Contracts.Entry;
using PortTracker.Contracts.Events;
using PortTracker.Contracts.Inspection;
using PortTracker.Contracts.Vehicles;
using PortTracker.Web.Shared;

namespace PortTracker.Web.Features.Desk;

/// <summary>Calls the services as the officer.</summary>
internal sealed class DeskClient(ApiClient api)
{
    public const int Most = 200;

    public Task<CurrentUser> MeAsync() => api.MeAsync();

    public Task<IReadOnlyList<PortInfo>> PortsAsync() => api.GetAsync<IReadOnlyList<PortInfo>>("api/board/ports");

    /// <summary>Movements with this VIN, plate, carrier, declaration or queue number.</summary>
    public Task<Page<DeskMovement>> FindAsync(string port, string text) =>
        ListAsync(port, $"find={Uri.EscapeDataString(text)}");

    /// <summary>Movements in a stage, in the order of the queue.</summary>
    public Task<Page<DeskMovement>> WaitingAsync(string port, Stage stage) => ListAsync(port, $"stage={stage}");

    /// <summary>Vehicles in each stage.</summary>
    public Task<IReadOnlyList<StageCount>> CountsAsync(string port) =>
        api.GetAsync<IReadOnlyList<StageCount>>($"api/board/desk/counts?port={Uri.EscapeDataString(port)}");

    /// <summary>All events of a movement, from all services, in order.</summary>
    public async Task<IReadOnlyList<PortEvent>> HistoryAsync(Guid movementId)
    {
        var parts = await Task.WhenAll(
            ServiceNames.Sources.Select(service =>
                api.GetAsync<IReadOnlyList<PortEvent>>($"api/{service}/movements/{movementId}/events")
            )
        );
        return [.. parts.SelectMany(InOrder).OrderBy(step => step.At).Select(step => step.Event)];
    }

    /// <summary>A service's events keep their own order, even if the time of one was recorded late.</summary>
    private static IEnumerable<(PortEvent Event, DateTimeOffset At)> InOrder(IReadOnlyList<PortEvent> events)
    {
        var at = DateTimeOffset.MaxValue;
        return events.Reverse().Select(e => (e, at = e.Header.OccurredAt < at ? e.Header.OccurredAt : at)).Reverse();
    }

    /// <summary>Admits an unannounced vehicle with its papers.</summary>
    public async Task<ArrivedVehicle> AdmitAsync(string port, Vehicle vehicle) =>
        (
            await api.PostAsync<ArrivalResponse>(
                "api/entry/arrivals",
                new ArrivalRequest { Port = port, Arrivals = [new Arrival { Vin = vehicle.Vin, Vehicle = vehicle }] }
            )
        ).Arrivals[0];

    public Task RecordNoShowAsync(IEnumerable<DeskMovement> movements, string reason) =>
        api.PostAsync(
            "api/entry/no-shows",
            new WithdrawalRequest
            {
                Movements = [.. movements.Select(movement => movement.MovementId)],
                Reason = reason,
            }
        );

    public Task ArriveAsync(string port, IEnumerable<DeskMovement> movements) =>
        api.PostAsync(
            "api/entry/arrivals",
            new ArrivalRequest
            {
                Port = port,
                Arrivals =
                [
                    .. movements.Select(movement => new Arrival
                    {
                        Vin = movement.Vin,
                        MovementId = movement.MovementId,
                    }),
                ],
            }
        );

    public Task ApproveDocumentsAsync(IEnumerable<DeskMovement> movements) =>
        api.PostAsync("api/inspection/document-approvals", Inspections(movements));

    public Task StartInspectionAsync(IEnumerable<DeskMovement> movements) =>
        api.PostAsync("api/inspection/starts", Inspections(movements));

    public Task CompleteInspectionAsync(IEnumerable<DeskMovement> movements, IReadOnlyList<Finding> findings) =>
        api.PostAsync(
            "api/inspection/completions",
            new CompletionRequest
            {
                Inspections =
                [
                    .. movements.Select(movement => new InspectionOutcome
                    {
                        MovementId = movement.MovementId,
                        Version = movement.InspectionVersion,
                        Findings = findings,
                    }),
                ],
            }
        );

    /// <summary>Grants, resumes or departs.</summary>
    public Task ClearAsync(string action, IEnumerable<DeskMovement> movements) =>
        api.PostAsync($"api/clearance/{action}", new ClearanceRequest { Movements = Clearances(movements) });

    /// <summary>Holds or refuses.</summary>
    public Task ClearAsync(string action, IEnumerable<DeskMovement> movements, string reason) =>
        api.PostAsync(
            $"api/clearance/{action}",
            new ReasonedClearanceRequest { Movements = Clearances(movements), Reason = reason }
        );

    private Task<Page<DeskMovement>> ListAsync(string port, string query) =>
        api.GetAsync<Page<DeskMovement>>(
            $"api/board/desk/movements?port={Uri.EscapeDataString(port)}&limit={Most}&{query}"
        );

    private static InspectionRequest Inspections(IEnumerable<DeskMovement> movements) =>
        new()
        {
            Movements =
            [
                .. movements.Select(movement => new MovementReference
                {
                    MovementId = movement.MovementId,
                    Version = movement.InspectionVersion,
                }),
            ],
        };

    private static IReadOnlyList<MovementReference> Clearances(IEnumerable<DeskMovement> movements) =>
        [
            .. movements.Select(movement => new MovementReference
            {
                MovementId = movement.MovementId,
                // Clearance has no version of a vehicle that it does not know yet.
                Version = movement.ClearanceVersion is 0 ? null : movement.ClearanceVersion,
            }),
        ];
}
