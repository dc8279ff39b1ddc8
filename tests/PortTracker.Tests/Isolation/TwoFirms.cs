using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using PortTracker.ApiClient;
using PortTracker.ApiClient.Automation;
using PortTracker.Contracts.Access;
using PortTracker.Contracts.Board;
using PortTracker.Contracts.Entry;
using PortTracker.Contracts.Events;
using PortTracker.Contracts.Vehicles;
using PortTracker.Tests.Board;

namespace PortTracker.Tests.Isolation;

/// <summary>Two firms, one of which watches while the vehicles of the other get into every state in which they can be.</summary>
public sealed class TwoFirms : IAsyncLifetime
{
    private readonly PortHost port;
    private readonly List<FirmSecrets> secrets = [];
    private readonly List<FirmHubClient> watches = [];
    private AccessTokenProvider user = null!;
    private AccessTokenProvider key = null!;
    private FirmHubClient competitor = null!;
    private int selves;

    public TwoFirms() =>
        port = new PortHost
        {
            // Pages ask the API over HTTP, wherever it is.
            With = services =>
                services.ConfigureHttpClientDefaults(http =>
                    http.ConfigurePrimaryHttpMessageHandler(() => new LateBoundHandler(() => port!.Handler()))
                ),
        };

    public PortHost Port => port;

    internal IReadOnlyList<FirmSecrets> Secrets => secrets;
    internal IReadOnlyList<FirmHubClient> Watches => watches;
    internal FirmHubClient Competitor => competitor;

    public async ValueTask InitializeAsync()
    {
        await port.InitializeAsync();
        user = await port.Users.OperatorAsync("dispatcher", FirmSteps.Own);
        key = AccessTokenProvider.ForApiKey((await port.Users.MakeKeyAsync(FirmSteps.Own, [.. Scopes.All])).Secret);
        competitor = await FirmHubClient.BeginAsync(
            port,
            await port.Users.OperatorAsync("dispatcher", FirmSteps.Other)
        );
        foreach (var who in (AccessTokenProvider[])[user, key])
        {
            var watch = await FirmHubClient.BeginAsync(port, who);
            await watch.Connection.InvokeAsync<BoardSnapshot>(nameof(IQueueHub.Watch), PortHost.Port);
            watches.Add(watch);
        }

        await PlayAsync();
        // When this has been seen, all before it has.
        var last = await port.AnnounceAsync(SomeVehicle.Green());
        await AllSeeAsync(last, movement => movement.Stage is Stage.PreRegistered);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var watch in (FirmHubClient[])[competitor, .. watches])
        {
            await watch.DisposeAsync();
        }

        await port.DisposeAsync();
    }

    internal LeakProbe CreateProbe()
    {
        using var anyone = port.Anonymous();
        var board = anyone.GetStringAsync($"/api/board/{PortHost.Port}").GetAwaiter().GetResult();
        var everyoneKnows = secrets.SelectMany(traces => traces.All).Where(board.Contains).ToHashSet();
        everyoneKnows.ShouldBeSubsetOf(secrets.Select(traces => traces.MovementId.ToString()));
        return new LeakProbe(port.Services.GetRequiredService<EndpointDataSource>(), secrets, everyoneKnows);
    }

    internal Task<AccessTokenProvider> TokensAsync(string who) => Task.FromResult(who is "key" ? key : user);

    /// <summary>Who asks an endpoint: somebody else each time where the answer may end the session.</summary>
    internal async Task<HttpClient> ClientAsync(string who, RouteEndpoint endpoint)
    {
        var isOwnAccount = endpoint.RoutePattern.RawText!.StartsWith("/api/access/me", StringComparison.Ordinal);
        var tokens =
            who is "user" && isOwnAccount
                ? await port.Users.OperatorAsync($"self {++selves}", FirmSteps.Own)
                : await TokensAsync(who);
        return port.As(() => Task.FromResult(tokens));
    }

    private async Task PlayAsync()
    {
        // The competitor's first, so that own vehicles move up when it leaves.
        var departed = await ArriveAsync();
        var own = (await port.ArriveAsync(SomeVehicle.Green(), lane: "C1")).MovementId;
        await AllSeeAsync(own, movement => movement.Position is 2);
        await port.GrantAsync(departed.MovementId);
        await port.DepartAsync(departed.MovementId);
        await AllSeeAsync(own, movement => movement.Position is 1);

        await AnnounceAsync();
        var cancelled = await AnnounceAsync();
        using (var firm = port.AsFirm(FirmSteps.Other))
        {
            await firm.CancelAsync(cancelled.MovementId);
        }

        var missing = await AnnounceAsync();
        var noShow = new WithdrawalRequest { Movements = [missing.MovementId], Reason = missing.Note };
        (await port.PostAsync("/api/entry/no-shows", noShow)).EnsureSuccessStatusCode();

        var documents = await ArriveAsync();
        await port.ReRouteAsync(documents.MovementId, Channel.Yellow);
        var waiting = await ArriveAsync();
        await port.ReRouteAsync(waiting.MovementId, Channel.Red);
        var inspected = await ArriveAsync();
        await port.ReRouteAsync(inspected.MovementId, Channel.Red);
        await port.StartInspectionAsync(inspected.MovementId);
        var found = await ArriveAsync();
        await port.ReRouteAsync(found.MovementId, Channel.Red);
        await port.StartInspectionAsync(found.MovementId);
        await port.CompleteInspectionAsync(
            found.MovementId,
            new Finding
            {
                Code = found.Note,
                Severity = Severity.Minor,
                Note = found.Note,
            }
        );
        await ArriveAsync();
        var held = await ArriveAsync();
        await port.HoldAsync(held.MovementId, held.Note);
        var refused = await ArriveAsync();
        await port.RefuseAsync(refused.MovementId, refused.Note);
        var cleared = await ArriveAsync();
        await port.GrantAsync(cleared.MovementId);
        var moved = await ArriveAsync();
        var move = new QueueMoveRequest
        {
            MovementId = moved.MovementId,
            Before = held.MovementId,
            Reason = moved.Note,
        };
        (await port.PostAsync("/api/entry/queue-moves", move, role: Roles.Supervisor)).EnsureSuccessStatusCode();
        await port.SettleAsync();

        var stages = (await port.LedgerAsync(ServiceNames.Board))
            .Where(entry => secrets.Exists(traces => traces.MovementId == entry.MovementId))
            .Select(entry => entry.Stage!.Value);
        // Nobody stays in the stage before the channel is assigned.
        Enum.GetValues<Stage>().Except(stages).ShouldBe([Stage.Arrived]);
    }

    private async Task AllSeeAsync(Guid movement, Func<FirmMovement, bool> expected)
    {
        foreach (var watch in watches)
        {
            await watch.SeesAsync(movement, expected);
        }
    }

    private async Task<FirmSecrets> AnnounceAsync()
    {
        var papers = FirmSecrets.UniquePapers(FirmSteps.Other);
        return await NoteAsync(papers, await port.AnnounceAsync(papers));
    }

    private async Task<FirmSecrets> ArriveAsync()
    {
        var papers = FirmSecrets.UniquePapers(FirmSteps.Other);
        return await NoteAsync(papers, (await port.ArriveAsync(papers, lane: "C1")).MovementId);
    }

    private async Task<FirmSecrets> NoteAsync(Vehicle papers, Guid movement)
    {
        var by = await port.Users.AdministratorAsync();
        var competitors = await by.Users.List(FirmSteps.Other).SingleAsync();
        var keys = await by.ApiKeys.List(FirmSteps.Other).ToListAsync();
        var systems = keys is [var made, ..] ? made : (await port.Users.MakeKeyAsync(FirmSteps.Other, Scopes.Read)).Key;
        var traces = new FirmSecrets
        {
            MovementId = movement,
            Papers = papers,
            Note = FirmSecrets.UniqueNote(),
            FirmName = TestUsers.NameOf(FirmSteps.Other),
            UserId = competitors.Id,
            UserName = competitors.UserName,
            KeyId = systems.Id,
            KeyName = systems.Name,
        };
        secrets.Add(traces);
        return traces;
    }
}
