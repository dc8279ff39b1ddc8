using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using PortTracker.Clearance;

namespace PortTracker.Storage.Sqlite.Migrations;

/// <summary>Makes the context for `dotnet ef`, which works from the model alone and connects to nothing.</summary>
internal sealed class ClearanceDbFactory : IDesignTimeDbContextFactory<ClearanceDb>
{
    public ClearanceDb CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<ClearanceDb>();
        options.UseServiceFile(":memory:");
        return new ClearanceDb(options.Options);
    }
}
