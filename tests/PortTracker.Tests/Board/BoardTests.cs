using System.Threading.Channels;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using PortTracker.Contracts.Api;
using PortTracker.Contracts.Board;
using PortTracker.Contracts.Events;
using PortTracker.Contracts.Vehicles;
using PortTracker.Web.Features.Board;

namespace PortTracker.Tests.Board;

public sealed class BoardTests(PortHost port) : IClassFixture<PortHost>
{
    [Fact]
    public async Task Deltas_show_a_vehicle_arrive_move_and_leave()
    {
        await using var watcher = await WatchAsync();
        var vehicle = SomeVehicle.Green();
        var movement = (await port.ArriveAsync(vehicle)).MovementId;
        await watcher.SeesAsync(board => board.Vehicles(Stage.AwaitingClearance).Any(v => v.MovementId == movement));
        await port.GrantAsync(movement);
        await watcher.SeesAsync(board => board.Vehicles(Stage.Cleared).Any(v => v.MovementId == movement));
        await port.DepartAsync(movement);
        await watcher.SeesAsync(board =>
            Stages.OnSite.All(stage => board.Vehicles(stage).All(v => v.MovementId != movement))
        );
    }

    [Fact]
    public async Task A_watcher_gets_few_deltas_without_gaps_for_many_events()
    {
        await using var watcher = await WatchAsync();
        var started = TimeProvider.System.GetTimestamp();
        Guid last = default;
        for (var i = 0; i < 20; i++)
        {
            last = (await port.ArriveAsync(SomeVehicle.Green())).MovementId;
        }

        await watcher.SeesAsync(board => board.Vehicles(Stage.AwaitingClearance).Any(v => v.MovementId == last));
        var seconds = TimeProvider.System.GetElapsedTime(started).TotalSeconds;
        watcher.Sequences.Count.ShouldBeLessThanOrEqualTo((int)(seconds * 4) + 2);
        watcher.Sequences.Zip(watcher.Sequences.Skip(1), (a, b) => b - a).ShouldAllBe(step => step == 1);
    }

    [Fact]
    public async Task The_public_board_shows_neither_plate_nor_VIN()
    {
        var vehicle = SomeVehicle.Green();
        await port.ArriveAsync(vehicle);
        using var anyone = port.Anonymous();
        var board = await anyone.GetStringAsync($"/api/board/{PortHost.Port}");
        board.ShouldNotContain(vehicle.Vin);
        board.ShouldNotContain(vehicle.Plate!);
    }

    [Fact]
    public async Task The_board_is_the_same_after_a_restart()
    {
        await port.HoldAsync((await port.ArriveAsync(SomeVehicle.Green())).MovementId);
        var gone = (await port.ArriveAsync(SomeVehicle.Green())).MovementId;
        await port.GrantAsync(gone);
        await port.DepartAsync(gone);
        var before = await port.GetAsync<BoardSnapshot>($"/api/board/{PortHost.Port}");
        await port.RestartAsync();
        var after = await port.GetAsync<BoardSnapshot>($"/api/board/{PortHost.Port}");
        after.Vehicles.ShouldBe(before.Vehicles);
        after.Counts.ShouldBe(before.Counts);
        after.Lanes.ShouldBeEquivalentTo(before.Lanes);
        after.Today.ShouldBe(before.Today);
    }

    [Fact]
    public async Task Server_and_client_count_the_lanes_alike()
    {
        await using var watcher = await WatchAsync();
        var held = (await port.ArriveAsync(SomeVehicle.Green(), lane: "C2")).MovementId;
        var gone = (await port.ArriveAsync(SomeVehicle.Green(), lane: "C3")).MovementId;
        await port.HoldAsync(held);
        await port.GrantAsync(gone);
        await port.DepartAsync(gone);

        var board = await port.GetAsync<BoardSnapshot>($"/api/board/{PortHost.Port}");
        await watcher.SeesAsync(seen =>
            seen.Lanes.SequenceEqual(board.Lanes.Select(lane => lane.Lane))
            && board.Lanes.All(lane => lane.Counts.All(at => seen.Count(at.Stage, lane.Lane) == at.Vehicles))
        );
        foreach (var stage in board.Counts)
        {
            board
                .Lanes.Sum(lane => lane.Counts.Single(at => at.Stage == stage.Stage).Vehicles)
                .ShouldBe(stage.Vehicles);
        }
    }

    [Fact]
    public async Task An_unknown_port_has_no_board()
    {
        await using var connection = Connection();
        await connection.StartAsync();
        await Should.ThrowAsync<HubException>(() =>
            connection.InvokeAsync<BoardSnapshot>(nameof(IQueueHub.Watch), "ATLANTIS")
        );
    }

    private HubConnection Connection() =>
        new HubConnectionBuilder()
            .WithUrl(
                new Uri("http://localhost" + IQueueHub.Route),
                options => options.HttpMessageHandlerFactory = _ => port.Handler()
            )
            .AddJsonProtocol(options => PortJson.Configure(options.PayloadSerializerOptions))
            .Build();

    private async Task<Watcher> WatchAsync()
    {
        var watcher = new Watcher(Connection());
        await watcher.StartAsync();
        return watcher;
    }

    private sealed class Watcher(HubConnection connection) : IAsyncDisposable
    {
        private readonly Channel<BoardDelta> deltas = System.Threading.Channels.Channel.CreateUnbounded<BoardDelta>();
        private readonly BoardState board = new();

        public List<long> Sequences { get; } = [];

        public async Task StartAsync()
        {
            connection.On<BoardDelta>(nameof(IQueueHubClient.BoardChanged), delta => deltas.Writer.TryWrite(delta));
            await connection.StartAsync();
            board.Apply(await connection.InvokeAsync<BoardSnapshot>(nameof(IQueueHub.Watch), PortHost.Port));
        }

        public async Task SeesAsync(Func<BoardState, bool> expected)
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
            while (!expected(board))
            {
                var delta = await deltas.Reader.ReadAsync(patience.Token);
                Sequences.Add(delta.Sequence);
                board.Apply(delta);
                board.NeedsSnapshot.ShouldBeFalse();
            }
        }

        public ValueTask DisposeAsync() => connection.DisposeAsync();
    }
}
