using PortTracker.Contracts.Vehicles;
using PortTracker.ServiceCore.Actions;
using PortTracker.ServiceCore.Ports;

namespace PortTracker.Tests.Rules;

/// <summary>A port with a lane for cars and a lane for trucks, and the officer who acts there.</summary>
internal static class RulePort
{
    public static readonly DateTimeOffset Now = new(2026, 5, 12, 2, 0, 0, TimeSpan.Zero);

    public static ActionContext Action { get; } = new(Caller.Named("officer"), Now, Now, CorrelationId: null);

    public static Port Create(string code = "KHORGOS") =>
        new()
        {
            Code = code,
            Name = code,
            TimeZone = "Asia/Shanghai",
            Lanes =
            [
                new Lane { Name = "C1", Categories = [VehicleCategory.Car] },
                new Lane
                {
                    Name = "M1",
                    Categories = [.. Enum.GetValues<VehicleCategory>().Except([VehicleCategory.Car])],
                },
            ],
        };
}
