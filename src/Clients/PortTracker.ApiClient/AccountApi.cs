using PortTracker.Contracts.Access;

namespace PortTracker.ApiClient;

/// <summary>The caller's own account: sign-in, password, second factor and sessions.</summary>
public sealed class AccountApi
{
    private readonly ApiSender _sender;

    internal AccountApi(ApiSender sender) => _sender = sender;

    /// <summary>Signs a user in with tokens. Pages sign in with a cookie instead.</summary>
    public Task<AccessTokens> SignInAsync(SignInRequest request, CancellationToken cancellationToken = default) =>
        _sender.PostWithoutKeyAsync<SignInRequest, AccessTokens>("api/access/tokens", request, cancellationToken);

    /// <summary>Renews the tokens of a session. The refresh token is good once; the answer has the next one.</summary>
    public Task<AccessTokens> RefreshAsync(RefreshRequest request, CancellationToken cancellationToken = default) =>
        _sender.PostWithoutKeyAsync<RefreshRequest, AccessTokens>(
            "api/access/tokens/refreshes",
            request,
            cancellationToken
        );

    /// <summary>The external sign-in provider; refused with 404 if the server has none.</summary>
    public Task<ExternalProvider> ExternalProviderAsync(CancellationToken cancellationToken = default) =>
        _sender.GetAsync<ExternalProvider>("api/access/external/provider", cancellationToken);

    /// <summary>The signed-in user.</summary>
    public Task<CurrentUser> MeAsync(CancellationToken cancellationToken = default) =>
        _sender.GetAsync<CurrentUser>("api/access/me", cancellationToken);

    /// <summary>Changes the password and ends all sessions of the account.</summary>
    public Task ChangePasswordAsync(PasswordChangeRequest request, CancellationToken cancellationToken = default) =>
        _sender.PostAsync("api/access/me/password", request, cancellationToken);

    /// <summary>Ends the session of these tokens. Pages sign out with a form instead.</summary>
    public Task SignOutAsync(CancellationToken cancellationToken = default) =>
        _sender.PostAsync("api/access/sign-outs", new object(), cancellationToken);

    /// <summary>The open sessions of the account, newest first.</summary>
    public Task<IReadOnlyList<Session>> SessionsAsync(CancellationToken cancellationToken = default) =>
        _sender.GetAsync<IReadOnlyList<Session>>("api/access/me/sessions", cancellationToken);

    /// <summary>Ends one session of the account.</summary>
    public Task EndSessionAsync(Guid sessionId, CancellationToken cancellationToken = default) =>
        _sender.PostAsync($"api/access/me/sessions/{sessionId}/sign-outs", new object(), cancellationToken);

    /// <summary>Ends all sessions of the account.</summary>
    public Task SignOutEverywhereAsync(CancellationToken cancellationToken = default) =>
        _sender.PostAsync("api/access/me/sign-outs", new object(), cancellationToken);

    /// <summary>Starts the setup of an authenticator app.</summary>
    public Task<TwoFactorSetup> SetUpTwoFactorAsync(CancellationToken cancellationToken = default) =>
        _sender.PostAsync<object, TwoFactorSetup>("api/access/me/two-factor", new object(), cancellationToken);

    /// <summary>Turns the second factor on.</summary>
    public Task<RecoveryCodes> ConfirmTwoFactorAsync(
        TwoFactorConfirmationRequest request,
        CancellationToken cancellationToken = default
    ) =>
        _sender.PostAsync<TwoFactorConfirmationRequest, RecoveryCodes>(
            "api/access/me/two-factor/confirmations",
            request,
            cancellationToken
        );

    /// <summary>Turns the second factor off.</summary>
    public Task RemoveTwoFactorAsync(TwoFactorRemovalRequest request, CancellationToken cancellationToken = default) =>
        _sender.PostAsync("api/access/me/two-factor/removals", request, cancellationToken);
}
