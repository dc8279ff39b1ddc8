using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PortTracker.Clearance;
using PortTracker.Inspection;
using PortTracker.QueueBoard;
using PortTracker.Throughput;
using PortTracker.VehicleEntry;

namespace PortTracker.Tests;

public sealed class MigrationTests(PortHost port) : IClassFixture<PortHost>
{
    [Fact]
    public void The_migrations_make_what_the_models_say()
    {
        using var scope = port.Services.CreateScope();
        Type[] contexts =
        [
            typeof(EntryDb),
            typeof(InspectionDb),
            typeof(ClearanceDb),
            typeof(ThroughputDb),
            typeof(BoardDb),
        ];
        foreach (var context in contexts)
        {
            var db = (DbContext)scope.ServiceProvider.GetRequiredService(context);
            db.Database.HasPendingModelChanges().ShouldBeFalse($"{context.Name}: add a migration");
            db.Database.GetPendingMigrations().ShouldBeEmpty();
        }
    }
}
