using System.Security.Claims;

namespace PortTracker.Access;

/// <summary>
/// Configuration section <c>Access:OpenIdConnect</c>: a provider that says who people are, and by its claims what they may do here. Off
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

    /// <summary>What it is asked for, with spaces between.</summary>
    public string Scopes { get; set; } = "openid profile";

    /// <summary>Names of the claims that say what a person may do.</summary>
    public ClaimNames Claims { get; set; } = new();

    /// <summary>
    /// By our role, those values of its claim that stand for it, such as names of groups. Without any, the values are our roles themselves.
    /// </summary>
    public Dictionary<string, string[]> Roles { get; set; } = new(StringComparer.Ordinal);

    public bool IsConfigured => Authority is not "";

    public bool IsOnThisMachine => Uri.TryCreate(Authority, UriKind.Absolute, out var uri) && uri.IsLoopback;

    /// <exception cref="ConfigurationException">It cannot work like this.</exception>
    public void Check()
    {
        if (
            !Uri.TryCreate(Authority, UriKind.Absolute, out var uri)
            || (uri.Scheme != Uri.UriSchemeHttps && !(uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback))
        )
        {
            throw new ConfigurationException(
                $"{Section}:Authority is '{Authority}': give the provider's address, such as https://id.example.org/realms/port."
            );
        }

        if (ClientId is "" || ClientSecret is "")
        {
            throw new ConfigurationException(
                $"{Section}: ClientId and ClientSecret are those that the provider gave this installation; the secret comes from a secret file or the environment."
            );
        }

        if (Roles.Keys.FirstOrDefault(role => !Contracts.Roles.All.Contains(role, StringComparer.Ordinal)) is { } role)
        {
            throw new ConfigurationException(
                $"{Section}:Roles: there is no role '{role}'; there is {string.Join(", ", Contracts.Roles.All)}."
            );
        }
    }

    /// <summary>What the provider says that a person may do here; whether that holds together is for others to see.</summary>
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
            Roles = [.. Contracts.Roles.All.Where(role => Has(person, role))],
            Ports = ValuesOf(person, Claims.Ports),
            Stages = ValuesOf(person, Claims.Stages),
            // Several are none: a firm's user belongs to one.
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

/// <summary>What the provider calls its claims.</summary>
internal sealed class ClaimNames
{
    /// <summary>The name by which people are known at the provider; it may change there, and may be given to another.</summary>
    public const string UserName = "preferred_username";

    public string Roles { get; set; } = "roles";
    public string Ports { get; set; } = "ports";
    public string Stages { get; set; } = "stages";
    public string Firm { get; set; } = "firm";

    public string[] All => [Roles, Ports, Stages, Firm];
}
