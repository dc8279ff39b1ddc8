namespace PortTracker.Contracts.Access;

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

    /// <summary>The roles of the port's staff.</summary>
    public static IReadOnlyList<string> Staff { get; } = [Officer, Supervisor, Manager, Administrator, Auditor];
}
