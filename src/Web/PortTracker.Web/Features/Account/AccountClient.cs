using PortTracker.Contracts.Access;
using PortTracker.Web.Shared;

namespace PortTracker.Web.Features.Account;

/// <summary>Calls the access service about the user's own account.</summary>
internal sealed class AccountClient(ApiClient api)
{
    private const string Me = "api/access/me";

    public Task<CurrentUser> MeAsync() => api.MeAsync();

    public Task ChangePasswordAsync(PasswordChange change) => api.PostAsync($"{Me}/password", change);

    public Task<TwoFactorSetup> SetUpTwoFactorAsync() => api.PostAsync<TwoFactorSetup>($"{Me}/two-factor");

    /// <summary>Turns the second factor on.</summary>
    public async Task<IReadOnlyList<string>> ConfirmTwoFactorAsync(string code) =>
        (
            await api.PostAsync<RecoveryCodes>(
                $"{Me}/two-factor/confirmations",
                new TwoFactorConfirmation { Code = code }
            )
        ).Codes;

    /// <summary>Turns the second factor off.</summary>
    public Task RemoveTwoFactorAsync(string password) =>
        api.PostAsync($"{Me}/two-factor/removals", new TwoFactorRemoval { Password = password });

    /// <summary>Ends every session of the account.</summary>
    public Task SignOutEverywhereAsync() => api.PostAsync($"{Me}/sign-outs");
}
