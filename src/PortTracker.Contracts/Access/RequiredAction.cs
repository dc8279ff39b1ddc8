namespace PortTracker.Contracts.Access;

/// <summary>An action that an account must complete before any other.</summary>
public enum RequiredAction
{
    /// <summary>Choose a password in place of the one-time password: <c>POST /api/access/me/password</c>.</summary>
    ChangePassword,

    /// <summary>Set up a second factor, which administrators must have here: <c>POST /api/access/me/two-factor</c>.</summary>
    SetUpTwoFactor,
}
