using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using PortTracker.Access;
using PortTracker.Contracts.Events;

namespace PortTracker.Storage.SqlServer.Migrations;

/// <summary>Makes the context for `dotnet ef`, which works from the model alone and connects to nothing.</summary>
internal sealed class AccessDbFactory : IDesignTimeDbContextFactory<AccessDb>
{
    public AccessDb CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<AccessDb>();
        options.UseServiceSchema("Server=.", ServiceNames.Access);
        return new AccessDb(options.Options);
    }
}
