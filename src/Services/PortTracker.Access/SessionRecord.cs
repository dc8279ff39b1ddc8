using PortTracker.Contracts.Access;

namespace PortTracker.Access;

/// <summary>A session, from the sign-in to its end. Its cookie or tokens carry the id.</summary>
internal sealed class SessionRecord
{
    private SessionRecord() { }

    public Guid Id { get; private init; }
    public Guid AccountId { get; private init; }
    public SessionKind Kind { get; private init; }
    public string? Device { get; private init; }
    public string? Address { get; private init; }

    /// <summary>The account's security stamp. Another stamp ended the session.</summary>
    public string Stamp { get; private set; } = "";
    public DateTimeOffset StartedAt { get; private init; }
    public DateTimeOffset EndsAt { get; private init; }

    /// <summary>How often its tokens were renewed. Only the refresh token with this number is valid.</summary>
    public int Renewals { get; private set; }
    public DateTimeOffset? RenewedAt { get; private set; }

    /// <summary>When it was ended before its time.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    public static SessionRecord Start(
        Account account,
        SessionOrigin origin,
        SessionOptions options,
        DateTimeOffset at
    ) =>
        new()
        {
            Id = Guid.CreateVersion7(at),
            AccountId = account.Id,
            Kind = origin.Kind,
            Device = origin.Device,
            Address = origin.Address,
            Stamp = account.SecurityStamp!,
            StartedAt = at,
            EndsAt =
                origin.Kind is SessionKind.Browser
                    ? at.AddHours(options.BrowserHours)
                    : at.AddDays(options.ProgramDays),
        };

    public bool IsOpen(Account account, DateTimeOffset now) =>
        EndedAt is null && EndsAt > now && Stamp == account.SecurityStamp;

    public void Renew(DateTimeOffset at) => (Renewals, RenewedAt) = (Renewals + 1, at);

    /// <summary>Outlasts a change of the account that ends all other sessions.</summary>
    public void Follow(Account account) => Stamp = account.SecurityStamp!;

    public void End(DateTimeOffset at) => EndedAt ??= at;

    public Session ToContract(Guid? current) =>
        new()
        {
            Id = Id,
            Kind = Kind,
            Device = Device,
            Address = Address,
            StartedAt = StartedAt,
            RenewedAt = RenewedAt,
            EndsAt = EndsAt,
            IsCurrent = Id == current,
        };
}
