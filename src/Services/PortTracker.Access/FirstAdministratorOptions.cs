namespace PortTracker.Access;

internal sealed class FirstAdministratorOptions
{
    public string UserName { get; set; } = "administrator";

    /// <summary>Its one-time password; created and printed once if empty.</summary>
    public string? Password { get; set; }
}
