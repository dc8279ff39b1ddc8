namespace PortTracker.ApiClient;

/// <summary>
/// The public API of PortTracker, one property a service. It serves the pages, the command line, the simulation and the
/// verification alike.
/// </summary>
/// <remarks>
/// <para>
/// A call either returns its result or throws one of two exceptions. <see cref="PortTrackerException"/>: the server refused,
/// with problem details, conflicts, field errors and bad lines. <see cref="HttpRequestException"/>: there is no usable answer.
/// </para>
/// <para>
/// Lists are <see cref="PagedList{T}"/>: <c>await foreach</c> reads all of it, <see cref="PagedList{T}.PageAsync"/> one page.
/// Each write carries an idempotency key. Uploads accept the caller's key, for a page whose user sends the same file again.
/// </para>
/// <para>
/// A page in the browser passes an <see cref="HttpClient"/> whose message handler adds the antiforgery header to each POST
/// (<see cref="Contracts.Access.CurrentUser.AntiforgeryToken"/>); the browser adds the cookie. Programs
/// pass the transport of PortTracker.ApiClient.Automation, with access tokens and retries, so that browsers do not download
/// them.
/// </para>
/// </remarks>
public sealed class PortTrackerClient
{
    /// <summary>A client that sends each call once.</summary>
    /// <param name="http">Its base address is the server. The caller disposes of it.</param>
    public PortTrackerClient(HttpClient http)
        : this(new HttpTransport(http)) { }

    /// <summary>A client over any transport.</summary>
    /// <param name="transport">Carries the calls.</param>
    public PortTrackerClient(IApiTransport transport)
    {
        var sender = new ApiSender(transport);
        Account = new AccountApi(sender);
        Users = new UsersApi(sender);
        Firms = new FirmsApi(sender);
        ApiKeys = new ApiKeysApi(sender);
        Entry = new EntryApi(sender);
        Inspection = new InspectionApi(sender);
        Clearance = new ClearanceApi(sender);
        Throughput = new ThroughputApi(sender);
        Board = new BoardApi(sender);
        History = new MovementHistoryApi(sender);
        Audit = new AuditApi(sender);
        FailedEvents = new FailedEventsApi(sender);
        Operations = new OperationsApi(sender);
    }

    /// <summary>The caller's own account.</summary>
    public AccountApi Account { get; }

    /// <summary>Users and their rights.</summary>
    public UsersApi Users { get; }

    /// <summary>Logistics firms.</summary>
    public FirmsApi Firms { get; }

    /// <summary>API keys of firms.</summary>
    public ApiKeysApi ApiKeys { get; }

    /// <summary>Pre-registrations, arrivals and withdrawals.</summary>
    public EntryApi Entry { get; }

    /// <summary>Documents and inspections.</summary>
    public InspectionApi Inspection { get; }

    /// <summary>Clearance decisions and departures.</summary>
    public ClearanceApi Clearance { get; }

    /// <summary>Totals, their movements and their import.</summary>
    public ThroughputApi Throughput { get; }

    /// <summary>Ports, the hall board and the officer's list.</summary>
    public BoardApi Board { get; }

    /// <summary>Events of one movement.</summary>
    public MovementHistoryApi History { get; }

    /// <summary>Audit trails.</summary>
    public AuditApi Audit { get; }

    /// <summary>Events that a service could not apply.</summary>
    public FailedEventsApi FailedEvents { get; }

    /// <summary>Feeds, ledgers and replays.</summary>
    public OperationsApi Operations { get; }
}
