using Microsoft.Extensions.Options;

namespace PortTracker.ServiceCore.Ports;

/// <summary>Configuration of the ports.</summary>
public sealed class PortOptions : IValidateOptions<PortOptions>
{
    public IList<Port> Ports { get; set; } = [];

    public ValidateOptionsResult Validate(string? name, PortOptions options)
    {
        if (options.Ports.Count is 0)
        {
            return ValidateOptionsResult.Fail("Ports: configure at least one port.");
        }

        List<string> errors = [.. options.Ports.SelectMany(port => port.Errors())];
        if (options.Ports.DistinctBy(port => port.Code, StringComparer.OrdinalIgnoreCase).Count() < options.Ports.Count)
        {
            errors.Add("Give each port a different code.");
        }

        return errors is []
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(errors.Select(error => $"Ports: {error}"));
    }
}
