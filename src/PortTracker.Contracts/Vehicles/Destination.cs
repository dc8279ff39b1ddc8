using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;

namespace PortTracker.Contracts;

/// <summary>The rule for destinations: a country's two-letter code, not the port's own country. Source: ISO 3166-1 alpha-2.</summary>
public static class Destination
{
    private const string OwnCountry = "CN";

    private static readonly FrozenSet<string> Countries = (
        "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ "
        + "CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO "
        + "FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE "
        + "JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO "
        + "MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW "
        + "PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM "
        + "TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW"
    )
        .Split(' ')
        .ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The code as it is stored and compared: without blanks, in capitals.</summary>
    public static string Normalise(string country) => country.Trim().ToUpperInvariant();

    /// <summary>Whether the text is a country to which a vehicle can be exported; if not, what to do about it.</summary>
    public static bool IsValid([NotNullWhen(true)] string? text, [NotNullWhen(false)] out string? error)
    {
        var country = Normalise(text ?? "");
        error = country switch
        {
            OwnCountry => "CN is the country of export: give the country for which the vehicle is bound.",
            _ when !Countries.Contains(country) =>
                "A destination is the two-letter code of a country (ISO 3166-1), such as KZ.",
            _ => null,
        };
        return error is null;
    }
}
