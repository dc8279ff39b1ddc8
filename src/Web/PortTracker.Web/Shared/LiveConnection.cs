using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using PortTracker.Contracts.Api;

namespace PortTracker.Web.Shared;

/// <summary>Keeps a state current from the hub for as long as the page is open, and reconnects whenever it must.</summary>
/// <param name="hub">Address of the hub.</param>
/// <param name="port">Code of the port.</param>
/// <param name="watch">The hub's method that starts the feed.</param>
/// <param name="news">The method that the hub calls with a delta.</param>
/// <param name="state">The state to keep current.</param>
/// <param name="time">The clock.</param>
/// <param name="changed">Called after every change of the state or the connection.</param>
internal sealed class LiveConnection<TSnapshot, TDelta>(
    Uri hub,
    string port,
    string watch,
    string news,
    SequencedState<TSnapshot, TDelta> state,
    TimeProvider time,
    Action changed
)
{
    private bool watching;

    public ConnectionStatus Status { get; private set; } = ConnectionStatus.Connecting;

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
                Status = ConnectionStatus.Live;
                // The next attempt counts as the first.
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
                // Whatever failed, the page shows that it is not live, and tries again.
            }

            Status = Status == ConnectionStatus.Live ? ConnectionStatus.Lost : Status;
            state.Disconnected();
            changed();
            await Task.Delay(Pause(Math.Max(failures, 0)), time, stop)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    // Connect directly first: of several instances, negotiation and connection may reach different ones. Where something blocks
    // WebSockets, negotiate on every second attempt. SignalR's automatic reconnect would keep the first transport for ever.
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

    // Spread the attempts: a thousand phones lose the connection at the same moment.
    private static TimeSpan Pause(int failures) =>
        TimeSpan.FromSeconds(Math.Min(1 << Math.Min(failures, 4), 10) * (0.5 + (Random.Shared.NextDouble() / 2)));
}
