using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using PortTracker.Access;

namespace PortTracker.Storage.Sqlite.Migrations;

/// <summary>Makes the context for `dotnet ef`, which works from the model alone and connects to nothing.</summary>
internal sealed class AccessDbFactory : IDesignTimeDbContextFactory<AccessDb>
{
    public AccessDb CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<AccessDb>();
        options.UseServiceFile(":memory:");
        return new AccessDb(options.Options);
    }
}
