using System.Security.Claims;
using PortTracker.Contracts.Access;
using PortTracker.ServiceCore.Configuration;

namespace PortTracker.Access;

/// <summary>
/// Configuration section <c>Access:OpenIdConnect</c>: a provider that identifies users and sets their rights by its claims. Off
/// without an <see cref="Authority"/>.
/// </summary>
internal sealed class ExternalProviderOptions
{
    private const string Section = "Access:OpenIdConnect";

    /// <summary>Address of the provider, as it names itself: <c>{Authority}/.well-known/openid-configuration</c> describes it.</summary>
    public string Authority { get; set; } = "";
    public string ClientId { get; set; } = "";
    public string ClientSecret { get; set; } = "";

    /// <summary>Its name, for people.</summary>
    public string DisplayName { get; set; } = "single sign-on";

    /// <summary>The scopes to request, separated by spaces.</summary>
    public string Scopes { get; set; } = "openid profile";

    /// <summary>Names of the claims that set a user's rights.</summary>
    public ClaimNames Claims { get; set; } = new();

    /// <summary>
    /// For each role, the values of the provider's claim that grant it, such as names of groups. If empty, the values are the roles.
    /// </summary>
    public Dictionary<string, string[]> Roles { get; set; } = new(StringComparer.Ordinal);

    public bool IsConfigured => Authority is not "";

    public bool IsOnThisMachine => Uri.TryCreate(Authority, UriKind.Absolute, out var uri) && uri.IsLoopback;

    /// <exception cref="ConfigurationException">A setting is missing or wrong.</exception>
    public void Check()
    {
        if (
            !Uri.TryCreate(Authority, UriKind.Absolute, out var uri)
            || (uri.Scheme != Uri.UriSchemeHttps && !(uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback))
        )
        {
            throw new ConfigurationException(
                $"{Section}:Authority is '{Authority}'. Give the provider's address, such as https://id.example.org/realms/port."
            );
        }

        if (ClientId is "" || ClientSecret is "")
        {
            throw new ConfigurationException(
                $"{Section}: set ClientId and ClientSecret to the values from the provider. Put the secret in a secret file or the environment."
            );
        }

        if (
            Roles.Keys.FirstOrDefault(role => !Contracts.Access.Roles.All.Contains(role, StringComparer.Ordinal)) is
            { } role
        )
        {
            throw new ConfigurationException(
                $"{Section}:Roles: role '{role}' does not exist. Use one of: {string.Join(", ", Contracts.Access.Roles.All)}."
            );
        }
    }

    /// <summary>The rights that the provider's claims state, not validated.</summary>
    public UserRights RightsOf(ClaimsPrincipal person)
    {
        const int LongestName = 100;
        var name =
            person.FindFirstValue("name")
            ?? person.FindFirstValue(ClaimNames.UserName)
            ?? person.FindFirstValue("sub")!;
        return new UserRights
        {
            DisplayName = name.Length > LongestName ? name[..LongestName] : name,
            Roles = [.. Contracts.Access.Roles.All.Where(role => Has(person, role))],
            Ports = ValuesOf(person, Claims.Ports),
            Stages = ValuesOf(person, Claims.Stages),
            // More than one counts as none: a firm's user belongs to one firm.
            Firm = ValuesOf(person, Claims.Firm) is { Length: > 0 } firms ? string.Join(' ', firms) : null,
        };
    }

    private bool Has(ClaimsPrincipal person, string role)
    {
        string[] standFor = Roles.Count is 0 ? [role] : Roles.GetValueOrDefault(role, []);
        return ValuesOf(person, Claims.Roles).Intersect(standFor, StringComparer.Ordinal).Any();
    }

    private static string[] ValuesOf(ClaimsPrincipal person, string claim) =>
        [.. person.FindAll(claim).Select(c => c.Value).Distinct(StringComparer.Ordinal)];
}
