using System.Reflection;

namespace PortTracker.Contracts.Api;

/// <summary>The version of this build, as <c>Directory.Build.props</c> states it.</summary>
public static class ProductVersion
{
    /// <summary>The semantic version, such as <c>1.0.0-rc</c>, without the commit.</summary>
    public static string Text { get; } =
        typeof(ProductVersion)
            .Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!
            .InformationalVersion.Split('+')[0];
}
