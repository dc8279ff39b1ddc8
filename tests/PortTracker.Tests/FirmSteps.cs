using System.Net.Http.Json;
using PortTracker.Contracts.Api;
using PortTracker.Contracts.Entry;
using PortTracker.Contracts.Vehicles;

namespace PortTracker.Tests;

/// <summary>Steps of the users and systems of firms.</summary>
internal static class FirmSteps
{
    /// <summary>The firm of the vehicles that tests bring.</summary>
    public const string Own = SomeVehicle.Operator;

    /// <summary>A competitor of that firm.</summary>
    public const string Other = SomeVehicle.OtherOperator;

    public static Vehicle With(this Vehicle vehicle, string firm) => vehicle with { Operator = firm };

    public static async Task<HttpResponseMessage> PostAsync<T>(this HttpClient client, string path, T body) =>
        await client.PostAsJsonAsync(path, body, PortJson.Options);

    public static PreRegistrationRequest Announcement(params IReadOnlyList<Vehicle> vehicles) =>
        new()
        {
            Port = PortHost.Port,
            ExpectedOn = new DateOnly(2026, 5, 13),
            Vehicles = vehicles,
        };

    /// <summary>A user of the vehicle's firm announces it.</summary>
    public static async Task<Guid> AnnounceAsync(this PortHost port, Vehicle vehicle)
    {
        using var firm = port.AsFirm(vehicle.Operator);
        using var response = await firm.PostAsync("/api/entry/pre-registrations", Announcement(vehicle));
        var announced = (await response.ReadAsync<PreRegistrationResponse>()).Movements.Single().MovementId;
        // As after an arrival, the board has processed it.
        await port.SettleAsync();
        return announced;
    }

    public static Task<HttpResponseMessage> CancelAsync(this HttpClient client, params IReadOnlyList<Guid> movements) =>
        client.PostAsync("/api/entry/cancellations", new WithdrawalRequest { Movements = movements, Reason = "Sold" });
}
