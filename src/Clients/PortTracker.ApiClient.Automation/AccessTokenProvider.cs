using PortTracker.Contracts.Access;

namespace PortTracker.ApiClient.Automation;

/// <summary>
/// Supplies the access tokens of one caller. It signs in when the first token is needed and renews it before it expires. All
/// clients of a caller share one, so the caller signs in once.
/// </summary>
public sealed class AccessTokenProvider
{
    // A token that is about to expire would do so on the way to the server.
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(1);

    private readonly Func<CancellationToken, Task<AccessTokens>>? _obtain;
    private readonly TimeProvider _time;
    private readonly SemaphoreSlim _obtaining = new(1, 1);
    private volatile HeldToken? _held;

    private AccessTokenProvider(
        Func<CancellationToken, Task<AccessTokens>>? obtain,
        TimeProvider? time,
        string? key = null
    )
    {
        _obtain = obtain;
        _time = time ?? TimeProvider.System;
        _held = key is null ? null : new HeldToken(key, DateTimeOffset.MaxValue);
    }

    /// <summary>A user with name and password.</summary>
    /// <param name="http">The server at which the user signs in.</param>
    /// <param name="userName">Name of the account.</param>
    /// <param name="password">Its password.</param>
    /// <param name="time">The clock by which tokens expire; the system's by default.</param>
    public static AccessTokenProvider ForUser(
        HttpClient http,
        string userName,
        string password,
        TimeProvider? time = null
    ) =>
        new(
            cancellationToken =>
                TokenRequests.SignInAsync(
                    http,
                    new SignInRequest { UserName = userName, Password = password },
                    cancellationToken
                ),
            time
        );

    /// <summary>A user who has signed in before. Each refresh token is good once, so nobody else may hold this one.</summary>
    /// <param name="http">The server.</param>
    /// <param name="refreshToken">The refresh token of that sign-in.</param>
    public static AccessTokenProvider ForSession(HttpClient http, string refreshToken)
    {
        var latest = refreshToken;
        return ForSession(async cancellationToken =>
        {
            var tokens = await TokenRequests.RefreshAsync(http, latest, cancellationToken);
            latest = tokens.RefreshToken;
            return tokens;
        });
    }

    /// <summary>A user whose session several programs share.</summary>
    /// <param name="renew">Renews the tokens with the latest refresh token, and keeps the next one for all of them.</param>
    public static AccessTokenProvider ForSession(Func<CancellationToken, Task<AccessTokens>> renew) =>
        new(renew, time: null);

    /// <summary>A firm's own system with its API key.</summary>
    /// <param name="key">The key.</param>
    public static AccessTokenProvider ForApiKey(string key) => new(obtain: null, time: null, key: key);

    /// <summary>A token that is valid for at least another minute.</summary>
    /// <exception cref="PortTrackerException">The server refuses the caller.</exception>
    public async ValueTask<string> GetTokenAsync(CancellationToken cancellationToken = default)
    {
        if (_held is { } held && IsValid(held))
        {
            return held.Token;
        }

        await _obtaining.WaitAsync(cancellationToken);
        try
        {
            if (_held is { } renewed && IsValid(renewed))
            {
                return renewed.Token;
            }

            var requestedAt = _time.GetUtcNow();
            var tokens = await _obtain!(cancellationToken);
            _held = new HeldToken(tokens.AccessToken, requestedAt.AddSeconds(tokens.ExpiresIn));
            return tokens.AccessToken;
        }
        finally
        {
            _obtaining.Release();
        }
    }

    /// <summary>Forgets a token that the server has rejected. Returns whether a new one can be obtained.</summary>
    public bool Invalidate(string token)
    {
        if (_obtain is not null && _held?.Token == token)
        {
            _held = null;
        }

        return _obtain is not null;
    }

    private bool IsValid(HeldToken held) => held.ExpiresAt > _time.GetUtcNow() + Margin;

    private sealed record HeldToken(string Token, DateTimeOffset ExpiresAt);
}
