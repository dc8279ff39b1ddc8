using System.Globalization;
using PortTracker.Testing;

namespace PortTracker.Tests.Access;

/// <summary>The key of an authenticator app and the recovery codes.</summary>
internal sealed record SecondFactor(string Key, IReadOnlyList<string> RecoveryCodes)
{
    public string Code => Authenticator.CodeOf(Key);

    public string WrongCode =>
        ((int.Parse(Code, CultureInfo.InvariantCulture) + 1) % 1_000_000).ToString(
            "000000",
            CultureInfo.InvariantCulture
        );
}
