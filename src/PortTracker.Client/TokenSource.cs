using System.Net;
using System.Net.Http.Json;
using PortTracker.Contracts;

namespace PortTracker.Client;

/// <summary>
/// Where the tokens of one caller come from: it signs in when the first is needed, and renews it before it runs out. One for all
/// clients of a caller, so that they sign in once.
/// </summary>
public sealed class TokenSource
{
    // A token that is about to run out would do so on the way.
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(1);

    private readonly Func<string?, CancellationToken, Task<Tokens>>? _obtain;
    private readonly TimeProvider _time;
    private readonly SemaphoreSlim _obtaining = new(1, 1);
    private volatile Held? _held;
    private string? _refreshToken;

    private TokenSource(
        Func<string?, CancellationToken, Task<Tokens>>? obtain,
        TimeProvider? time,
        string? refreshToken = null,
        string? key = null
    )
    {
        _obtain = obtain;
        _time = time ?? TimeProvider.System;
        _refreshToken = refreshToken;
        _held = key is null ? null : new Held(key, DateTimeOffset.MaxValue);
    }

    /// <summary>A user with name and password.</summary>
    /// <param name="http">The server at which the user signs in.</param>
    /// <param name="userName">Name of the account.</param>
    /// <param name="password">Its password.</param>
    /// <param name="time">The clock by which tokens run out; the system's if it is not given.</param>
    public static TokenSource OfUser(HttpClient http, string userName, string password, TimeProvider? time = null) =>
        new(
            (refreshToken, cancellationToken) =>
                SignInAsync(http, new SignInRequest { UserName = userName, Password = password }, cancellationToken),
            time
        );

    /// <summary>A user who has signed in before.</summary>
    /// <param name="http">The server.</param>
    /// <param name="refreshToken">What the sign-in left.</param>
    public static TokenSource OfSession(HttpClient http, string refreshToken) =>
        new(
            (latest, cancellationToken) =>
                AskAsync(
                    http,
                    "api/access/tokens/refreshes",
                    new RefreshRequest { RefreshToken = latest! },
                    cancellationToken
                ),
            time: null,
            refreshToken
        );

    /// <summary>A firm's own system with its API key.</summary>
    /// <param name="key">The key.</param>
    public static TokenSource OfKey(string key) => new(obtain: null, time: null, key: key);

    /// <summary>Signs a user in.</summary>
    /// <exception cref="PortTrackerException">The user is refused.</exception>
    public static Task<Tokens> SignInAsync(
        HttpClient http,
        SignInRequest request,
        CancellationToken cancellationToken = default
    ) => AskAsync(http, "api/access/tokens", request, cancellationToken);

    /// <summary>A token that holds for a while yet.</summary>
    /// <exception cref="PortTrackerException">The caller is refused.</exception>
    public async ValueTask<string> TokenAsync(CancellationToken cancellationToken = default)
    {
        if (_held is { } held && held.Until > _time.GetUtcNow() + Margin)
        {
            return held.Token;
        }

        await _obtaining.WaitAsync(cancellationToken);
        try
        {
            if (_held is not { } still || still.Until <= _time.GetUtcNow() + Margin)
            {
                var asked = _time.GetUtcNow();
                var tokens = await _obtain!(_refreshToken, cancellationToken);
                _refreshToken = tokens.RefreshToken;
                _held = new Held(tokens.AccessToken, asked.AddSeconds(tokens.ExpiresIn));
            }

            return _held.Token;
        }
        finally
        {
            _obtaining.Release();
        }
    }

    /// <summary>The server does not take this token any more. Returns whether another can be had.</summary>
    public bool Drop(string token)
    {
        if (_obtain is not null && _held?.Token == token)
        {
            _held = null;
        }

        return _obtain is not null;
    }

    private static async Task<Tokens> AskAsync<T>(
        HttpClient http,
        string path,
        T request,
        CancellationToken cancellationToken
    )
    {
        using var response = await http.PostAsJsonAsync(path, request, PortJson.Options, cancellationToken);
        if (response.StatusCode is HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError)
        {
            // It passes: as if the server had not been there.
            throw new HttpRequestException("Nobody can sign in now.", inner: null, response.StatusCode);
        }

        if (response.StatusCode is not HttpStatusCode.OK)
        {
            throw await PortTrackerException.FromAsync(response, cancellationToken);
        }

        return (await response.Content.ReadFromJsonAsync<Tokens>(PortJson.Options, cancellationToken))!;
    }

    private sealed record Held(string Token, DateTimeOffset Until);
}
