using PortTracker.ApiClient;
using PortTracker.Contracts.Access;

namespace PortTracker.Web.Features.Admin;

/// <summary>An action on a user's account that needs confirmation and a reason.</summary>
/// <param name="DoAsync">Does it, with the reason. Returns the user, and the one-time password if it gives one.</param>
/// <param name="Button">Text of the button that offers it.</param>
/// <param name="Title">The question to confirm, with the user's name.</param>
/// <param name="Text">What it does.</param>
/// <param name="Confirm">Text of the button that confirms it.</param>
/// <param name="Done">The message afterwards, with the user's name.</param>
internal sealed record UserActionOffer(
    Func<UsersApi, Guid, string, Task<(User User, OneTimePassword? Password)>> DoAsync,
    string Button,
    string Title,
    string Text,
    string Confirm,
    string Done
)
{
    public static UserActionOffer Lock { get; } =
        new(
            async (users, id, reason) => (await users.LockAsync(id, reason), null),
            AdminText.Lock,
            AdminText.LockTitle,
            AdminText.LockText,
            AdminText.LockConfirm,
            AdminText.LockDone
        );

    public static UserActionOffer Unlock { get; } =
        new(
            async (users, id, reason) => (await users.UnlockAsync(id, reason), null),
            AdminText.Unlock,
            AdminText.UnlockTitle,
            AdminText.UnlockText,
            AdminText.UnlockConfirm,
            AdminText.UnlockDone
        );

    public static UserActionOffer SignOut { get; } =
        new(
            async (users, id, reason) => (await users.SignOutAsync(id, reason), null),
            AdminText.SignOut,
            AdminText.SignOutTitle,
            AdminText.SignOutText,
            AdminText.SignOutConfirm,
            AdminText.SignOutDone
        );

    public static UserActionOffer ResetPassword { get; } =
        new(
            async (users, id, reason) =>
            {
                var password = await users.ResetPasswordAsync(id, reason);
                return (password.User, password);
            },
            AdminText.Reset,
            AdminText.ResetTitle,
            AdminText.ResetText,
            AdminText.ResetConfirm,
            AdminText.ResetDone
        );

    public static UserActionOffer RemoveTwoFactor { get; } =
        new(
            async (users, id, reason) => (await users.RemoveTwoFactorAsync(id, reason), null),
            AdminText.RemoveFactor,
            AdminText.RemoveFactorTitle,
            AdminText.RemoveFactorText,
            AdminText.RemoveFactorConfirm,
            AdminText.RemoveFactorDone
        );
}
