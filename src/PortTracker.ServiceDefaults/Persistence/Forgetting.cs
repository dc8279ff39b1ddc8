using Microsoft.Extensions.DependencyInjection;

namespace PortTracker.ServiceDefaults;

/// <summary>
/// Looks up the next few of those that were over before a time, beginning after an id, and has them forget. Outside of a transaction,
/// as it may look through much; what they forgot is saved in one.
/// </summary>
/// <returns>The last id; null if there are no more.</returns>
public delegate Task<Guid?> ForgetNext<TDb>(
    TDb db,
    DateTimeOffset before,
    Guid after,
    CancellationToken cancellationToken
);

/// <summary>What a service keeps of persons and of single vehicles, and for how long: configuration key <c>{What}:Days</c>.</summary>
internal sealed record Forgetting<TDb>(string What, int Days, ForgetNext<TDb> NextAsync);

public static class ForgettingExtensions
{
    // Few, as others wait for their turn to write.
    private const int Batch = 500;

    /// <summary>What totals need of a movement is kept for ever; which vehicle it was, for so long after it is over.</summary>
    public static IServiceCollection ForgetsMovements<TDb>(this IServiceCollection services, ForgetNext<TDb> next)
        where TDb : ServiceDbContext => services.AddSingleton(new Forgetting<TDb>("Movements", 1825, next));

    /// <summary>Accounts that are locked are kept for so long after they were last used.</summary>
    public static IServiceCollection ForgetsAccounts<TDb>(this IServiceCollection services, ForgetNext<TDb> next)
        where TDb : ServiceDbContext => services.AddSingleton(new Forgetting<TDb>("Accounts", 1095, next));

    /// <summary>The next few of those that are over.</summary>
    public static IQueryable<T> NextBatch<T>(this IOrderedQueryable<T> over) => over.Take(Batch);

    /// <summary>The last of a batch, if more may follow it.</summary>
    public static Guid? LastOf<T>(this IReadOnlyList<T> batch, Func<T, Guid> id) =>
        batch.Count < Batch ? null : id(batch[^1]);
}
