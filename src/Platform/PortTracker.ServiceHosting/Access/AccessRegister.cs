using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Globalization;
using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PortTracker.Contracts.Vehicles;
using PortTracker.ServiceCore.Actions;

namespace PortTracker.ServiceHosting.Access;

/// <summary>
/// Keeps sessions and API keys in memory, so that no request waits for the database and callers keep access while it is unavailable.
/// A change by an administrator takes effect at once in the access service's process, and within <see cref="Interval"/> in all others.
/// </summary>
public sealed partial class AccessRegister : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    // Requests with invented tokens and keys must not keep the database busy.
    private static readonly TimeSpan LookUpInterval = TimeSpan.FromMilliseconds(200);

    private readonly IServiceScopeFactory scopes;
    private readonly TimeProvider time;
    private readonly ILogger<AccessRegister> logger;
    private readonly ConcurrentDictionary<Guid, long> keyUses = new();
    private readonly SemaphoreSlim readLock = new(1, 1);
    private volatile Entries entries = new(
        FrozenDictionary<Guid, string>.Empty,
        FrozenSet<Guid>.Empty,
        FrozenDictionary<string, RegisteredKey>.Empty,
        FrozenDictionary<Guid, long>.Empty
    );
    private long lastReadStarted;
    private long lastReadEnded;
    private bool isUnavailable;

    public AccessRegister(IServiceScopeFactory scopes, TimeProvider time, ILogger<AccessRegister> logger) =>
        (this.scopes, this.time, this.logger) = (scopes, time, logger);

    /// <summary>
    /// Whether a caller is still authenticated: the session has not ended, or the key is neither revoked nor expired. For connections
    /// that outlive their request.
    /// </summary>
    public bool StillAdmits(ClaimsPrincipal user) =>
        Holds(user)
        || (
            Guid.TryParse(user.FindFirstValue(ClaimTypes.NameIdentifier), out var id)
            && entries.KeyEnds.TryGetValue(id, out var end)
            && end > time.GetUtcNow().ToUnixTimeMilliseconds()
        );

    /// <summary>Reads sessions and keys again, now.</summary>
    public Task RefreshAsync(CancellationToken cancellationToken) =>
        ReadAsync(TimeProvider.System.GetTimestamp(), TimeSpan.Zero, cancellationToken);

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await TryRefreshAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    public override void Dispose()
    {
        readLock.Dispose();
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
    /// Whether the session is valid. An unknown session is looked up before it is refused, because another process may have just
    /// started it.
    /// </summary>
    internal async ValueTask<bool> HoldsAsync(ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        if (HasEnded(user))
        {
            return false;
        }

        if (!Holds(user))
        {
            await LookUpAsync(cancellationToken);
        }

        return Holds(user);
    }

    /// <summary>Returns the key with this hash, if it is neither revoked nor expired.</summary>
    internal async ValueTask<RegisteredKey?> FindAsync(string hash, CancellationToken cancellationToken)
    {
        if (!entries.Keys.ContainsKey(hash))
        {
            await LookUpAsync(cancellationToken);
        }

        return Find(hash);
    }

    /// <summary>Whether the session is valid, as far as this process knows.</summary>
    internal bool Holds(ClaimsPrincipal user) =>
        Guid.TryParse(user.FindFirstValue(ClaimTypes.NameIdentifier), out var id)
        && entries.Stamps.TryGetValue(id, out var stamp)
        && stamp == user.FindFirstValue(CallerClaims.Stamp)
        && !HasEnded(user);

    /// <summary>Whether the session was ended, or has reached its end.</summary>
    private bool HasEnded(ClaimsPrincipal user) =>
        !Guid.TryParse(user.FindFirstValue(CallerClaims.Session), out var session)
        || entries.EndedSessions.Contains(session)
        || !long.TryParse(user.FindFirstValue(CallerClaims.SessionEnd), CultureInfo.InvariantCulture, out var end)
        || end <= time.GetUtcNow().ToUnixTimeMilliseconds();

    private RegisteredKey? Find(string hash)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        if (!entries.Keys.TryGetValue(hash, out var key) || key.ExpiresAt <= now)
        {
            return null;
        }

        keyUses[key.Id] = now;
        return key;
    }

    private async Task ReadAsync(long requestedAt, TimeSpan minInterval, CancellationToken cancellationToken)
    {
        // One at a time: an older read must not replace a newer one.
        await readLock.WaitAsync(cancellationToken);
        try
        {
            if (lastReadStarted > requestedAt)
            {
                // Another read started after this request. If it failed, this one would fail too.
                return;
            }

            var since = TimeProvider.System.GetElapsedTime(lastReadEnded);
            if (since < minInterval)
            {
                await Task.Delay(minInterval - since, cancellationToken);
            }

            lastReadStarted = TimeProvider.System.GetTimestamp();
            try
            {
                await ReadAsync();
            }
            finally
            {
                lastReadEnded = TimeProvider.System.GetTimestamp();
            }
        }
        finally
        {
            readLock.Release();
        }
    }

    // Not cancelled with the request that started it, because other requests wait for it too.
    private async Task ReadAsync()
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<RegisterDb>();
        await RecordUseAsync(db);
        var stamps = await db
            .Accounts.AsNoTracking()
            .ToDictionaryAsync(account => account.Id, account => account.SecurityStamp);
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        // Only these: a session that ends in its own time states its end, and open ones are many.
        var ended = await db
            .Sessions.AsNoTracking()
            .Where(session => session.EndedAt != null && session.EndsAt > now)
            .Select(session => session.Id)
            .ToListAsync();
        foreach (
            var uscc in await db.Firms.Where(firm => firm.AdmittedBecause != null).Select(f => f.Uscc).ToListAsync()
        )
        {
            Uscc.Admit(uscc);
        }

        var keys = await db.Keys.AsNoTracking().Where(key => key.RevokedAt == null).ToListAsync();
        entries = new Entries(
            stamps.ToFrozenDictionary(),
            ended.ToFrozenSet(),
            keys.ToFrozenDictionary(key => Convert.ToHexString(key.Hash), StringComparer.Ordinal),
            keys.ToFrozenDictionary(key => key.Id, key => key.ExpiresAt)
        );
    }

    private async Task RecordUseAsync(RegisterDb db)
    {
        if (keyUses.IsEmpty)
        {
            return;
        }

        // Rounded to the minute, so that a key in steady use is written once a minute.
        var minute = TimeSpan.FromMinutes(1).Ticks / TimeSpan.TicksPerMillisecond;
        var latest = keyUses.Values.Max() / minute * minute;
        var ids = keyUses.Keys.ToArray();
        keyUses.Clear();
        await db
            .Keys.Where(key =>
                EF.Parameter(ids).Contains(key.Id) && (key.LastUsedAt == null || key.LastUsedAt < latest)
            )
            .ExecuteUpdateAsync(set => set.SetProperty(key => key.LastUsedAt, latest));
    }

    private Task LookUpAsync(CancellationToken cancellationToken) => TryReadAsync(LookUpInterval, cancellationToken);

    private Task TryRefreshAsync(CancellationToken cancellationToken) => TryReadAsync(TimeSpan.Zero, cancellationToken);

    private async Task TryReadAsync(TimeSpan minInterval, CancellationToken cancellationToken)
    {
        try
        {
            await ReadAsync(TimeProvider.System.GetTimestamp(), minInterval, cancellationToken);
            isUnavailable = false;
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            if (!isUnavailable)
            {
                isUnavailable = true;
                LogUnavailable(e);
            }
        }
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The access service's database cannot be read; known sessions and keys stay valid, and changes wait. Check that database."
    )]
    private partial void LogUnavailable(Exception e);

    private sealed record Entries(
        FrozenDictionary<Guid, string> Stamps,
        FrozenSet<Guid> EndedSessions,
        FrozenDictionary<string, RegisteredKey> Keys,
        FrozenDictionary<Guid, long> KeyEnds
    );
}
