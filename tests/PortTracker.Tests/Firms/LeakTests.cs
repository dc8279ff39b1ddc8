using System.Net;
using System.Reflection;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using PortTracker.Client;
using PortTracker.QueueBoard;

namespace PortTracker.Tests.Firms;

/// <summary>
/// One firm watches and asks for everything, in every way in which it can be asked, while its competitor's vehicles are in every
/// state in which they can be. Nothing of them is told.
/// </summary>
public sealed class LeakTests(TwoFirms firms) : IClassFixture<TwoFirms>
{
    [Fact]
    public void Each_route_that_is_written_to_is_asked_with_a_body() =>
        firms
            .Asking()
            .Endpoints.SelectMany(endpoint => Asking.MethodsOf(endpoint).Select(m => Asking.RouteOf(endpoint, m)))
            .Where(route =>
                route.Contains(" /api/") && !route.StartsWith("GET ", StringComparison.Ordinal) && !Bodies.Has(route)
            )
            .ShouldBeEmpty("add a body for them to Bodies, in which another firm's movement is named");

    [Theory]
    [InlineData("user")]
    [InlineData("key")]
    public async Task No_endpoint_tells_a_firm_of_another(string who)
    {
        var asking = firms.Asking();
        foreach (var endpoint in asking.Endpoints)
        {
            foreach (var method in Asking.MethodsOf(endpoint))
            {
                using var client = await firms.AskerAsync(who, endpoint);
                await asking.AskAsync(endpoint, method, client);
            }
        }

        asking.Leaks.Take(10).ShouldBeEmpty();
        asking.Differences.Take(10).ShouldBeEmpty();
        asking.Questions.ShouldBeGreaterThan(5_000);
    }

    [Fact]
    public async Task An_auditor_who_asks_the_same_is_told()
    {
        var asking = firms.Asking();
        using var auditor = firms.Port.As("auditor", Roles.Auditor);
        string[] routes =
        [
            "GET /api/entry/movements",
            "GET /api/entry/movements/{movementId:guid}",
            "GET /api/entry/movements/{movementId:guid}/queue-changes",
            "GET /api/inspection/movements",
            "GET /api/clearance/movements/{movementId:guid}",
            .. ServiceNames.All.Select(service => $"GET /api/{service}/ledger"),
        ];
        foreach (var route in routes)
        {
            var (found, told) = (asking.Leaks.Count, asking.Differences.Count);
            var endpoint = asking.Endpoints.Single(endpoint => Asking.RouteOf(endpoint, HttpMethods.Get) == route);
            await asking.AskAsync(endpoint, HttpMethods.Get, auditor);
            (asking.Leaks.Count - found + asking.Differences.Count - told).ShouldBePositive(route);
        }
    }

    [Theory]
    [InlineData("user")]
    [InlineData("key")]
    public async Task No_method_of_the_hub_tells_a_firm_of_another(string who)
    {
        var asking = firms.Asking();
        await using var watch = await FirmWatch.ConnectAsync(firms.Port, await firms.TokensAsync(who));
        var methods = typeof(QueueHub)
            .GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Where(method => method.GetBaseDefinition().DeclaringType == typeof(QueueHub))
            .ToList();
        methods.Select(method => method.Name).ShouldContain(nameof(IQueueHub.WatchFirm));
        foreach (var method in methods)
        {
            method.GetParameters().ShouldAllBe(parameter => parameter.ParameterType == typeof(string));
            foreach (var value in (string[])[PortHost.Port, .. firms.Secrets.SelectMany(traces => traces.All)])
            {
                var arguments = method.GetParameters().Select(_ => (object?)value).ToArray();
                var isPublic = method.Name is nameof(IQueueHub.Watch);
                asking.LookFor($"{method.Name} {value}", await AnswerAsync(method.Name, arguments), isPublic);
            }
        }

        asking.Leaks.Take(10).ShouldBeEmpty();

        async Task<string> AnswerAsync(string method, object?[] arguments)
        {
            try
            {
                return $"{await watch.Connection.InvokeCoreAsync<JsonElement>(method, arguments)}";
            }
            catch (HubException refused)
            {
                return refused.Message;
            }
        }
    }

    [Fact]
    public void No_message_of_the_hub_tells_a_firm_of_another_while_that_ones_vehicles_come_and_go()
    {
        var asking = firms.Asking();
        foreach (var watch in firms.Watches)
        {
            watch.Messages.Count.ShouldBeGreaterThan(2);
            watch.BoardMessages.Count.ShouldBeGreaterThan(2);
            foreach (var message in watch.Messages)
            {
                asking.LookFor("", message, isPublic: false);
            }

            foreach (var message in watch.BoardMessages)
            {
                // Which movements stand in the port, by their ids, is for everyone to see; of the rest nothing is.
                asking.LookFor(
                    string.Join(' ', firms.Secrets.Select(traces => traces.MovementId)),
                    message,
                    isPublic: true
                );
            }
        }

        asking.Leaks.Take(10).ShouldBeEmpty();
        // The competitor's own watch tells all that.
        firms.Competitor.Messages.ShouldContain(message => message.Contains(firms.Secrets[0].Papers.Vin));
    }
}

/// <summary>A firm that announces the very vehicles that another has announced, or has in the port.</summary>
public sealed class SameVehicleTests(TwoFirms firms) : IClassFixture<TwoFirms>
{
    [Theory]
    [InlineData("JSON")]
    [InlineData("CSV")]
    public async Task Whatever_state_it_is_in_with_another_firm_a_vehicle_is_announced_as_one_that_nobody_knows(
        string form
    )
    {
        using var firm = firms.Port.AsFirm(AtTheFirm.Own);
        var unknown = await AnnouncedAsync(Traces.SomePapers(AtTheFirm.Own));
        foreach (var traces in firms.Secrets)
        {
            var papers = traces.Papers.With(AtTheFirm.Own);
            (await AnnouncedAsync(papers)).ShouldBe(unknown, $"{traces.MovementId}");
        }

        async Task<string> AnnouncedAsync(Vehicle papers)
        {
            const string route = "/api/entry/pre-registrations";
            using var response = form is "JSON"
                ? await firm.PostAsync(route, AtTheFirm.Announcement(papers))
                : await firm.PostAsync(
                    $"{route}/csv?port={PortHost.Port}&expectedOn=2026-05-13",
                    Answers.Csv(Bodies.Manifest(papers))
                );
            var text = await response.Content.ReadAsStringAsync();
            response.StatusCode.ShouldBe(HttpStatusCode.Created, text);
            var announced = (await response.ReadAsync<PreRegistrationResponse>()).Movements.ShouldHaveSingleItem();
            await firm.CancelAsync(announced.MovementId);
            return text.Replace($"{announced.MovementId}", "its id", StringComparison.Ordinal)
                .Replace(papers.Vin, "its VIN", StringComparison.Ordinal);
        }
    }
}

/// <summary>Two firms, one of which watches while the vehicles of the other get into every state in which they can be.</summary>
public sealed class TwoFirms : IAsyncLifetime
{
    private readonly PortHost port;
    private readonly List<Traces> secrets = [];
    private readonly List<FirmWatch> watches = [];
    private TokenSource user = null!;
    private TokenSource key = null!;
    private FirmWatch competitor = null!;
    private int selves;

    public TwoFirms() =>
        port = new PortHost
        {
            // Pages ask the API over HTTP, wherever it is.
            With = services =>
                services.ConfigureHttpClientDefaults(http =>
                    http.ConfigurePrimaryHttpMessageHandler(() => new Late(() => port!.Handler()))
                ),
        };

    public PortHost Port => port;

    internal IReadOnlyList<Traces> Secrets => secrets;
    internal IReadOnlyList<FirmWatch> Watches => watches;
    internal FirmWatch Competitor => competitor;

    public async ValueTask InitializeAsync()
    {
        await port.InitializeAsync();
        user = await port.Users.OperatorAsync("dispatcher", AtTheFirm.Own);
        key = TokenSource.OfKey((await port.Users.MakeKeyAsync(AtTheFirm.Own, [.. Scopes.All])).Secret);
        competitor = await FirmWatch.BeginAsync(port, await port.Users.OperatorAsync("dispatcher", AtTheFirm.Other));
        foreach (var who in (TokenSource[])[user, key])
        {
            var watch = await FirmWatch.BeginAsync(port, who);
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
        foreach (var watch in (FirmWatch[])[competitor, .. watches])
        {
            await watch.DisposeAsync();
        }

        await port.DisposeAsync();
    }

    internal Asking Asking()
    {
        using var anyone = port.Anonymous();
        var board = anyone.GetStringAsync($"/api/board/{PortHost.Port}").GetAwaiter().GetResult();
        var everyoneKnows = secrets.SelectMany(traces => traces.All).Where(board.Contains).ToHashSet();
        everyoneKnows.ShouldBeSubsetOf(secrets.Select(traces => traces.MovementId.ToString()));
        return new Asking(port.Services.GetRequiredService<EndpointDataSource>(), secrets, everyoneKnows);
    }

    internal Task<TokenSource> TokensAsync(string who) => Task.FromResult(who is "key" ? key : user);

    /// <summary>Who asks an endpoint: somebody else each time where the answer may end the session.</summary>
    internal async Task<HttpClient> AskerAsync(string who, RouteEndpoint endpoint)
    {
        var isOwnAccount = endpoint.RoutePattern.RawText!.StartsWith("/api/access/me", StringComparison.Ordinal);
        var tokens =
            who is "user" && isOwnAccount
                ? await port.Users.OperatorAsync($"self {++selves}", AtTheFirm.Own)
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
        using (var firm = port.AsFirm(AtTheFirm.Other))
        {
            await firm.CancelAsync(cancelled.MovementId);
        }

        var missing = await AnnounceAsync();
        var noShow = new ClosingRequest { Movements = [missing.MovementId], Reason = missing.Note };
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

    private async Task<Traces> AnnounceAsync()
    {
        var papers = Traces.SomePapers(AtTheFirm.Other);
        return await NoteAsync(papers, await port.AnnounceAsync(papers));
    }

    private async Task<Traces> ArriveAsync()
    {
        var papers = Traces.SomePapers(AtTheFirm.Other);
        return await NoteAsync(papers, (await port.ArriveAsync(papers, lane: "C1")).MovementId);
    }

    private async Task<Traces> NoteAsync(Vehicle papers, Guid movement)
    {
        var by = await port.Users.AdministratorAsync();
        var competitors = await by.UsersAsync(AtTheFirm.Other).SingleAsync();
        var keys = await by.KeysAsync(AtTheFirm.Other).ToListAsync();
        var systems = keys is [var made, ..] ? made : (await port.Users.MakeKeyAsync(AtTheFirm.Other, Scopes.Read)).Key;
        var traces = new Traces
        {
            MovementId = movement,
            Papers = papers,
            Note = Traces.SomeNote(),
            FirmName = TestUsers.NameOf(AtTheFirm.Other),
            UserId = competitors.Id,
            UserName = competitors.UserName,
            KeyId = systems.Id,
            KeyName = systems.Name,
        };
        secrets.Add(traces);
        return traces;
    }
}
