using Microsoft.Extensions.DependencyInjection;
using PortTracker.ServiceCore.Persistence;

namespace PortTracker.ServiceCore.Retention;

public static class AnonymisationExtensions
{
    // Small, because other writers wait for the transaction.
    private const int Batch = 500;

    /// <summary>Anonymises movements when their retention period ends: removes the vehicle, and keeps what totals need.</summary>
    public static IServiceCollection AnonymisesMovements<TDb>(this IServiceCollection services, AnonymiseNext<TDb> next)
        where TDb : ServiceDbContext => services.AddSingleton(new AnonymisationPolicy<TDb>("Movements", 1825, next));

    /// <summary>Anonymises locked accounts when their retention period after the last use ends.</summary>
    public static IServiceCollection AnonymisesAccounts<TDb>(this IServiceCollection services, AnonymiseNext<TDb> next)
        where TDb : ServiceDbContext => services.AddSingleton(new AnonymisationPolicy<TDb>("Accounts", 1095, next));

    /// <summary>Deletes sessions when their retention period after the end is over.</summary>
    public static IServiceCollection AnonymisesSessions<TDb>(this IServiceCollection services, AnonymiseNext<TDb> next)
        where TDb : ServiceDbContext => services.AddSingleton(new AnonymisationPolicy<TDb>("Sessions", 30, next));

    /// <summary>Takes the next batch of the rows whose retention period has ended.</summary>
    public static IQueryable<T> NextBatch<T>(this IOrderedQueryable<T> expired) => expired.Take(Batch);

    /// <summary>The id of the last row of a full batch; null if no more rows follow.</summary>
    public static Guid? LastOf<T>(this IReadOnlyList<T> batch, Func<T, Guid> id) =>
        batch.Count < Batch ? null : id(batch[^1]);
}
