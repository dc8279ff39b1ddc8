using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using PortTracker.Contracts.Events;
using PortTracker.VehicleEntry;

namespace PortTracker.Storage.SqlServer.Migrations;

/// <summary>Makes the context for `dotnet ef`, which works from the model alone and connects to nothing.</summary>
internal sealed class EntryDbFactory : IDesignTimeDbContextFactory<EntryDb>
{
    public EntryDb CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<EntryDb>();
        options.UseServiceSchema("Server=.", ServiceNames.Entry);
        return new EntryDb(options.Options);
    }
}
