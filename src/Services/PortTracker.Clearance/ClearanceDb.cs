using Microsoft.EntityFrameworkCore;
using PortTracker.Contracts.Events;
using PortTracker.Contracts.Vehicles;
using PortTracker.ServiceCore.Audit;
using PortTracker.ServiceCore.Persistence;

namespace PortTracker.Clearance;

internal sealed class ClearanceDb(DbContextOptions<ClearanceDb> options)
    : ServiceDbContext(options, ServiceNames.Clearance)
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
            movement.Property(m => m.DeclarationNumber).HasMaxLength(18);
            movement.Property(m => m.CarrierPlate).HasMaxLength(Plate.MaxLength);
            movement.Property(m => m.Version).IsConcurrencyToken();
            movement.HasIndex(m => new
            {
                m.Port,
                m.Queue,
                m.QueueRank,
            });
            movement.HasIndex(m => m.DeclarationNumber);
            movement.HasIndex(m => m.CarrierPlate);
        });
    }
}
