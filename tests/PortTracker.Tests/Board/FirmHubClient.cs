using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using PortTracker.ApiClient.Automation;
using PortTracker.Contracts.Api;
using PortTracker.Contracts.Board;
using PortTracker.Contracts.Events;

namespace PortTracker.Tests.Board;

/// <summary>A hub connection of a firm, and its state from the snapshot and the deltas.</summary>
internal sealed class FirmHubClient : IAsyncDisposable
{
    private readonly HubConnection connection;
    private readonly System.Threading.Channels.Channel<FirmDelta> deltas =
        System.Threading.Channels.Channel.CreateUnbounded<FirmDelta>();
    private readonly ConcurrentQueue<string> messages = [];
    private readonly TaskCompletionSource closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Dictionary<Guid, FirmMovement> movements = [];

    private FirmHubClient(PortHost port, AccessTokenProvider? who)
    {
        connection = new HubConnectionBuilder()
            .WithUrl(
                new Uri("http://localhost" + IQueueHub.Route),
                options =>
                {
                    options.HttpMessageHandlerFactory = _ => port.Handler();
                    options.AccessTokenProvider = async () => who is null ? null : await who.GetTokenAsync();
                }
            )
            .AddJsonProtocol(options => PortJson.Configure(options.PayloadSerializerOptions))
            .Build();
        connection.On<JsonElement>(
            nameof(IQueueHubClient.FirmChanged),
            message =>
            {
                messages.Enqueue(message.GetRawText());
                deltas.Writer.TryWrite(message.Deserialize<FirmDelta>(PortJson.Options)!);
            }
        );
        connection.On<JsonElement>(
            nameof(IQueueHubClient.BoardChanged),
            message => BoardMessages.Enqueue(message.GetRawText())
        );
        connection.Closed += _ =>
        {
            closed.TrySetResult();
            return Task.CompletedTask;
        };
    }

    /// <summary>The raw messages about its movements.</summary>
    public IReadOnlyCollection<string> Messages => messages;

    /// <summary>The raw messages of the public board.</summary>
    public ConcurrentQueue<string> BoardMessages { get; } = [];

    public List<FirmDelta> Deltas { get; } = [];
    public FirmSnapshot Snapshot { get; private set; } = null!;
    public IReadOnlyDictionary<Guid, FirmMovement> Movements => movements;
    public HubConnection Connection => connection;

    /// <summary>Completes when the server closes the connection.</summary>
    public Task Closed => closed.Task;

    /// <summary>Connects without watching.</summary>
    public static async Task<FirmHubClient> ConnectAsync(PortHost port, AccessTokenProvider? who)
    {
        var watch = new FirmHubClient(port, who);
        await watch.connection.StartAsync();
        return watch;
    }

    public static async Task<FirmHubClient> BeginAsync(PortHost port, AccessTokenProvider who)
    {
        var watch = await ConnectAsync(port, who);
        await watch.WatchAsync();
        return watch;
    }

    public async Task WatchAsync(string port = PortHost.Port)
    {
        Snapshot = await connection.InvokeAsync<FirmSnapshot>(nameof(IQueueHub.WatchFirm), port);
        movements.Clear();
        foreach (var movement in Snapshot.Movements)
        {
            movements.Add(movement.MovementId, movement);
        }
    }

    public Task<FirmMovement> SeesAsync(Guid id, Stage stage) => SeesAsync(id, movement => movement.Stage == stage);

    public async Task<FirmMovement> SeesAsync(Guid id, Func<FirmMovement, bool> expected)
    {
        await ReadUntilAsync(() => movements.TryGetValue(id, out var movement) && expected(movement));
        return movements[id];
    }

    public async Task ReadUntilAsync(Func<bool> seen)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!seen())
        {
            Take(await deltas.Reader.ReadAsync(patience.Token));
        }
    }

    public ValueTask DisposeAsync() => connection.DisposeAsync();

    private void Take(FirmDelta delta)
    {
        var known = Deltas is [.., var last] ? last.Sequence : Snapshot.Sequence;
        if (delta.Sequence <= known)
        {
            return;
        }

        delta.Sequence.ShouldBe(known + 1, "there is a gap");
        Deltas.Add(delta);
        foreach (var id in delta.Gone)
        {
            movements.Remove(id);
        }

        foreach (var movement in delta.Changed)
        {
            movements[movement.MovementId] = movement;
        }

        foreach (var (id, position) in delta.Moved)
        {
            movements[id] = movements[id] with { Position = position };
        }
    }
}
