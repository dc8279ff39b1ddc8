namespace PortTracker.Access;

/// <summary>Configuration section <c>Access</c>.</summary>
internal sealed class AccessOptions
{
    /// <summary>Whether an administrator may do nothing before a second factor is set up.</summary>
    public bool TwoFactorForAdministrators { get; set; }

    /// <summary>The account that is made when there is none.</summary>
    public FirstAdministratorOptions Administrator { get; set; } = new();

    /// <summary>Where people may sign in with an account that they have elsewhere; nowhere if it is not given.</summary>
    public ExternalProviderOptions? OpenIdConnect { get; set; }
}

internal sealed class FirstAdministratorOptions
{
    public string UserName { get; set; } = "administrator";

    /// <summary>Its one-time password; made and printed once if none is given.</summary>
    public string? Password { get; set; }
}
