using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;

namespace PortTracker.Contracts.Vehicles;

/// <summary>The rule for destinations: a country's two-letter code, not the port's own country. Source: ISO 3166-1 alpha-2.</summary>
public static class Destination
{
    private const string OwnCountry = "CN";

    private static readonly FrozenDictionary<string, WorldRegion> Countries = new Dictionary<WorldRegion, string>
    {
        [WorldRegion.CentralAsia] = "KG KZ TJ TM UZ",
        [WorldRegion.RussiaAndCaucasus] = "AM AZ BY GE RU",
        [WorldRegion.MiddleEast] = "AE BH IL IQ IR JO KW LB OM PS QA SA SY TR YE",
        [WorldRegion.SouthEastAsia] = "BN ID KH LA MM MY PH SG TH TL VN",
        [WorldRegion.EastAsia] = "CN HK JP KP KR MN MO TW",
        [WorldRegion.SouthAsia] = "AF BD BT IN LK MV NP PK",
        [WorldRegion.Europe] =
            "AD AL AT AX BA BE BG CH CY CZ DE DK EE ES FI FO FR GB GG GI GR HR HU IE IM IS IT JE LI LT LU LV MC "
            + "MD ME MK MT NL NO PL PT RO RS SE SI SJ SK SM UA VA",
        [WorldRegion.Africa] =
            "AO BF BI BJ BW CD CF CG CI CM CV DJ DZ EG EH ER ET GA GH GM GN GQ GW KE KM LR LS LY MA MG ML MR MU "
            + "MW MZ NA NE NG RE RW SC SD SH SL SN SO SS ST SZ TD TG TN TZ UG YT ZA ZM ZW",
        [WorldRegion.NorthAmerica] = "BM CA GL PM UM US",
        [WorldRegion.LatinAmerica] =
            "AG AI AR AW BB BL BO BQ BR BS BZ CL CO CR CU CW DM DO EC FK GD GF GP GT GY HN HT JM KN KY LC MF MQ "
            + "MS MX NI PA PE PR PY SR SV SX TC TT UY VC VE VG VI",
        [WorldRegion.Oceania] = "AS AU CC CK CX FJ FM GU KI MH MP NC NF NR NU NZ PF PG PN PW SB TK TO TV VU WF WS",
        [WorldRegion.Other] = "AQ BV GS HM IO TF",
    }
        .SelectMany(region => region.Value.Split(' '), (region, country) => (Country: country, Region: region.Key))
        .ToFrozenDictionary(one => one.Country, one => one.Region, StringComparer.Ordinal);

    /// <summary>The code as it is stored and compared: folded.</summary>
    public static string Normalise(string country) => CodeText.FoldUnpunctuated(country);

    /// <summary>Whether the text is a valid country of destination; if not, the error says what to do.</summary>
    public static bool IsValid([NotNullWhen(true)] string? text, [NotNullWhen(false)] out string? error)
    {
        var country = Normalise(text ?? "");
        error = country switch
        {
            OwnCountry => "CN is the country of export: give the country for which the vehicle is bound.",
            _ when CodeText.FindCyrillic(country) is { } cyrillic => cyrillic,
            _ when !Countries.ContainsKey(country) =>
                "A destination is the two-letter code of a country (ISO 3166-1), such as KZ.",
            _ => null,
        };
        return error is null;
    }

    /// <summary>The region of a country; null for an unknown code.</summary>
    public static WorldRegion? RegionOf(string country) =>
        Countries.TryGetValue(country, out var region) ? region : null;

    /// <summary>The countries of a region.</summary>
    public static IReadOnlyList<string> Of(WorldRegion region) =>
        [
            .. Countries
                .Where(country => country.Value == region)
                .Select(country => country.Key)
                .Order(StringComparer.Ordinal),
        ];
}
