namespace PortTracker.Contracts.Access;

/// <summary>Authorization policies of the route groups, the hub's methods and the pages.</summary>
public static class Policies
{
    /// <summary>Everyone who has signed in, even while an action is required.</summary>
    public const string SignedIn = nameof(SignedIn);

    /// <summary>Officers and supervisors at the gate and in the queue.</summary>
    public const string EntryOfficers = nameof(EntryOfficers);

    /// <summary>Officers and supervisors of the inspection.</summary>
    public const string InspectionOfficers = nameof(InspectionOfficers);

    /// <summary>Officers and supervisors of the clearance.</summary>
    public const string ClearanceOfficers = nameof(ClearanceOfficers);

    /// <summary>Supervisors: they change what others decided.</summary>
    public const string Supervisors = nameof(Supervisors);

    /// <summary>May announce vehicles: a firm its own, officers at the gate any.</summary>
    public const string Announcers = nameof(Announcers);

    /// <summary>May see movements: staff all, a firm its own.</summary>
    public const string Readers = nameof(Readers);

    /// <summary>Firms: they see their own movements.</summary>
    public const string Firms = nameof(Firms);

    /// <summary>May see every movement.</summary>
    public const string Staff = nameof(Staff);

    /// <summary>May read totals.</summary>
    public const string Managers = nameof(Managers);

    /// <summary>May have totals counted again.</summary>
    public const string Aggregators = nameof(Aggregators);

    /// <summary>May run imports and jobs, and manage users and keys.</summary>
    public const string Administrators = nameof(Administrators);

    /// <summary>May compare the services' records.</summary>
    public const string Auditors = nameof(Auditors);
}
