using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace PortTracker.ServiceCore.Storage;

/// <summary>Provides a context with the dialect of its database.</summary>
public sealed class StorageExtension(IDatabaseDialect dialect) : IDbContextOptionsExtension
{
    private DbContextOptionsExtensionInfo? info;

    public DbContextOptionsExtensionInfo Info => info ??= new ExtensionInfo(this);

    public static IDatabaseDialect DialectOf(DbContextOptions options) =>
        options.GetExtension<StorageExtension>().Dialect;

    public static void Add(DbContextOptionsBuilder options, IDatabaseDialect dialect) =>
        ((IDbContextOptionsBuilderInfrastructure)options).AddOrUpdateExtension(new StorageExtension(dialect));

    public void ApplyServices(IServiceCollection services) { }

    public void Validate(IDbContextOptions options) { }

    private IDatabaseDialect Dialect => dialect;

    private sealed class ExtensionInfo(IDbContextOptionsExtension extension) : DbContextOptionsExtensionInfo(extension)
    {
        public override bool IsDatabaseProvider => false;

        public override string LogFragment => "";

        public override int GetServiceProviderHashCode() => 0;

        public override bool ShouldUseSameServiceProvider(DbContextOptionsExtensionInfo other) =>
            other is ExtensionInfo;

        public override void PopulateDebugInfo(IDictionary<string, string> debugInfo) { }
    }
}
