using PortTracker.Contracts;

namespace PortTracker.Web.Admin;

/// <summary>Rights of a user as an administrator writes them down, whether they go together or not.</summary>
public sealed class RightsDraft
{
    /// <summary>Name for people.</summary>
    public string DisplayName { get; set; } = "";

    /// <summary>Roles.</summary>
    public HashSet<string> Roles { get; } = new(StringComparer.Ordinal);

    /// <summary>Ports, for those who act at some.</summary>
    public HashSet<string> Ports { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Stages, for an officer.</summary>
    public HashSet<string> Stages { get; } = new(StringComparer.Ordinal);

    /// <summary>USCC of the firm, for its users.</summary>
    public string Firm { get; set; } = "";

    /// <summary>Whether it is a user of a firm.</summary>
    public bool IsOfFirm => Roles.Contains(Contracts.Roles.Operator);

    /// <summary>Whether the user acts at certain ports.</summary>
    public bool ActsAtPorts => ActsAtStages || Roles.Contains(Contracts.Roles.Supervisor);

    /// <summary>Whether the user acts at certain stages.</summary>
    public bool ActsAtStages => Roles.Contains(Contracts.Roles.Officer);

    /// <summary>A draft of what a user has now.</summary>
    public static RightsDraft Of(UserRights rights)
    {
        var draft = new RightsDraft { DisplayName = rights.DisplayName, Firm = rights.Firm ?? "" };
        draft.Roles.UnionWith(rights.Roles);
        draft.Ports.UnionWith(rights.Ports);
        draft.Stages.UnionWith(rights.Stages);
        return draft;
    }

    /// <summary>Firms' users have that role only.</summary>
    public void Chose(string role)
    {
        if (IsOfFirm && Roles.Count > 1)
        {
            Roles.RemoveWhere(other => (role is Contracts.Roles.Operator) != (other is Contracts.Roles.Operator));
        }
    }

    /// <summary>A user with these rights.</summary>
    public NewUser ToNewUser(string userName) =>
        new()
        {
            UserName = userName,
            DisplayName = DisplayName,
            Roles = [.. Roles],
            Ports = ActsAtPorts ? [.. Ports] : [],
            Stages = ActsAtStages ? [.. Stages] : [],
            Firm = IsOfFirm ? Firm : null,
        };

    /// <summary>These rights in place of those that were seen.</summary>
    public RightsChange ToChange(int version, string reason) =>
        new()
        {
            DisplayName = DisplayName,
            Roles = [.. Roles],
            Ports = ActsAtPorts ? [.. Ports] : [],
            Stages = ActsAtStages ? [.. Stages] : [],
            Firm = IsOfFirm ? Firm : null,
            Version = version,
            Reason = reason,
        };
}
