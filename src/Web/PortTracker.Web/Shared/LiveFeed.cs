namespace PortTracker.Web.Shared;

/// <summary>Feeds a page's state from the hub and knows how current it is.</summary>
internal sealed class LiveFeed<TSnapshot, TDelta>(SequencedState<TSnapshot, TDelta> state, TimeProvider time)
    : IAsyncDisposable
{
    private static readonly TimeSpan StaleAfter = TimeSpan.FromSeconds(10);

    private readonly CancellationTokenSource stop = new();
    private LiveConnection<TSnapshot, TDelta>? connection;
    private Task running = Task.CompletedTask;
    private DateTimeOffset latest = state.AsOf;
    private long receivedAt = time.GetTimestamp();

    public ConnectionStatus Status => connection?.Status ?? ConnectionStatus.Connecting;

    /// <summary>Time since the state last changed.</summary>
    public TimeSpan Age => time.GetElapsedTime(receivedAt);

    /// <summary>The port's time. In a demo its clock may run fast, so the browser's clock only bridges the time between news.</summary>
    public DateTimeOffset Now => state.AsOf + Age;

    /// <summary>Whether the state may be out of date because there is no connection.</summary>
    public bool IsStale => Status is ConnectionStatus.Lost || (Status is not ConnectionStatus.Live && Age > StaleAfter);

    /// <summary>Connects, and runs the page's own loops until the page is closed.</summary>
    /// <param name="hub">Address of the hub.</param>
    /// <param name="port">Code of the port.</param>
    /// <param name="watch">The hub's method that starts the feed.</param>
    /// <param name="news">The method that the hub calls with a delta.</param>
    /// <param name="changed">Called after every change of the state or the connection.</param>
    /// <param name="loops">The page's own loops.</param>
    public void Start(
        Uri hub,
        string port,
        string watch,
        string news,
        Action changed,
        params IEnumerable<Func<CancellationToken, Task>> loops
    )
    {
        connection = new LiveConnection<TSnapshot, TDelta>(
            hub,
            port,
            watch,
            news,
            state,
            time,
            () =>
            {
                if (state.AsOf != latest)
                {
                    (latest, receivedAt) = (state.AsOf, time.GetTimestamp());
                }

                changed();
            }
        );
        running = Task.WhenAll([connection.RunAsync(stop.Token), .. loops.Select(loop => loop(stop.Token))]);
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await running;
        stop.Dispose();
    }
}
