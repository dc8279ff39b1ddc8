using System.Net.Sockets;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using PortTracker.ServiceCore.Storage;
using PortTracker.Storage.Sqlite;

namespace PortTracker.Tests.Persistence;

public sealed class DatabaseErrorTests
{
    private static readonly IDatabaseDialect Dialect = SqliteDialect.Instance;

    [Theory]
    [InlineData(13, true)]
    [InlineData(10, true)]
    [InlineData(8, true)]
    [InlineData(1, false)]
    [InlineData(19, false)]
    public void A_failing_disk_is_told_from_a_wrong_statement_and_refused_data(int code, bool isUnavailable) =>
        Dialect
            .IsUnavailable(new DbUpdateException("The change failed.", new SqliteException("It failed.", code)))
            .ShouldBe(isUnavailable);

    [Fact]
    public void A_database_error_is_found_between_its_wrapper_and_the_network_error_within()
    {
        var within = new UnreachableServerException(new SocketException(111));

        Dialect.IsTransient(new DbUpdateException("The change failed.", within)).ShouldBeTrue();
    }

    /// <summary>An error as the provider of a database on a server throws it.</summary>
    private sealed class UnreachableServerException(Exception inner)
        : System.Data.Common.DbException("The server cannot be reached.", inner);
}
