using System.Security.Cryptography;
using PortTracker.ApiClient;
using PortTracker.ApiClient.Automation;
using PortTracker.Contracts.Access;

namespace PortTracker.Simulation;

/// <summary>Creates accounts for programs, with passwords that only the program knows.</summary>
public static class DemoOnboarding
{
    private const string Alphabet = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    /// <summary>A random password.</summary>
    public static string RandomPassword() => RandomNumberGenerator.GetString(Alphabet, 24);

    /// <summary>Signs in with a one-time password and changes it.</summary>
    /// <param name="http">The server.</param>
    /// <param name="userName">Name of the account.</param>
    /// <param name="oneTimePassword">Its one-time password.</param>
    /// <param name="password">Its new password.</param>
    /// <param name="cancellationToken">Cancels the calls.</param>
    public static async Task ChoosePasswordAsync(
        HttpClient http,
        string userName,
        string oneTimePassword,
        string password,
        CancellationToken cancellationToken = default
    )
    {
        var client = AutomationClient.Create(http, AccessTokenProvider.ForUser(http, userName, oneTimePassword));
        await client.Account.ChangePasswordAsync(
            new PasswordChangeRequest { Current = oneTimePassword, New = password },
            cancellationToken
        );
    }

    /// <summary>Adds a user and replaces its one-time password. Returns the new password.</summary>
    /// <param name="administrator">A client of an administrator.</param>
    /// <param name="http">The server.</param>
    /// <param name="user">The user.</param>
    /// <param name="cancellationToken">Cancels the calls.</param>
    public static async Task<string> AddAsync(
        PortTrackerClient administrator,
        HttpClient http,
        AddUserRequest user,
        CancellationToken cancellationToken = default
    )
    {
        var added = await administrator.Users.AddAsync(user, cancellationToken);
        var password = RandomPassword();
        await ChoosePasswordAsync(http, user.UserName, added.Password, password, cancellationToken);
        return password;
    }
}
