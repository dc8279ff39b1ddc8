using Microsoft.EntityFrameworkCore;
using PortTracker.Contracts.Events;
using PortTracker.ServiceCore.Persistence;

namespace PortTracker.QueueBoard.Data;

internal sealed class BoardDb(DbContextOptions<BoardDb> options) : ServiceDbContext(options, ServiceNames.Board)
{
    public DbSet<BoardMovement> Movements => Set<BoardMovement>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.Entity<BoardMovement>(movement =>
        {
            movement.ToTable("movements");
            movement.HasKey(m => m.Id);
            movement.Property(m => m.Id).ValueGeneratedNever();
            movement.Property(m => m.Port).HasMaxLength(16);
            movement.Property(m => m.Vin).HasMaxLength(17);
            movement.Property(m => m.Plate).HasMaxLength(Contracts.Vehicles.Plate.MaxLength);
            movement.Property(m => m.Operator).HasMaxLength(18);
            movement.Property(m => m.Brand).HasMaxLength(40);
            movement.Property(m => m.Model).HasMaxLength(60);
            movement.Property(m => m.Destination).HasMaxLength(2);
            movement.Property(m => m.DeclarationNumber).HasMaxLength(18);
            movement.Property(m => m.CarrierPlate).HasMaxLength(Contracts.Vehicles.Plate.MaxLength);
            movement.Property(m => m.Lane).HasMaxLength(8);
            movement.Property(m => m.QueueNumber).HasMaxLength(16);
            movement.HasIndex(m => m.Stage);
            movement.HasIndex(m => m.LastAt);
        });
    }
}
