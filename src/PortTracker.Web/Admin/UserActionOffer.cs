using PortTracker.Web.Resources;

namespace PortTracker.Web.Admin;

/// <summary>What an administrator can do with a user's account, after a second look and with a reason.</summary>
/// <param name="Route">Its route below that of the user.</param>
/// <param name="Button">What offers it.</param>
/// <param name="Title">What asks for it once more, with the name of the user.</param>
/// <param name="Text">What comes of it.</param>
/// <param name="Confirm">What does it.</param>
/// <param name="Done">What is said then, with the name of the user.</param>
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
