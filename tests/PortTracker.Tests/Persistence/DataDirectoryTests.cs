using Microsoft.Extensions.Configuration;
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
}
