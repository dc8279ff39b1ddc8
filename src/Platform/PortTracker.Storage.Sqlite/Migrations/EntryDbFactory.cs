using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using PortTracker.VehicleEntry;

namespace PortTracker.Storage.Sqlite.Migrations;

/// <summary>Makes the context for `dotnet ef`, which works from the model alone and connects to nothing.</summary>
internal sealed class EntryDbFactory : IDesignTimeDbContextFactory<EntryDb>
{
    public EntryDb CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<EntryDb>();
        options.UseServiceFile(":memory:");
        return new EntryDb(options.Options);
    }
}
