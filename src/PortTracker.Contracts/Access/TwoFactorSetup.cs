namespace PortTracker.Contracts.Access;

/// <summary><c>POST /api/access/me/two-factor</c>: begins to set up an authenticator app. A code of it confirms that it works.</summary>
public sealed record TwoFactorSetup
{
    /// <summary>The key, for typing into the app.</summary>
    public required string SharedKey { get; init; }

    /// <summary>The key as <c>otpauth://</c> address, which opens the app on the same device.</summary>
    public required string Address { get; init; }

    /// <summary>The address as QR code for the app's camera: an SVG image.</summary>
    public required string QrCode { get; init; }
}
