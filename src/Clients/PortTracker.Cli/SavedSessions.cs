using System.Diagnostics;
using System.Text.Json;
using PortTracker.ApiClient.Automation;
using PortTracker.Contracts.Access;

namespace PortTracker.Cli;

/// <summary>The file with the refresh token of each server at which the user of this machine is signed in.</summary>
internal static class SavedSessions
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private static readonly TimeSpan RetryInterval = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static string Path =>
        System.IO.Path.Combine(
            Environment.GetFolderPath(
                Environment.SpecialFolder.LocalApplicationData,
                Environment.SpecialFolderOption.Create
            ),
            "PortTracker",
            "sessions.json"
        );

    /// <summary>Whether the user of this machine is signed in at a server.</summary>
    public static bool Has(Uri server)
    {
        using var file = Open();
        return Read(file).ContainsKey(server.AbsoluteUri);
    }

    public static void Save(Uri server, string refreshToken)
    {
        using var file = Open();
        var sessions = Read(file);
        sessions[server.AbsoluteUri] = refreshToken;
        Write(file, sessions);
    }

    /// <summary>
    /// Renews the tokens of a server, and saves the next refresh token. Other commands wait, because a refresh token is good once.
    /// </summary>
    /// <exception cref="IOException">Another command has signed out.</exception>
    public static async Task<AccessTokens> RenewAsync(HttpClient http, CancellationToken cancellationToken)
    {
        var server = http.BaseAddress!.AbsoluteUri;
        await using var file = Open();
        var sessions = Read(file);
        if (!sessions.TryGetValue(server, out var refreshToken))
        {
            throw new IOException($"Signed out of {server}. Sign in again with porttracker sign-in.");
        }

        var tokens = await TokenRequests.RefreshAsync(http, refreshToken, cancellationToken);
        sessions[server] = tokens.RefreshToken;
        Write(file, sessions);
        return tokens;
    }

    /// <summary>Returns whether there was a session.</summary>
    public static bool Remove(Uri server)
    {
        using var file = Open();
        var sessions = Read(file);
        if (!sessions.Remove(server.AbsoluteUri))
        {
            return false;
        }

        Write(file, sessions);
        return true;
    }

    /// <summary>Opens the file for this command alone.</summary>
    private static FileStream Open()
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
        var options = new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
        };
        if (!OperatingSystem.IsWindows())
        {
            // The file signs its reader in.
            options.UnixCreateMode = OwnerOnly;
        }

        for (var started = Stopwatch.StartNew(); ; Thread.Sleep(RetryInterval))
        {
            try
            {
                var file = new FileStream(Path, options);
                if (!OperatingSystem.IsWindows())
                {
                    // The mode above is only for a new file.
                    File.SetUnixFileMode(file.SafeFileHandle, OwnerOnly);
                }

                return file;
            }
            catch (IOException) when (started.Elapsed < Patience)
            {
                // Another command has it open.
            }
        }
    }

    private static Dictionary<string, string> Read(FileStream file)
    {
        try
        {
            return file.Length is 0 ? [] : JsonSerializer.Deserialize<Dictionary<string, string>>(file) ?? [];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    private static void Write(FileStream file, Dictionary<string, string> sessions)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(sessions);
        file.Position = 0;
        file.Write(json);
        file.SetLength(json.Length);
    }
}
