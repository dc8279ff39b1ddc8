namespace PortTracker.Tests.Access;

/// <summary>A port that trusts a provider and maps its groups to roles.</summary>
public sealed class PortWithProvider : IAsyncLifetime
{
    internal const string Officers = "khorgos-officers";

    internal FakeProvider Provider { get; private set; } = null!;

    internal PortHost Port { get; } = new();

    internal CookieBrowser OpenBrowser() => new(Port);

    public async ValueTask InitializeAsync()
    {
        Provider = await FakeProvider.StartAsync();
        foreach (var (key, value) in Provider.Settings)
        {
            Port.Settings[key] = value;
        }

        Port.Settings["Access:OpenIdConnect:Claims:Roles"] = "groups";
        Port.Settings["Access:OpenIdConnect:Roles:officer:0"] = Officers;
        Port.Settings["Access:OpenIdConnect:Roles:officer:1"] = "trainees";
        Port.Settings["Access:OpenIdConnect:Roles:manager:0"] = "managers";
        Port.Settings["Access:OpenIdConnect:Roles:operator:0"] = "firms";
        Port.Settings["Access:OpenIdConnect:Roles:administrator:0"] = "administrators";
        await Port.InitializeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Port.DisposeAsync();
        await Provider.DisposeAsync();
    }
}
