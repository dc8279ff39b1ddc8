using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using PortTracker.Contracts.Events;
using PortTracker.Inspection;

namespace PortTracker.Storage.SqlServer.Migrations;

/// <summary>Makes the context for `dotnet ef`, which works from the model alone and connects to nothing.</summary>
internal sealed class InspectionDbFactory : IDesignTimeDbContextFactory<InspectionDb>
{
    public InspectionDb CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<InspectionDb>();
        options.UseServiceSchema("Server=.", ServiceNames.Inspection);
        return new InspectionDb(options.Options);
    }
}
