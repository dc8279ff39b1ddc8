using System.Security.Cryptography;
using PortTracker.Contracts;

namespace PortTracker.Client;

/// <summary>Makes accounts for programs: with passwords that nobody but the program knows.</summary>
public static class Onboarding
{
    private const string Alphabet = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    /// <summary>A password that nobody has to remember.</summary>
    public static string RandomPassword() => RandomNumberGenerator.GetString(Alphabet, 24);

    /// <summary>Signs in with a one-time password and changes it.</summary>
    /// <param name="http">The server.</param>
    /// <param name="userName">Name of the account.</param>
    /// <param name="oneTimePassword">Its password now.</param>
    /// <param name="password">Its password from now on.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task ChoosePasswordAsync(
        HttpClient http,
        string userName,
        string oneTimePassword,
        string password,
        CancellationToken cancellationToken = default
    )
    {
        var once = new PortTrackerClient(http, TokenSource.OfUser(http, userName, oneTimePassword));
        await once.ChangePasswordAsync(
            new PasswordChange { Current = oneTimePassword, New = password },
            cancellationToken
        );
    }

    /// <summary>Adds a user and signs it in for good. Returns its password.</summary>
    /// <param name="administrator">One who may add users.</param>
    /// <param name="http">The server.</param>
    /// <param name="user">The user.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<string> AddAsync(
        PortTrackerClient administrator,
        HttpClient http,
        NewUser user,
        CancellationToken cancellationToken = default
    )
    {
        var made = await administrator.AddUserAsync(user, cancellationToken);
        var password = RandomPassword();
        await ChoosePasswordAsync(http, user.UserName, made.Password, password, cancellationToken);
        return password;
    }
}
