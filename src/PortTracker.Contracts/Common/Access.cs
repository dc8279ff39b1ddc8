namespace PortTracker.Contracts;

/// <summary>The roles that a user can have.</summary>
public static class Roles
{
    /// <summary>Customs officer: entry, inspection, clearance, at the ports and stages that the user is given.</summary>
    public const string Officer = "officer";

    /// <summary>Supervisor: all that an officer may at every stage, and re-routes, queue moves, corrections, at the ports that the user is given.</summary>
    public const string Supervisor = "supervisor";

    /// <summary>User of a logistics firm: announces and sees its own vehicles, and no others. Goes with no other role.</summary>
    public const string Operator = "operator";

    /// <summary>Manager: totals.</summary>
    public const string Manager = "manager";

    /// <summary>Administrator: users, keys, jobs, imports, failed events.</summary>
    public const string Administrator = "administrator";

    /// <summary>Auditor: reads everything, changes nothing.</summary>
    public const string Auditor = "auditor";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Officer, Supervisor, Operator, Manager, Administrator, Auditor];

    /// <summary>Those of the port's own people.</summary>
    public static IReadOnlyList<string> Staff { get; } = [Officer, Supervisor, Manager, Administrator, Auditor];
}

/// <summary>What an API key of a firm may be used for.</summary>
public static class Scopes
{
    /// <summary>Announce vehicles, and withdraw announcements.</summary>
    public const string Announce = "announce";

    /// <summary>See the firm's own movements.</summary>
    public const string Read = "read";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Announce, Read];
}

/// <summary>Names of the HTTP headers that the API reads beyond the standard ones.</summary>
public static class Headers
{
    /// <summary>A key chosen by the client, up to 128 characters: a POST sent again with it gets the first answer and changes nothing.</summary>
    public const string IdempotencyKey = "Idempotency-Key";

    /// <summary>The token of <see cref="Me.AntiforgeryToken"/>: what a page sends with each write that its cookie signs.</summary>
    public const string Antiforgery = "X-Antiforgery";
}
