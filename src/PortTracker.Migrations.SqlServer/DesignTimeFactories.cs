using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using PortTracker.Access;
using PortTracker.Clearance;
using PortTracker.Contracts;
using PortTracker.Inspection;
using PortTracker.QueueBoard;
using PortTracker.ServiceDefaults;
using PortTracker.Throughput;
using PortTracker.VehicleEntry;

namespace PortTracker.Migrations.SqlServer;

// How `dotnet ef` makes the contexts, of which each service keeps its own to itself.

internal sealed class AccessDbFactory : IDesignTimeDbContextFactory<AccessDb>
{
    public AccessDb CreateDbContext(string[] args) => new(SqlServer.Options<AccessDb>(ServiceNames.Access));
}

internal sealed class EntryDbFactory : IDesignTimeDbContextFactory<EntryDb>
{
    public EntryDb CreateDbContext(string[] args) => new(SqlServer.Options<EntryDb>(ServiceNames.Entry));
}

internal sealed class InspectionDbFactory : IDesignTimeDbContextFactory<InspectionDb>
{
    public InspectionDb CreateDbContext(string[] args) => new(SqlServer.Options<InspectionDb>(ServiceNames.Inspection));
}

internal sealed class ClearanceDbFactory : IDesignTimeDbContextFactory<ClearanceDb>
{
    public ClearanceDb CreateDbContext(string[] args) => new(SqlServer.Options<ClearanceDb>(ServiceNames.Clearance));
}

internal sealed class BoardDbFactory : IDesignTimeDbContextFactory<BoardDb>
{
    public BoardDb CreateDbContext(string[] args) => new(SqlServer.Options<BoardDb>(ServiceNames.Board));
}

internal sealed class ThroughputDbFactory : IDesignTimeDbContextFactory<ThroughputDb>
{
    public ThroughputDb CreateDbContext(string[] args) => new(SqlServer.Options<ThroughputDb>(ServiceNames.Throughput));
}

internal static class SqlServer
{
    public static DbContextOptions<TDb> Options<TDb>(string service)
        where TDb : ServiceDbContext
    {
        var options = new DbContextOptionsBuilder<TDb>();
        // Migrations are made from the model alone: nothing connects.
        options.UseServiceSchema("Server=.", service);
        return options.Options;
    }
}
