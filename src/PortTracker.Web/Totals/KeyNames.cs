using System.Globalization;
using Microsoft.JSInterop;
using PortTracker.Contracts;
using PortTracker.Web.Board;
using PortTracker.Web.Officer;
using PortTracker.Web.Resources;

namespace PortTracker.Web.Totals;

/// <summary>
/// What people call the keys of a breakdown. The names of countries are the browser's own: it has them in every language, so that nobody
/// has to load them.
/// </summary>
public sealed class KeyNames(IJSRuntime browser)
{
    private readonly Dictionary<string, string> countries = new(StringComparer.Ordinal);
    private IJSObjectReference? names;

    /// <summary>Looks up the countries, before they are shown.</summary>
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
            // A browser that does not know them: the codes are shown.
        }
    }

    /// <summary>Name of a key.</summary>
    public string Of(Dimension dimension, string key) =>
        dimension switch
        {
            _ when key is BreakdownLine.Unknown => TotalsText.Unknown,
            Dimension.Destination => countries.TryGetValue(key, out var name) && name != key ? $"{name} ({key})" : key,
            Dimension.Region when Enum.TryParse<WorldRegion>(key, out var region) => TotalsFormat.Name(region),
            Dimension.Propulsion when Enum.TryParse<Propulsion>(key, out var propulsion) => OfficerFormat.Name(
                propulsion
            ),
            Dimension.Category when Enum.TryParse<VehicleCategory>(key, out var category) => BoardFormat.Name(category),
            Dimension.Form when Enum.TryParse<ShipmentForm>(key, out var form) => OfficerFormat.Name(form),
            Dimension.Channel when Enum.TryParse<Channel>(key, out var channel) => OfficerFormat.Name(channel),
            _ => key,
        };
}
