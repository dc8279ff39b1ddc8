using Microsoft.EntityFrameworkCore;
using PortTracker.Contracts.Events;
using PortTracker.ServiceCore.Persistence;

namespace PortTracker.Throughput.Data;

/// <summary>The throughput service's database: movement facts and their counts.</summary>
internal sealed class ThroughputDb(DbContextOptions<ThroughputDb> options)
    : ServiceDbContext(options, ServiceNames.Throughput)
{
    public DbSet<MovementFact> Facts => Set<MovementFact>();
    public DbSet<DailyTotal> DailyTotals => Set<DailyTotal>();
    public DbSet<DailyBreakdownLine> BreakdownLines => Set<DailyBreakdownLine>();
    public DbSet<DirtyDay> DirtyDays => Set<DirtyDay>();
    public DbSet<OfficialTotal> OfficialTotals => Set<OfficialTotal>();
    public DbSet<AggregationRunRecord> AggregationRuns => Set<AggregationRunRecord>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.Entity<MovementFact>(fact =>
        {
            fact.ToTable("facts");
            fact.HasKey(f => f.MovementId);
            // For the count of a day, the drill-down to its vehicles, and the natural key of imported movements.
            fact.HasIndex(f => new
            {
                f.Port,
                f.DepartedOn,
                f.Vin,
            });
            fact.Property(f => f.Port).HasMaxLength(16);
            fact.Property(f => f.Vin).HasMaxLength(17);
            fact.Property(f => f.Brand).HasMaxLength(40);
            fact.Property(f => f.Model).HasMaxLength(60);
            fact.Property(f => f.Destination).HasMaxLength(2);
            fact.Property(f => f.Operator).HasMaxLength(18);
            fact.Property(f => f.DeclarationNumber).HasMaxLength(18);
        });
        modelBuilder.Entity<DailyTotal>(total =>
        {
            total.ToTable("daily_totals");
            total.HasKey(t => new { t.Port, t.Date });
            total.Property(t => t.Port).HasMaxLength(16);
            total.Property(t => t.Fingerprint).HasMaxLength(32);
        });
        modelBuilder.Entity<DailyBreakdownLine>(breakdown =>
        {
            breakdown.ToTable("daily_breakdowns");
            breakdown.HasKey(b => new
            {
                b.Port,
                b.Date,
                b.Dimension,
                b.Key,
            });
            breakdown.Property(b => b.Port).HasMaxLength(16);
            breakdown.Property(b => b.Key).HasMaxLength(40);
        });
        modelBuilder.Entity<DirtyDay>(day =>
        {
            day.ToTable("dirty_days");
            day.HasKey(d => new { d.Port, d.Date });
            day.Property(d => d.Port).HasMaxLength(16);
            day.Property(d => d.Stamp).IsConcurrencyToken();
        });
        modelBuilder.Entity<OfficialTotal>(total =>
        {
            total.ToTable("official_totals");
            total.HasKey(t => new
            {
                t.Port,
                t.Year,
                t.Month,
            });
            total.Property(t => t.Port).HasMaxLength(16);
        });
        modelBuilder.Entity<AggregationRunRecord>(run =>
        {
            run.ToTable("aggregation_runs");
            run.HasKey(r => r.Id);
            run.HasIndex(r => r.StartedAt);
            run.Property(r => r.Port).HasMaxLength(16);
        });
    }
}
