namespace PortTracker.Tests.Access;

/// <summary>One system with two ports.</summary>
public sealed class TwoPortSystem : IAsyncLifetime
{
    internal const string OtherPort = "ALASHANKOU";

    internal PortHost Port { get; } =
        new()
        {
            Settings =
            {
                ["Ports:1:Code"] = OtherPort,
                ["Ports:1:Name"] = "Alashankou",
                ["Ports:1:TimeZone"] = "Asia/Shanghai",
                ["Ports:1:Lanes:0:Name"] = "A1",
            },
        };

    public async ValueTask InitializeAsync() => await Port.InitializeAsync();

    public ValueTask DisposeAsync() => Port.DisposeAsync();
}
