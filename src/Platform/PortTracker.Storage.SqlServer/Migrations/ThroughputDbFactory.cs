using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using PortTracker.Contracts.Events;
using PortTracker.Throughput.Data;

namespace PortTracker.Storage.SqlServer.Migrations;

/// <summary>Makes the context for `dotnet ef`, which works from the model alone and connects to nothing.</summary>
internal sealed class ThroughputDbFactory : IDesignTimeDbContextFactory<ThroughputDb>
{
    public ThroughputDb CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<ThroughputDb>();
        options.UseServiceSchema("Server=.", ServiceNames.Throughput);
        return new ThroughputDb(options.Options);
    }
}
