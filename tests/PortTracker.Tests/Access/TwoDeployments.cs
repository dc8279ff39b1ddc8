namespace PortTracker.Tests.Access;

/// <summary>Two separate deployments, each with an account of the same name and password.</summary>
public sealed class TwoDeployments : IAsyncLifetime
{
    internal PortHost Here { get; } = new();

    internal PortHost Elsewhere { get; } = new();

    public async ValueTask InitializeAsync()
    {
        await Here.InitializeAsync();
        await Elsewhere.InitializeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Here.DisposeAsync();
        await Elsewhere.DisposeAsync();
    }
}
