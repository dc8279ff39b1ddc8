using PortTracker.Contracts.Access;

namespace PortTracker.Web.Features.Admin;

/// <summary>The rights of a user while an administrator edits them; they need not be valid yet.</summary>
public sealed class RightsDraft
{
    /// <summary>Display name.</summary>
    public string DisplayName { get; set; } = "";

    /// <summary>Roles.</summary>
    public HashSet<string> Roles { get; } = new(StringComparer.Ordinal);

    /// <summary>Ports, for roles that act at ports.</summary>
    public HashSet<string> Ports { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Stages, for an officer.</summary>
    public HashSet<string> Stages { get; } = new(StringComparer.Ordinal);

    /// <summary>USCC of the firm, for the firm's users.</summary>
    public string Firm { get; set; } = "";

    /// <summary>Whether this is a user of a firm.</summary>
    public bool IsOfFirm => Roles.Contains(Contracts.Access.Roles.Operator);

    /// <summary>Whether the user acts at certain ports.</summary>
    public bool ActsAtPorts => ActsAtStages || Roles.Contains(Contracts.Access.Roles.Supervisor);

    /// <summary>Whether the user acts at certain stages.</summary>
    public bool ActsAtStages => Roles.Contains(Contracts.Access.Roles.Officer);

    /// <summary>A draft of the current rights.</summary>
    public static RightsDraft Of(UserRights rights)
    {
        var draft = new RightsDraft { DisplayName = rights.DisplayName, Firm = rights.Firm ?? "" };
        draft.Roles.UnionWith(rights.Roles);
        draft.Ports.UnionWith(rights.Ports);
        draft.Stages.UnionWith(rights.Stages);
        return draft;
    }

    /// <summary>Removes roles that exclude each other: a firm's user has no other role.</summary>
    public void Chose(string role)
    {
        if (IsOfFirm && Roles.Count > 1)
        {
            Roles.RemoveWhere(other =>
                (role is Contracts.Access.Roles.Operator) != (other is Contracts.Access.Roles.Operator)
            );
        }
    }

    /// <summary>A user with these rights.</summary>
    public AddUserRequest ToNewUser(string userName) =>
        new()
        {
            UserName = userName,
            DisplayName = DisplayName,
            Roles = [.. Roles],
            Ports = ActsAtPorts ? [.. Ports] : [],
            Stages = ActsAtStages ? [.. Stages] : [],
            Firm = IsOfFirm ? Firm : null,
        };

    /// <summary>A change from the version that the administrator saw.</summary>
    public RightsChangeRequest ToChange(int version, string reason) =>
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
