using System.Globalization;
using Microsoft.JSInterop;
using PortTracker.Contracts.Events;
using PortTracker.Contracts.Throughput;
using PortTracker.Contracts.Vehicles;
using PortTracker.Web.Shared;

namespace PortTracker.Web.Features.Totals;

/// <summary>
/// Names of the keys of a breakdown. The browser supplies the names of countries in every language, so that they need not be
/// downloaded.
/// </summary>
public sealed class BreakdownNames(IJSRuntime browser)
{
    private readonly Dictionary<string, string> countries = new(StringComparer.Ordinal);
    private IJSObjectReference? names;

    /// <summary>Looks up the names of countries before the page shows them.</summary>
    internal async Task LookUpAsync(IEnumerable<string> codes)
    {
        try
        {
            names ??= await browser.InvokeConstructorAsync(
                "Intl.DisplayNames",
                new[] { CultureInfo.CurrentUICulture.Name },
                new { type = "region" }
            );
            foreach (var code in codes.Where(code => code.Length is 2 && !countries.ContainsKey(code)))
            {
                countries[code] = await names.InvokeAsync<string>("of", code);
            }
        }
        catch (JSException)
        {
            // The browser does not know the names; the page shows the codes.
        }
    }

    /// <summary>Name of a key.</summary>
    public string Of(Dimension dimension, string key) =>
        dimension switch
        {
            _ when key is BreakdownLine.Unknown => TotalsText.Unknown,
            Dimension.Destination => countries.TryGetValue(key, out var name) && name != key ? $"{name} ({key})" : key,
            Dimension.Region when Enum.TryParse<WorldRegion>(key, out var region) => TotalsFormat.Name(region),
            Dimension.Propulsion when Enum.TryParse<Propulsion>(key, out var propulsion) => VehicleFormat.Name(
                propulsion
            ),
            Dimension.Category when Enum.TryParse<VehicleCategory>(key, out var category) => VehicleFormat.Name(
                category
            ),
            Dimension.Form when Enum.TryParse<ShipmentForm>(key, out var form) => VehicleFormat.Name(form),
            Dimension.Channel when Enum.TryParse<Channel>(key, out var channel) => VehicleFormat.Name(channel),
            _ => key,
        };
}
