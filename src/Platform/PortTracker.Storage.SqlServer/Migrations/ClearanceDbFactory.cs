using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using PortTracker.Clearance;
using PortTracker.Contracts.Events;

namespace PortTracker.Storage.SqlServer.Migrations;

/// <summary>Makes the context for `dotnet ef`, which works from the model alone and connects to nothing.</summary>
internal sealed class ClearanceDbFactory : IDesignTimeDbContextFactory<ClearanceDb>
{
    public ClearanceDb CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<ClearanceDb>();
        options.UseServiceSchema("Server=.", ServiceNames.Clearance);
        return new ClearanceDb(options.Options);
    }
}
