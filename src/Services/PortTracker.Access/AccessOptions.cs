namespace PortTracker.Access;

/// <summary>Configuration section <c>Access</c>.</summary>
internal sealed class AccessOptions
{
    /// <summary>Whether administrators must set up a second factor first.</summary>
    public bool TwoFactorForAdministrators { get; set; }

    /// <summary>The account to create when there are no accounts.</summary>
    public FirstAdministratorOptions Administrator { get; set; } = new();

    /// <summary>The external sign-in provider, if any.</summary>
    public ExternalProviderOptions? OpenIdConnect { get; set; }
}
