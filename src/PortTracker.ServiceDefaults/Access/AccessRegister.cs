using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace PortTracker.ServiceDefaults;

/// <summary>
/// Who may come in, in memory: no request waits for a database, and gates stay open while the access service's is away. What an
/// administrator changes takes effect at once in the access service's own process, and within <see cref="Interval"/> in all others.
/// </summary>
public sealed partial class AccessRegister : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    // Whoever comes with made-up tokens and keys shall not keep the database busy.
    private static readonly TimeSpan BetweenLookUps = TimeSpan.FromMilliseconds(200);

    private readonly IServiceScopeFactory scopes;
    private readonly TimeProvider time;
    private readonly ILogger<AccessRegister> logger;
    private readonly ConcurrentDictionary<Guid, long> used = new();
    private readonly SemaphoreSlim reading = new(1, 1);
    private volatile Entries entries = new(
        FrozenDictionary<Guid, string>.Empty,
        FrozenDictionary<string, RegisteredKey>.Empty,
        FrozenDictionary<Guid, long>.Empty
    );
    private long begun;
    private long ended;
    private bool isAway;

    public AccessRegister(IServiceScopeFactory scopes, TimeProvider time, ILogger<AccessRegister> logger) =>
        (this.scopes, this.time, this.logger) = (scopes, time, logger);

    /// <summary>
    /// Whether who was let in would be let in still: the session was not ended, the key neither revoked nor run out. For connections
    /// that stay open after the request that began them.
    /// </summary>
    public bool StillAdmits(ClaimsPrincipal user) =>
        Holds(user)
        || (
            Guid.TryParse(user.FindFirstValue(ClaimTypes.NameIdentifier), out var id)
            && entries.KeyEnds.TryGetValue(id, out var end)
            && end > time.GetUtcNow().ToUnixTimeMilliseconds()
        );

    /// <summary>Reads it anew, now.</summary>
    public Task RefreshAsync(CancellationToken cancellationToken) =>
        ReadAsync(TimeProvider.System.GetTimestamp(), TimeSpan.Zero, cancellationToken);

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await TryRefreshAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    public override void Dispose()
    {
        reading.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await TryRefreshAsync(stoppingToken);
        }
    }

    /// <summary>
    /// Whether the session has not been ended since it began. One that is not known is looked up before it is refused: it may have begun
    /// in another process a moment ago.
    /// </summary>
    internal async ValueTask<bool> HoldsAsync(ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        if (!Holds(user))
        {
            await LookUpAsync(cancellationToken);
        }

        return Holds(user);
    }

    /// <summary>The key with this hash, if it is neither revoked nor run out.</summary>
    internal async ValueTask<RegisteredKey?> FindAsync(string hash, CancellationToken cancellationToken)
    {
        if (!entries.Keys.ContainsKey(hash))
        {
            await LookUpAsync(cancellationToken);
        }

        return Find(hash);
    }

    /// <summary>Whether the session has not been ended, as far as is known here.</summary>
    internal bool Holds(ClaimsPrincipal user) =>
        Guid.TryParse(user.FindFirstValue(ClaimTypes.NameIdentifier), out var id)
        && entries.Stamps.TryGetValue(id, out var stamp)
        && stamp == user.FindFirstValue(CallerClaims.Stamp);

    private RegisteredKey? Find(string hash)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        if (!entries.Keys.TryGetValue(hash, out var key) || key.ExpiresAt <= now)
        {
            return null;
        }

        used[key.Id] = now;
        return key;
    }

    private async Task ReadAsync(long asked, TimeSpan pause, CancellationToken cancellationToken)
    {
        // One after the other: an older reading must not replace a newer one.
        await reading.WaitAsync(cancellationToken);
        try
        {
            if (begun > asked)
            {
                // Someone else's reading, which began after this was asked for. If it failed, so would this.
                return;
            }

            var since = TimeProvider.System.GetElapsedTime(ended);
            if (since < pause)
            {
                await Task.Delay(pause - since, cancellationToken);
            }

            begun = TimeProvider.System.GetTimestamp();
            try
            {
                await ReadAsync();
            }
            finally
            {
                ended = TimeProvider.System.GetTimestamp();
            }
        }
        finally
        {
            reading.Release();
        }
    }

    // Others wait for it too: it does not end with the one who happens to do it.
    private async Task ReadAsync()
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<RegisterDb>();
        await RecordUseAsync(db);
        var stamps = await db
            .Accounts.AsNoTracking()
            .ToDictionaryAsync(account => account.Id, account => account.SecurityStamp);
        var keys = await db.Keys.AsNoTracking().Where(key => key.RevokedAt == null).ToListAsync();
        entries = new Entries(
            stamps.ToFrozenDictionary(),
            keys.ToFrozenDictionary(key => Convert.ToHexString(key.Hash), StringComparer.Ordinal),
            keys.ToFrozenDictionary(key => key.Id, key => key.ExpiresAt)
        );
    }

    private async Task RecordUseAsync(RegisterDb db)
    {
        if (used.IsEmpty)
        {
            return;
        }

        // To the minute, so that a key in steady use is written once a minute.
        var minute = TimeSpan.FromMinutes(1).Ticks / TimeSpan.TicksPerMillisecond;
        var latest = used.Values.Max() / minute * minute;
        var ids = used.Keys.ToArray();
        used.Clear();
        await db
            .Keys.Where(key =>
                EF.Parameter(ids).Contains(key.Id) && (key.LastUsedAt == null || key.LastUsedAt < latest)
            )
            .ExecuteUpdateAsync(set => set.SetProperty(key => key.LastUsedAt, latest));
    }

    private Task LookUpAsync(CancellationToken cancellationToken) => TryReadAsync(BetweenLookUps, cancellationToken);

    private Task TryRefreshAsync(CancellationToken cancellationToken) => TryReadAsync(TimeSpan.Zero, cancellationToken);

    private async Task TryReadAsync(TimeSpan pause, CancellationToken cancellationToken)
    {
        try
        {
            await ReadAsync(TimeProvider.System.GetTimestamp(), pause, cancellationToken);
            isAway = false;
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            if (!isAway)
            {
                isAway = true;
                LogAway(e);
            }
        }
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The access service's database cannot be read; who was known before is known still"
    )]
    private partial void LogAway(Exception e);

    private sealed record Entries(
        FrozenDictionary<Guid, string> Stamps,
        FrozenDictionary<string, RegisteredKey> Keys,
        FrozenDictionary<Guid, long> KeyEnds
    );
}
