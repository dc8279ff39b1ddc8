using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using PortTracker.Access;
using PortTracker.Clearance;
using PortTracker.Inspection;
using PortTracker.QueueBoard;
using PortTracker.Throughput;
using PortTracker.VehicleEntry;

namespace PortTracker.Tests;

/// <summary>The database of one service.</summary>
internal abstract record Context(string Service, Type Type)
{
    /// <summary>As a test host has it.</summary>
    public abstract DbContext On(TestDatabase database);

    /// <summary>As it is on SQL Server, with none behind it.</summary>
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

internal static class Contexts
{
    public static IReadOnlyList<Context> All { get; } =
    [
        new Context<EntryDb>(ServiceNames.Entry),
        new Context<InspectionDb>(ServiceNames.Inspection),
        new Context<ClearanceDb>(ServiceNames.Clearance),
        new Context<ThroughputDb>(ServiceNames.Throughput),
        new Context<BoardDb>(ServiceNames.Board),
        new Context<AccessDb>(ServiceNames.Access),
    ];

    /// <summary>What processes see of other services' tables.</summary>
    public static IReadOnlyList<Context> Views { get; } = [new Context<RegisterDb>(ServiceNames.Access)];
}
