using System.Text.Json;
using PortTracker.ApiClient.Automation;

namespace PortTracker.Cli;

/// <summary>
/// The caller of the command line: the key of <c>PORTTRACKER_KEY</c>, the user of <c>PORTTRACKER_USER</c> and
/// <c>PORTTRACKER_PASSWORD</c>, or the user of the last sign-in.
/// </summary>
internal static class StoredSession
{
    private static string File =>
        Path.Combine(
            Environment.GetFolderPath(
                Environment.SpecialFolder.LocalApplicationData,
                Environment.SpecialFolderOption.Create
            ),
            "PortTracker",
            "sessions.json"
        );

    public static TokenSource? Of(HttpClient http)
    {
        if (Environment.GetEnvironmentVariable("PORTTRACKER_KEY") is { Length: > 0 } key)
        {
            return TokenSource.OfKey(key);
        }

        if (
            Environment.GetEnvironmentVariable("PORTTRACKER_USER") is { Length: > 0 } user
            && Environment.GetEnvironmentVariable("PORTTRACKER_PASSWORD") is { Length: > 0 } password
        )
        {
            return TokenSource.OfUser(http, user, password);
        }

        return Read().GetValueOrDefault(http.BaseAddress!.AbsoluteUri) is { } refreshToken
            ? TokenSource.OfSession(http, refreshToken)
            : null;
    }

    public static void Keep(Uri server, string refreshToken)
    {
        var sessions = Read();
        sessions[server.AbsoluteUri] = refreshToken;
        Write(sessions);
    }

    /// <summary>Returns whether there was a session.</summary>
    public static bool Forget(Uri server)
    {
        var sessions = Read();
        if (!sessions.Remove(server.AbsoluteUri))
        {
            return false;
        }

        Write(sessions);
        return true;
    }

    private static Dictionary<string, string> Read()
    {
        try
        {
            return JsonSerializer.Deserialize<Dictionary<string, string>>(System.IO.File.ReadAllText(File)) ?? [];
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException or JsonException)
        {
            return [];
        }
    }

    private static void Write(Dictionary<string, string> sessions)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(File)!);
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            // The file signs its reader in.
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var stream = new FileStream(File, options);
        JsonSerializer.Serialize(stream, sessions);
    }
}
