using System.Text.RegularExpressions;

namespace PortTracker.Tests.Repository;

/// <summary>Finds what looks like a secret in a text.</summary>
internal static partial class SecretScan
{
    private const RegexOptions Options = RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant;
    private const int Timeout = 5_000;

    // English text and names have about 3.5 bits a character, what is made at random more.
    private const double RandomBits = 3.9;

    public static IEnumerable<SecretFinding> Find(string path, string text)
    {
        foreach (var (index, line) in text.Split('\n').Index())
        {
            foreach (var (kind, value) in FindIn(line.TrimEnd('\r')))
            {
                yield return new SecretFinding(path, index + 1, kind, value);
            }
        }
    }

    private static IEnumerable<(string Kind, string Value)> FindIn(string line)
    {
        foreach (var match in Named().Matches(line).Cast<Match>())
        {
            yield return ("key or token", match.Value);
        }

        foreach (var match in Address().Matches(line).Cast<Match>().Where(match => IsGiven(Value(match))))
        {
            yield return ("password in an address", Value(match));
        }

        foreach (var match in Assigned().Matches(line).Cast<Match>().Where(match => IsGiven(Value(match))))
        {
            yield return ("password or token in the clear", Value(match));
        }

        if (Word().IsMatch(line))
        {
            foreach (var match in Dense().Matches(line).Cast<Match>().Where(match => IsRandom(match.Value)))
            {
                yield return ("random text beside such a word", match.Value);
            }
        }

        static string Value(Match match) => match.Groups["value"].Value;
    }

    /// <summary>Whether a value stands there, and not a place or a name for one.</summary>
    private static bool IsGiven(string value) =>
        value.Any(char.IsLetterOrDigit)
        && !Place().IsMatch(value)
        && (value.Any(char.IsDigit) || !Word().IsMatch(value));

    private static bool IsRandom(string text) =>
        text.Any(char.IsDigit) && text.Any(char.IsLetter) && BitsPerCharacter(text) > RandomBits;

    private static double BitsPerCharacter(string text) =>
        text.CountBy(character => character)
            .Select(count => (double)count.Value / text.Length)
            .Sum(share => -share * Math.Log2(share));

    /// <summary>Those that are known by their looks.</summary>
    [GeneratedRegex(
        """
            -----BEGIN\ [A-Z ]*PRIVATE\ KEY
            | ptk_[0-9a-f]{8,}
            | gh[pousr]_[A-Za-z0-9]{20,} | github_pat_\w{20,}
            | AKIA[0-9A-Z]{16}
            | xox[abprs]-[A-Za-z0-9-]{10,}
            | eyJ[\w-]{8,}\.eyJ[\w-]{8,}
            | CfDJ8[\w-]{16,}
            """,
        Options | RegexOptions.IgnorePatternWhitespace,
        Timeout
    )]
    private static partial Regex Named();

    /// <summary>amqp://name:password@host.</summary>
    [GeneratedRegex(@"[a-z][a-z0-9+.-]*://[^\s/:@""']*:(?<value>[^\s/@""']+)@", Options, Timeout)]
    private static partial Regex Address();

    /// <summary>A value assigned to a name such as password, secret, token or key.</summary>
    [GeneratedRegex(
        """
            (?<name>password|passwd|pwd|passphrase|secret|(?<!PublicKey)token|api_?key|credential)s?
            ( ["'\w]{0,24}\s*[:=]\s*["'](?<value>[^"']{4,})["']   # "password": "…", password = "…"
            | \w{0,24}=(?<value>[^\s;,"'`)(<>&|]{4,})             # Password=…; in a connection string, TOKEN=… in a script
            | (?<=<\w*)\w{0,24}>(?<value>[^<\s][^<]{3,})</             # in XML
            | (?<=^\s*[\w.-]*)\w{0,24}:\s+(?<value>[^\s"'\[][^\s"']{3,})$  # password: … in YAML
            )
            """,
        Options | RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace,
        Timeout
    )]
    private static partial Regex Assigned();

    /// <summary>Placeholders and lookups.</summary>
    [GeneratedRegex(@"[${<%]|^@|^[~.]?/[\w./-]+$", Options, Timeout)]
    private static partial Regex Place();

    [GeneratedRegex(
        "password|passwd|passphrase|secret|(?<!PublicKey)token|api.?key|credential|bearer",
        Options | RegexOptions.IgnoreCase,
        Timeout
    )]
    private static partial Regex Word();

    [GeneratedRegex(@"[A-Za-z0-9+/=_-]{20,}", Options, Timeout)]
    private static partial Regex Dense();
}
