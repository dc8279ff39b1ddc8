using PortTracker.Contracts.Access;

namespace PortTracker.Web.Shared;

/// <summary>The visitor of a page while the server renders it. In the browser, the API knows the user.</summary>
public sealed record Visitor
{
    /// <summary>Name of the account; null if nobody is signed in.</summary>
    public string? Name { get; init; }

    /// <summary>Roles, as of <see cref="Contracts.Access.Roles"/>.</summary>
    public IReadOnlyList<string> Roles { get; init; } = [];

    /// <summary>What the user must do first; null if nothing.</summary>
    public RequiredAction? RequiredAction { get; init; }

    /// <summary>The requested page with its query, such as <c>/failures</c>.</summary>
    public required string Address { get; init; }

    /// <summary>The roles that may open the page, if it was refused.</summary>
    public IReadOnlyList<string> Needed { get; init; } = [];

    /// <summary>The accounts of a demo; null outside a demo.</summary>
    public IReadOnlyList<DemoAccount>? DemoAccounts { get; init; }

    /// <summary>Whether the visitor has one of these roles.</summary>
    public bool IsAny(params IEnumerable<string> roles) => Roles.Intersect(roles, StringComparer.Ordinal).Any();

    /// <summary>Address of another page that returns to this one.</summary>
    public string Via(string page) => $"{page}?returnUrl={Uri.EscapeDataString(Address)}";
}
