namespace PortTracker.Contracts;

/// <summary>The roles that a caller can have.</summary>
public static class Roles
{
    /// <summary>Customs officer: entry, inspection, clearance.</summary>
    public const string Officer = "officer";

    /// <summary>Supervisor: all that an officer may, and re-routes, queue moves, corrections.</summary>
    public const string Supervisor = "supervisor";

    /// <summary>User of a logistics firm: announces its own vehicles.</summary>
    public const string Operator = "operator";

    /// <summary>Manager: totals.</summary>
    public const string Manager = "manager";

    /// <summary>Administrator: jobs, imports, failed events.</summary>
    public const string Administrator = "administrator";

    /// <summary>Auditor: reads everything, changes nothing.</summary>
    public const string Auditor = "auditor";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Officer, Supervisor, Operator, Manager, Administrator, Auditor];
}

/// <summary>Names of the HTTP headers that the API reads beyond the standard ones.</summary>
public static class Headers
{
    /// <summary>A key chosen by the client, up to 128 characters: a POST sent again with it gets the first answer and changes nothing.</summary>
    public const string IdempotencyKey = "Idempotency-Key";

    /// <summary>Name of the caller; stands in for a sign-in until there is one.</summary>
    public const string Actor = "X-PortTracker-Actor";

    /// <summary>The caller's roles, separated by commas; stands in for a sign-in until there is one.</summary>
    public const string Roles = "X-PortTracker-Roles";
}
