using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using PortTracker.Contracts.Api;
using PortTracker.Contracts.Events;
using PortTracker.ServiceCore.Audit;
using PortTracker.ServiceCore.Persistence;

namespace PortTracker.Inspection;

internal sealed class InspectionDb(DbContextOptions<InspectionDb> options)
    : ServiceDbContext(options, ServiceNames.Inspection)
{
    public DbSet<Movement> Movements => Set<Movement>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.Entity<Movement>(movement =>
        {
            movement.ToTable("movements");
            movement.IsAudited(m => m.Id, m => m.Port, m => m.Vin);
            movement.HasKey(m => m.Id);
            movement.Property(m => m.Id).ValueGeneratedNever();
            movement.Property(m => m.Port).HasMaxLength(16);
            movement.Property(m => m.Vin).HasMaxLength(17);
            movement.Property(m => m.QueueNumber).HasMaxLength(16);
            movement.Property(m => m.Version).IsConcurrencyToken();
            movement
                .Property(m => m.LatestFindings)
                .HasMaxLength(40_000)
                .HasConversion(
                    findings => JsonSerializer.Serialize(findings, PortJson.Options),
                    json => JsonSerializer.Deserialize<IReadOnlyList<Finding>>(json, PortJson.Options)!,
                    // The list is replaced, never modified.
                    ValueComparer.CreateDefault<IReadOnlyList<Finding>>(favorStructuralComparisons: false)
                );
            movement.HasIndex(m => new
            {
                m.Port,
                m.Status,
                m.QueueRank,
            });
        });
    }
}
