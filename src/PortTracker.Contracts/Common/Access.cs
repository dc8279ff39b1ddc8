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

/// <summary>Who may call what; named on the route groups, on the hub's methods and on the pages.</summary>
public static class Policies
{
    /// <summary>Everyone who has signed in, with a duty still to be done or not.</summary>
    public const string SignedIn = nameof(SignedIn);

    /// <summary>Officers and supervisors at the gate and in the queue.</summary>
    public const string EntryOfficers = nameof(EntryOfficers);

    /// <summary>Officers and supervisors of the inspection.</summary>
    public const string InspectionOfficers = nameof(InspectionOfficers);

    /// <summary>Officers and supervisors of the clearance.</summary>
    public const string ClearanceOfficers = nameof(ClearanceOfficers);

    /// <summary>Supervisors: they change what others decided.</summary>
    public const string Supervisors = nameof(Supervisors);

    /// <summary>Those who may announce vehicles: a firm its own, the gate's officers any.</summary>
    public const string Announcers = nameof(Announcers);

    /// <summary>Those who may see movements: staff every one, a firm its own.</summary>
    public const string Readers = nameof(Readers);

    /// <summary>Firms: they see their own movements.</summary>
    public const string Firms = nameof(Firms);

    /// <summary>Those who may see every movement.</summary>
    public const string Staff = nameof(Staff);

    /// <summary>Those who may read totals.</summary>
    public const string Managers = nameof(Managers);

    /// <summary>Those who run imports and jobs, and make users and keys.</summary>
    public const string Administrators = nameof(Administrators);

    /// <summary>Those who may compare the services' records.</summary>
    public const string Auditors = nameof(Auditors);
}

/// <summary>Names of the HTTP headers that the API reads beyond the standard ones.</summary>
public static class Headers
{
    /// <summary>A key chosen by the client, up to 128 characters: a POST sent again with it gets the first answer and changes nothing.</summary>
    public const string IdempotencyKey = "Idempotency-Key";

    /// <summary>The token of <see cref="Me.AntiforgeryToken"/>: what a page sends with each write that its cookie signs.</summary>
    public const string Antiforgery = "X-Antiforgery";
}
