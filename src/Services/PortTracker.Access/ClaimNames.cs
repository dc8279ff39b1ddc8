namespace PortTracker.Access;

/// <summary>Names of the provider's claims.</summary>
internal sealed class ClaimNames
{
    /// <summary>The user name at the provider. It may change there, and another person may get it.</summary>
    public const string UserName = "preferred_username";

    public string Roles { get; set; } = "roles";
    public string Ports { get; set; } = "ports";
    public string Stages { get; set; } = "stages";
    public string Firm { get; set; } = "firm";

    public string[] All => [Roles, Ports, Stages, Firm];
}
