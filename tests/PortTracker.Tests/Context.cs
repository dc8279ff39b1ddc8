using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using PortTracker.Storage.SqlServer;

namespace PortTracker.Tests;

/// <summary>The database of one service.</summary>
internal abstract record Context(string Service, Type Type)
{
    /// <summary>On the database of a test host.</summary>
    public abstract DbContext On(TestDatabase database);

    /// <summary>For SQL Server without a server.</summary>
    public abstract DbContext ForSqlServer(params IInterceptor[] interceptors);
}

internal sealed record Context<TDb>(string Service) : Context(Service, typeof(TDb))
    where TDb : DbContext
{
    public override TDb On(TestDatabase database) => Make(database.Options<TDb>(Service));

    public override TDb ForSqlServer(params IInterceptor[] interceptors)
    {
        var options = new DbContextOptionsBuilder<TDb>();
        options.UseServiceSchema("Server=nowhere", Service).AddInterceptors(interceptors);
        return Make(options.Options);
    }

    private static TDb Make(DbContextOptions<TDb> options) => (TDb)Activator.CreateInstance(typeof(TDb), options)!;
}
