using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using PortTracker.Contracts.Api;
using PortTracker.Contracts.Events;
using PortTracker.Contracts.Vehicles;
using PortTracker.ServiceCore.Audit;
using PortTracker.ServiceCore.Persistence;

namespace PortTracker.VehicleEntry;

internal sealed class EntryDb(DbContextOptions<EntryDb> options) : ServiceDbContext(options, ServiceNames.Entry)
{
    public DbSet<Movement> Movements => Set<Movement>();
    public DbSet<LaneQueue> Lanes => Set<LaneQueue>();
    public DbSet<QueueChangeRecord> QueueChanges => Set<QueueChangeRecord>();

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
            movement.Property(m => m.Operator).HasMaxLength(18);
            movement.Property(m => m.Version).IsConcurrencyToken();
            movement
                .Property(m => m.Vehicle)
                .HasMaxLength(2000)
                .HasConversion(
                    vehicle => JsonSerializer.Serialize(vehicle, PortJson.Options),
                    json => JsonSerializer.Deserialize<Vehicle>(json, PortJson.Options)!
                );
            // A firm cannot announce a vehicle twice, or while it is here with that firm. Movement.IsOpen explains other firms.
            movement
                .HasIndex(m => new { m.Vin, m.Operator })
                .IsUnique()
                .HasFilter("\"IsOpen\" = 1")
                .HasDatabaseName("one_open_movement_a_vin_and_operator");
            // A vehicle can be in the port only once.
            movement
                .HasIndex(m => m.Vin, "one_movement_on_site_a_vin")
                .IsUnique()
                .HasFilter($"\"IsOpen\" = 1 AND \"Status\" = {(int)EntryStatus.Arrived}");
            movement.HasIndex(m => m.Vin);
            movement.HasIndex(m => new { m.Operator, m.Id });
            movement.HasIndex(m => new
            {
                m.Port,
                m.Status,
                m.Id,
            });
            movement.HasIndex(m => new
            {
                m.Port,
                m.IsOpen,
                m.Status,
                m.Lane,
                m.QueueRank,
            });
        });
        modelBuilder.Entity<LaneQueue>(lane =>
        {
            lane.ToTable("lanes");
            lane.HasKey(l => new { l.Port, l.Name });
            lane.Property(l => l.Port).HasMaxLength(16);
            lane.Property(l => l.Name).HasMaxLength(8);
        });
        modelBuilder.Entity<QueueChangeRecord>(change =>
        {
            change.ToTable("queue_changes");
            change.HasKey(c => c.Id);
            change.HasIndex(c => c.MovementId);
        });
    }
}
