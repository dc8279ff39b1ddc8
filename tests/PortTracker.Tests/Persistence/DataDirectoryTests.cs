using Microsoft.Extensions.Configuration;
using PortTracker.ServiceCore.Configuration;
using PortTracker.Storage.Sqlite;

namespace PortTracker.Tests.Persistence;

public sealed class DataDirectoryTests
{
    [Fact]
    public void A_data_directory_has_one_host_at_a_time()
    {
        var path = Directory.CreateTempSubdirectory("porttracker-").FullName;
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(
                new Dictionary<string, string?>(StringComparer.Ordinal) { ["Data:Directory"] = path }
            )
            .Build();
        using (new DataDirectory(configuration))
        {
            Should
                .Throw<DataDirectoryInUseException>(() => new DataDirectory(configuration))
                .Message.ShouldContain(path);
        }

        new DataDirectory(configuration).Dispose();
        Directory.Delete(path, recursive: true);
    }

    [Fact]
    public void A_directory_that_cannot_be_written_is_not_another_host()
    {
        // A file system in which nobody makes files.
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(
                new Dictionary<string, string?>(StringComparer.Ordinal) { ["Data:Directory"] = "/proc/self" }
            )
            .Build();

        Should
            .Throw<ConfigurationException>(() => new DataDirectory(configuration))
            .Message.ShouldContain("/proc/self cannot be written");
    }
}
