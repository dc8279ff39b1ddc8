using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using PortTracker.Contracts.Api;
using PortTracker.Contracts.Board;

namespace PortTracker.Tests.Board;

public sealed class HubFloodTests : IAsyncLifetime
{
    private const int Budget = 30;

    private readonly LogCapture log = new();
    private readonly PortHost port;

    public HubFloodTests() => port = new PortHost { Logging = log };

    public ValueTask InitializeAsync() => port.InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        await port.DisposeAsync();
        log.Dispose();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("NOWHERE")]
    public async Task A_connection_that_calls_in_a_loop_is_closed_and_logs_nothing(string? wrong)
    {
        await using var connection = Connection();
        var closed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        connection.Closed += _ =>
        {
            closed.TrySetResult();
            return Task.CompletedTask;
        };
        await connection.StartAsync();
        var before = log.Lines.Count;

        for (var i = 0; i < Budget; i++)
        {
            await Should.ThrowAsync<HubException>(() => connection.InvokeAsync(nameof(IQueueHub.Watch), wrong));
        }

        await Should.ThrowAsync<Exception>(async () =>
        {
            for (var i = 0; i < Budget; i++)
            {
                await connection.InvokeAsync(nameof(IQueueHub.Watch), PortHost.Port);
            }
        });
        await closed.Task.WaitAsync(TimeSpan.FromSeconds(10));
        log.Lines.Skip(before).ShouldNotContain(line => line.Category.Contains("SignalR", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Malformed_calls_are_refused_and_logged_nowhere()
    {
        await using var connection = Connection();
        await connection.StartAsync();
        var before = log.Lines.Count;

        for (var i = 0; i < Budget; i++)
        {
            await Should.ThrowAsync<HubException>(() => connection.InvokeAsync(nameof(IQueueHub.Watch), 42));
            await Should.ThrowAsync<HubException>(() => connection.InvokeAsync("Nothing", PortHost.Port));
        }

        log.Lines.Skip(before).ShouldNotContain(line => line.Category.Contains("SignalR", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_connection_that_comes_back_to_the_board_now_and_then_is_served()
    {
        await using var connection = Connection();
        await connection.StartAsync();

        for (var i = 0; i < Budget; i++)
        {
            var board = await connection.InvokeAsync<BoardSnapshot>(nameof(IQueueHub.Watch), PortHost.Port);
            board.Port.ShouldBe(PortHost.Port);
        }
    }

    private HubConnection Connection() =>
        new HubConnectionBuilder()
            .WithUrl(
                new Uri($"http://localhost{IQueueHub.Route}"),
                options =>
                {
                    options.Transports = HttpTransportType.ServerSentEvents;
                    options.HttpMessageHandlerFactory = _ => port.Handler();
                }
            )
            .AddJsonProtocol(options => PortJson.Configure(options.PayloadSerializerOptions))
            .Build();
}
