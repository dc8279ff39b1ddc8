using Microsoft.Extensions.Configuration;
using PortTracker.ServiceCore.Configuration;
using PortTracker.ServiceCore.Setup;
using PortTracker.ServiceCore.Storage;

namespace PortTracker.Storage.Sqlite;

/// <summary>
/// The directory of the databases: configuration key <c>Data:Directory</c>. Without a broker, one host at a time owns it. With a broker,
/// several hosts may share it.
/// </summary>
internal sealed class DataDirectory : IDisposable
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(50);

    // After a restart, the previous host may still be stopping.
    private static readonly TimeSpan RestartGracePeriod = TimeSpan.FromSeconds(3);
    private readonly FileStream ownerLock;

    public DataDirectory(IConfiguration configuration)
    {
        Path = PathOf(configuration);
        PrivateFile.CreateDirectory(Path);
        var share = configuration.UsesBroker() ? FileShare.Read : FileShare.None;
        var started = TimeProvider.System.GetTimestamp();
        while (ownerLock is null)
        {
            try
            {
                // The operating system releases the lock when the process ends, even after a crash.
                ownerLock = Open("owner", share);
            }
            catch (IOException e) when (IsLocked(e))
            {
                if (TimeProvider.System.GetElapsedTime(started) >= RestartGracePeriod)
                {
                    throw new DataDirectoryInUseException(Path, e);
                }

                Thread.Sleep(RetryDelay);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new ConfigurationException(
                    $"The data directory {Path} cannot be written: {e.Message} Check that its disk is mounted for writing and has space, and that this user may write there."
                );
            }
        }
    }

    public string Path { get; }

    /// <summary>The directory as configured, without owning it.</summary>
    public static string PathOf(IConfiguration configuration)
    {
        var configured = configuration["Data:Directory"];
        return System.IO.Path.GetFullPath(string.IsNullOrWhiteSpace(configured) ? Default : configured);
    }

    /// <summary>The database file of a service.</summary>
    public static string FileOf(string directory, string service) => System.IO.Path.Combine(directory, service + ".db");

    /// <summary>Waits until no other process holds the lock, then takes it.</summary>
    public async Task<IDisposable> LockAsync(string name, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return Open(name, FileShare.None);
            }
            catch (IOException e) when (IsLocked(e))
            {
                await Task.Delay(RetryDelay, cancellationToken);
            }
        }
    }

    // EWOULDBLOCK, and on Windows ERROR_SHARING_VIOLATION.
    private static bool IsLocked(IOException e) => e.HResult is 11 or unchecked((int)0x80070020);

    // Opened for reading, so that hosts that share the directory can open it too.
    private FileStream Open(string name, FileShare share)
    {
        var path = System.IO.Path.Combine(Path, name);
        using (PrivateFile.Open(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite)) { }
        return new FileStream(path, FileMode.Open, FileAccess.Read, share);
    }

    private static string Default =>
        System.IO.Path.Combine(
            Environment.GetFolderPath(
                Environment.SpecialFolder.LocalApplicationData,
                Environment.SpecialFolderOption.Create
            ),
            "PortTracker"
        );

    public void Dispose() => ownerLock.Dispose();
}
