using System.Globalization;
using Microsoft.Extensions.Time.Testing;
using PortTracker.Testing;

namespace PortTracker.Tests.Access;

/// <summary>The key of an authenticator app and the recovery codes.</summary>
internal sealed record SecondFactor(string Key, IReadOnlyList<string> RecoveryCodes, FakeTimeProvider Time)
{
    /// <summary>The code that the app shows now.</summary>
    public string Code => Authenticator.CodeOf(Key, Time);

    public string WrongCode =>
        ((int.Parse(Code, CultureInfo.InvariantCulture) + 1) % 1_000_000).ToString(
            "000000",
            CultureInfo.InvariantCulture
        );

    /// <summary>Waits for a code that was not used.</summary>
    public string NextCode()
    {
        Time.Advance(TimeSpan.FromSeconds(30));
        return Code;
    }
}
