using System.Text.Json;

namespace PortTracker.Cli;

/// <summary>The file with the refresh token of each server at which the user of this machine is signed in.</summary>
internal static class SavedSessions
{
    private static string Path =>
        System.IO.Path.Combine(
            Environment.GetFolderPath(
                Environment.SpecialFolder.LocalApplicationData,
                Environment.SpecialFolderOption.Create
            ),
            "PortTracker",
            "sessions.json"
        );

    /// <summary>The refresh token for a server; null if there is none.</summary>
    public static string? Find(Uri server) => Read().GetValueOrDefault(server.AbsoluteUri);

    public static void Save(Uri server, string refreshToken)
    {
        var sessions = Read();
        sessions[server.AbsoluteUri] = refreshToken;
        Write(sessions);
    }

    /// <summary>Returns whether there was a session.</summary>
    public static bool Remove(Uri server)
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
            return JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(Path)) ?? [];
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException or JsonException)
        {
            return [];
        }
    }

    private static void Write(Dictionary<string, string> sessions)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            // The file signs its reader in.
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var stream = new FileStream(Path, options);
        JsonSerializer.Serialize(stream, sessions);
    }
}
