namespace PortTracker.ServiceCore.Retention;

/// <summary>
/// Anonymises the next batch of entities that ended before a time, starting after an id. The search runs outside a transaction, because
/// it can read many rows. The caller saves the changes in a transaction.
/// </summary>
/// <returns>The last id; null if no more follow.</returns>
public delegate Task<Guid?> AnonymiseNext<TDb>(
    TDb db,
    DateTimeOffset before,
    Guid after,
    CancellationToken cancellationToken
);
