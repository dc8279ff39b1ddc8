using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Metadata.Conventions;
using Microsoft.EntityFrameworkCore.ValueGeneration;
using PortTracker.ServiceCore.Storage;

namespace PortTracker.Storage.SqlServer;

/// <summary>
/// Adapts the services' models to SQL Server. SQL Server sorts UUIDs by their last bytes, which would scatter new rows over the table,
/// so rows are clustered by the time in the UUID. Text compares exactly, as on SQLite.
/// </summary>
internal sealed class SqlServerTableConvention : IModelFinalizingConvention
{
    /// <summary>The timestamp at the start of the row's UUID, in milliseconds.</summary>
    public const string BeganAt = nameof(BeganAt);

    /// <summary>Compares code points: sensitive to case and accents.</summary>
    public const string ExactCollation = "Latin1_General_BIN2";

    public void ProcessModelFinalizing(
        IConventionModelBuilder modelBuilder,
        IConventionContext<IConventionModelBuilder> context
    )
    {
        foreach (var type in modelBuilder.Metadata.GetEntityTypes())
        {
            foreach (var text in type.GetProperties().Where(IsText))
            {
                text.SetCollation(ExactCollation);
            }

            if (type.FindPrimaryKey() is { Properties: [var id] } key && id.ClrType == typeof(Guid))
            {
                ClusterByTime(type, key, id);
            }
        }
    }

    private static bool IsText(IConventionProperty property) =>
        property.ClrType == typeof(string) || property.GetValueConverter()?.ProviderClrType == typeof(string);

    private static void ClusterByTime(IConventionEntityType type, IConventionKey key, IConventionProperty id)
    {
        var beganAt = type.AddProperty(BeganAt, typeof(long))!;
        beganAt.SetIsNullable(false);
        beganAt.SetValueGenerated(ValueGenerated.OnAdd);
        beganAt.SetValueGenerationStrategy(SqlServerValueGenerationStrategy.None);
        beganAt.SetValueGeneratorFactory((_, _) => new UuidTimeGenerator(id.Name));
        beganAt.SetAfterSaveBehavior(PropertySaveBehavior.Ignore);
        key.SetIsClustered(false);
        // Queries in the order of the ids use the time first.
        foreach (var index in type.GetIndexes().Where(index => index.Properties.Contains(id)).ToList())
        {
            type.RemoveIndex(index);
            type.AddIndex([.. index.Properties.SelectMany(p => p == id ? [beganAt, p] : new[] { p })]);
        }

        type.AddIndex(beganAt)!.SetIsClustered(true);
    }

    private sealed class UuidTimeGenerator(string id) : ValueGenerator<long>
    {
        public override bool GeneratesTemporaryValues => false;

        public override long Next(EntityEntry entry) => UuidTime.MillisecondsOf((Guid)entry.Property(id).CurrentValue!);
    }
}
