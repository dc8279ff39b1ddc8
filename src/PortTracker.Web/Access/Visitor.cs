using PortTracker.Contracts;

namespace PortTracker.Web.Access;

/// <summary>Who looks at a page, and what else is known of the visit where the page is made. In the browser it is the API that knows.</summary>
public sealed record Visitor
{
    /// <summary>Name of the account; null for those who have not signed in.</summary>
    public string? Name { get; init; }

    /// <summary>Roles, as of <see cref="Contracts.Roles"/>.</summary>
    public IReadOnlyList<string> Roles { get; init; } = [];

    /// <summary>What has to be done first; null when nothing has.</summary>
    public Duty? Duty { get; init; }

    /// <summary>The page that was asked for, with its query, such as <c>/failures</c>.</summary>
    public required string Address { get; init; }

    /// <summary>Where the page was refused: the roles that open it.</summary>
    public IReadOnlyList<string> Needed { get; init; } = [];

    /// <summary>The accounts that a demo offers; null where this is none.</summary>
    public IReadOnlyList<DemoAccount>? DemoAccounts { get; init; }

    /// <summary>Whether the visitor has one of these roles.</summary>
    public bool IsAny(params IEnumerable<string> roles) => Roles.Intersect(roles, StringComparer.Ordinal).Any();

    /// <summary>Another page, which leads back to this one.</summary>
    public string Via(string page) => $"{page}?returnUrl={Uri.EscapeDataString(Address)}";
}

/// <summary>An account that a demo offers to everybody.</summary>
public sealed record DemoAccount(string UserName, string Password, string DisplayName, IReadOnlyList<string> Roles);
