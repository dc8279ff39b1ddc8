using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Options;

namespace PortTracker.ServiceCore.Ports;

/// <summary>The ports of this installation.</summary>
public sealed class PortCatalog(IOptions<PortOptions> options)
{
    private readonly Dictionary<string, Port> ports = options.Value.Ports.ToDictionary(
        port => port.Code,
        StringComparer.OrdinalIgnoreCase
    );

    public IReadOnlyCollection<Port> All => ports.Values;

    public Port this[string code] => ports[code];

    public bool TryGet(string? code, [NotNullWhen(true)] out Port? port) => ports.TryGetValue(code ?? "", out port);

    /// <summary>The message for a port that does not exist.</summary>
    public string UnknownPort(string? code) =>
        $"Port '{code}' does not exist. Use one of: {string.Join(", ", ports.Keys)}.";
}
