using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using PortTracker.Contracts;

namespace PortTracker.Web.Board;

/// <summary>Where a watcher's connection stands.</summary>
internal enum Link
{
    Connecting,
    Live,
    Lost,
}

/// <summary>What a watcher knows: fed with snapshots and deltas.</summary>
/// <typeparam name="TSnapshot">All of it at one moment.</typeparam>
/// <typeparam name="TDelta">What changed since the state before.</typeparam>
public interface ILiveState<in TSnapshot, in TDelta>
{
    /// <summary>Takes a snapshot in place of all that was known.</summary>
    /// <returns>False when the deltas that came before it do not join on: ask again.</returns>
    bool Apply(TSnapshot next);

    /// <summary>Takes a delta.</summary>
    /// <returns>False when a snapshot is needed.</returns>
    bool Apply(TDelta delta);

    /// <summary>The connection is gone.</summary>
    void Disconnected();
}

/// <summary>Keeps what is watched up with the hub, for as long as the page is open, whatever happens in between.</summary>
/// <param name="hub">Address of the hub.</param>
/// <param name="port">Code of the port.</param>
/// <param name="watch">The hub's method that begins to watch.</param>
/// <param name="news">What the hub calls with a delta.</param>
/// <param name="state">What is kept up.</param>
/// <param name="time">The clock.</param>
/// <param name="changed">Told of every change, of the state and of the connection.</param>
internal sealed class LiveConnection<TSnapshot, TDelta>(
    Uri hub,
    string port,
    string watch,
    string news,
    ILiveState<TSnapshot, TDelta> state,
    TimeProvider time,
    Action changed
)
{
    private bool watching;

    public Link Link { get; private set; } = Link.Connecting;

    public async Task RunAsync(CancellationToken stop)
    {
        for (var failures = 0; !stop.IsCancellationRequested; failures++)
        {
            try
            {
                await using var connection = Build(isDirect: int.IsEvenInteger(failures));
                var closed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                connection.Closed += _ =>
                {
                    closed.TrySetResult();
                    return Task.CompletedTask;
                };
                await connection.StartAsync(stop);
                await WatchAsync(connection, stop);
                Link = Link.Live;
                // The next try is the first again.
                failures = -1;
                changed();
                await closed.Task.WaitAsync(stop);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception)
            {
                // Whatever it was, the page says that it is not live, and the cure is the same: try again.
            }

            Link = Link == Link.Live ? Link.Lost : Link;
            state.Disconnected();
            changed();
            await Task.Delay(Pause(Math.Max(failures, 0)), time, stop)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    // Directly at first: of several instances of the board, the one asked for a connection may not be the one connected to.
    // Where something on the way lets no WebSocket through, the other ways are tried in turn.
    private HubConnection Build(bool isDirect)
    {
        var connection = new HubConnectionBuilder()
            .WithUrl(
                hub,
                options =>
                {
                    options.SkipNegotiation = isDirect;
                    options.Transports = isDirect ? HttpTransportType.WebSockets : HttpTransports.All;
                }
            )
            .AddJsonProtocol(o => PortJson.Configure(o.PayloadSerializerOptions))
            .Build();
        connection.On<TDelta>(
            news,
            async delta =>
            {
                if (!state.Apply(delta))
                {
                    await WatchAsync(connection, CancellationToken.None);
                }

                changed();
            }
        );
        return connection;
    }

    private async Task WatchAsync(HubConnection connection, CancellationToken stop)
    {
        if (watching)
        {
            return;
        }

        watching = true;
        try
        {
            while (!state.Apply(await connection.InvokeAsync<TSnapshot>(watch, port, stop)))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(500), time, stop);
            }
        }
        finally
        {
            watching = false;
        }
    }

    // Not all at once: a thousand phones lose the connection in the same moment.
    private static TimeSpan Pause(int failures) =>
        TimeSpan.FromSeconds(Math.Min(1 << Math.Min(failures, 4), 10) * (0.5 + (Random.Shared.NextDouble() / 2)));
}
