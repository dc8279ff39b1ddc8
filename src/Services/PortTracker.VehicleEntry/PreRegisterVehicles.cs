using Microsoft.AspNetCore.Http.HttpResults;
using PortTracker.Contracts.Entry;
using PortTracker.ServiceCore.Actions;
using PortTracker.ServiceCore.Ports;

namespace PortTracker.VehicleEntry;

/// <summary>An operator announces vehicles.</summary>
internal static class PreRegisterVehicles
{
    public static Task<Results<Created<PreRegistrationResponse>, ProblemHttpResult>> HandleAsync(
        PreRegistrationRequest request,
        EntryDb db,
        PortCatalog ports,
        CurrentAction current,
        CancellationToken cancellationToken
    ) =>
        PreRegistration.AnnounceAsync(
            request.Port,
            request.ExpectedOn,
            [.. request.Vehicles.Select((vehicle, i) => new AnnouncedVehicle(vehicle.Normalised(), i))],
            badLines: [],
            db,
            ports,
            current.Now,
            cancellationToken
        );
}
