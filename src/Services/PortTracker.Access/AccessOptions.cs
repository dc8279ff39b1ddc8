using System.ComponentModel.DataAnnotations;

namespace PortTracker.Access;

/// <summary>Configuration section <c>Access</c>.</summary>
internal sealed class AccessOptions
{
    /// <summary>Whether administrators must set up a second factor first.</summary>
    public bool TwoFactorForAdministrators { get; set; }

    /// <summary>How long a one-time password is valid.</summary>
    [Range(1, 8760)]
    public int OneTimePasswordHours { get; set; } = 72;

    /// <summary>The account to create when there are no accounts.</summary>
    public FirstAdministratorOptions Administrator { get; set; } = new();

    /// <summary>The external sign-in provider, if any.</summary>
    public ExternalProviderOptions? OpenIdConnect { get; set; }
}
