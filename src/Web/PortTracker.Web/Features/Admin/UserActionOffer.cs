namespace PortTracker.Web.Features.Admin;

/// <summary>An action on a user's account that needs confirmation and a reason.</summary>
/// <param name="Route">Its route below the user's.</param>
/// <param name="Button">Text of the button that offers it.</param>
/// <param name="Title">The question to confirm, with the user's name.</param>
/// <param name="Text">What it does.</param>
/// <param name="Confirm">Text of the button that confirms it.</param>
/// <param name="Done">The message afterwards, with the user's name.</param>
internal sealed record UserActionOffer(
    string Route,
    string Button,
    string Title,
    string Text,
    string Confirm,
    string Done
)
{
    public static UserActionOffer Lock { get; } =
        new(
            "locks",
            AdminText.Lock,
            AdminText.LockTitle,
            AdminText.LockText,
            AdminText.LockConfirm,
            AdminText.LockDone
        );

    public static UserActionOffer Unlock { get; } =
        new(
            "unlocks",
            AdminText.Unlock,
            AdminText.UnlockTitle,
            AdminText.UnlockText,
            AdminText.UnlockConfirm,
            AdminText.UnlockDone
        );

    public static UserActionOffer SignOut { get; } =
        new(
            "sign-outs",
            AdminText.SignOut,
            AdminText.SignOutTitle,
            AdminText.SignOutText,
            AdminText.SignOutConfirm,
            AdminText.SignOutDone
        );

    public static UserActionOffer ResetPassword { get; } =
        new(
            "password-resets",
            AdminText.Reset,
            AdminText.ResetTitle,
            AdminText.ResetText,
            AdminText.ResetConfirm,
            AdminText.ResetDone
        );

    public static UserActionOffer RemoveTwoFactor { get; } =
        new(
            "two-factor-removals",
            AdminText.RemoveFactor,
            AdminText.RemoveFactorTitle,
            AdminText.RemoveFactorText,
            AdminText.RemoveFactorConfirm,
            AdminText.RemoveFactorDone
        );
}
