using System.Buffers.Binary;
using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Metadata.Conventions;
using Microsoft.EntityFrameworkCore.ValueGeneration;

namespace PortTracker.ServiceDefaults;

/// <summary>
/// What SQL Server's tables need beyond what the services' models say. It sorts UUIDs by their last bytes, so that rows keyed by one
/// would land all over the table: they lie by the time in it instead. And text compares there as it does on SQLite, exactly.
/// </summary>
internal sealed class SqlServerTables : IModelFinalizingConvention
{
    /// <summary>The milliseconds with which the row's UUID begins.</summary>
    public const string BeganAt = nameof(BeganAt);

    /// <summary>By code points, upper and lower case and accents apart.</summary>
    public const string Exact = "Latin1_General_BIN2";

    public void ProcessModelFinalizing(
        IConventionModelBuilder modelBuilder,
        IConventionContext<IConventionModelBuilder> context
    )
    {
        foreach (var type in modelBuilder.Metadata.GetEntityTypes())
        {
            foreach (var text in type.GetProperties().Where(IsText))
            {
                text.SetCollation(Exact);
            }

            if (type.FindPrimaryKey() is { Properties: [var id] } key && id.ClrType == typeof(Guid))
            {
                LayByTime(type, key, id);
            }
        }
    }

    private static bool IsText(IConventionProperty property) =>
        property.ClrType == typeof(string) || property.GetValueConverter()?.ProviderClrType == typeof(string);

    private static void LayByTime(IConventionEntityType type, IConventionKey key, IConventionProperty id)
    {
        var beganAt = type.AddProperty(BeganAt, typeof(long))!;
        beganAt.SetIsNullable(false);
        beganAt.SetValueGenerated(ValueGenerated.OnAdd);
        beganAt.SetValueGenerationStrategy(SqlServerValueGenerationStrategy.None);
        beganAt.SetValueGeneratorFactory((_, _) => new TimeOfId(id.Name));
        beganAt.SetAfterSaveBehavior(PropertySaveBehavior.Ignore);
        key.SetIsClustered(false);
        // What is read in the order of the ids is read in this order here.
        foreach (var index in type.GetIndexes().Where(index => index.Properties.Contains(id)).ToList())
        {
            type.RemoveIndex(index);
            type.AddIndex([.. index.Properties.SelectMany(p => p == id ? [beganAt, p] : new[] { p })]);
        }

        type.AddIndex(beganAt)!.SetIsClustered(true);
    }

    private sealed class TimeOfId(string id) : ValueGenerator<long>
    {
        public override bool GeneratesTemporaryValues => false;

        public override long Next(EntityEntry entry) => TimeOf((Guid)entry.Property(id).CurrentValue!);
    }

    /// <summary>The first 48 bits of a UUID v7, and of the v8 that imported movements have.</summary>
    public static long TimeOf(Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        return BinaryPrimitives.ReadInt64BigEndian(bytes) >>> 16;
    }
}

/// <summary>Reads rows in the order of the time with which their UUIDs begin, whatever the database makes of UUIDs.</summary>
public static class OldestFirstExtensions
{
    private static readonly long End = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();

    /// <summary>The time with which a UUID begins: of a v7, when it was made.</summary>
    public static DateTimeOffset BeganAt(this Guid id) =>
        DateTimeOffset.FromUnixTimeMilliseconds(Math.Min(SqlServerTables.TimeOf(id), End));

    /// <summary>Orders them, beginning after the one with that id.</summary>
    public static IQueryable<T> OldestFirst<T>(
        this IQueryable<T> rows,
        ServiceDbContext db,
        Expression<Func<T, Guid>> id,
        Guid? after
    )
        where T : class
    {
        var key = ((MemberExpression)id.Body).Member.Name;
        if (!db.Database.IsSqlServer())
        {
            return (after is { } position ? rows.Where(row => EF.Property<Guid>(row, key) > position) : rows).OrderBy(
                id
            );
        }

        if (after is { } last)
        {
            var time = SqlServerTables.TimeOf(last);
            rows = rows.Where(row =>
                EF.Property<long>(row, SqlServerTables.BeganAt) > time
                || (EF.Property<long>(row, SqlServerTables.BeganAt) == time && EF.Property<Guid>(row, key) > last)
            );
        }

        return rows.OrderBy(row => EF.Property<long>(row, SqlServerTables.BeganAt)).ThenBy(id);
    }
}
