using System.Net;
using PortTracker.Contracts.Access;
using PortTracker.Testing;

namespace PortTracker.Tests.Access;

internal static class TwoFactorSteps
{
    /// <summary>Sets up a second factor. Its current code is used up.</summary>
    public static async Task<SecondFactor> SetUpAsync(PortHost port, AccessTokens tokens, string password)
    {
        using var client = port.Bearing(tokens);
        using var begun = await client.PostAsync("/api/access/me/two-factor");
        var key = (await begun.ReadAsync<TwoFactorSetup>()).SharedKey;
        using var done = await client.PostAsync(
            "/api/access/me/two-factor/confirmations",
            new TwoFactorConfirmationRequest { Password = password, Code = Authenticator.CodeOf(key, port.Time) }
        );
        done.StatusCode.ShouldBe(HttpStatusCode.OK);
        return new SecondFactor(key, (await done.ReadAsync<RecoveryCodes>()).Codes, port.Time);
    }

    public static async Task<(Person Person, SecondFactor Factor)> HireWithSecondFactorAsync(this PortHost port)
    {
        var person = await port.HireAsync(Roles.Manager);
        return (person, await SetUpAsync(port, await port.SignInAsync(person), person.Password));
    }
}
