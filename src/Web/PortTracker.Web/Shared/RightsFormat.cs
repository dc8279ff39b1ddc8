using PortTracker.Contracts.Access;
using PortTracker.Contracts.Events;

namespace PortTracker.Web.Shared;

/// <summary>Formats roles, ports and stages of a user.</summary>
internal static class RightsFormat
{
    public const string EveryPort = "*";

    /// <summary>Name of a role.</summary>
    public static string Role(string role) =>
        role switch
        {
            Roles.Officer => SharedText.RoleOfficer,
            Roles.Supervisor => SharedText.RoleSupervisor,
            Roles.Operator => SharedText.RoleOperator,
            Roles.Manager => SharedText.RoleManager,
            Roles.Administrator => SharedText.RoleAdministrator,
            Roles.Auditor => SharedText.RoleAuditor,
            _ => role,
        };

    /// <summary>Name of a stage that an officer works at.</summary>
    public static string Stage(string stage) =>
        stage switch
        {
            ServiceNames.Entry => SharedText.ServiceEntry,
            ServiceNames.Inspection => SharedText.ServiceInspection,
            ServiceNames.Clearance => SharedText.ServiceClearance,
            _ => stage,
        };

    /// <summary>Code of a port, or a name for all ports.</summary>
    public static string Port(string port) => port is EveryPort ? SharedText.EveryPort : port;

    /// <summary>Names in a list, or a word for none.</summary>
    public static string List(IEnumerable<string> items, Func<string, string> name) =>
        string.Join(SharedText.ListSeparator, items.Select(name)) is { Length: > 0 } list ? list : SharedText.None;
}
