using System.Globalization;
using PortTracker.Contracts;
using PortTracker.Web.Resources;

namespace PortTracker.Web.Access;

/// <summary>How pages write who somebody is and what he may do.</summary>
internal static class AccessFormat
{
    public const string EveryPort = "*";

    /// <summary>Name of a role.</summary>
    public static string Role(string role) =>
        role switch
        {
            Roles.Officer => AccessText.RoleOfficer,
            Roles.Supervisor => AccessText.RoleSupervisor,
            Roles.Operator => AccessText.RoleOperator,
            Roles.Manager => AccessText.RoleManager,
            Roles.Administrator => AccessText.RoleAdministrator,
            Roles.Auditor => AccessText.RoleAuditor,
            _ => role,
        };

    /// <summary>Name of a stage at which an officer may act.</summary>
    public static string Stage(string stage) =>
        stage switch
        {
            ServiceNames.Entry => AccessText.StageEntry,
            ServiceNames.Inspection => AccessText.StageInspection,
            ServiceNames.Clearance => AccessText.StageClearance,
            _ => stage,
        };

    /// <summary>Code of a port, or that it is every one.</summary>
    public static string Port(string port) => port is EveryPort ? AccessText.EveryPort : port;

    /// <summary>Names in a row; a word for none.</summary>
    public static string List(IEnumerable<string> items, Func<string, string> name) =>
        string.Join(AccessText.ListSeparator, items.Select(name)) is { Length: > 0 } list ? list : AccessText.None;

    /// <summary>An instant, to the minute.</summary>
    public static string Instant(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
}
