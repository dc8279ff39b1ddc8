using System.Net;
using System.Text;
using MassTransit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using NSubstitute;
using PortTracker.Client;
using PortTracker.Tests.Access;
using PortTracker.Throughput;
using PortTracker.VehicleEntry;

namespace PortTracker.Tests.SqlServer;

/// <summary>All that can be done at a port and with its services, each way at least once.</summary>
internal static class DayAtThePort
{
    private const string Operator = SomeVehicle.Operator;

    public static async Task PlayAsync(PortHost port)
    {
        await CrossAsync(port);
        await CloseAsync(port);
        await WatchAsFirmAsync(port);
        await CountAsync(port);
        await AdministerAsync(port);
        foreach (var service in ServiceNames.All)
        {
            await LookAtAsync(port, service);
        }

        await FailAsync(port);
        await BehindTheSceneAsync<EntryDb>(port);
        await BehindTheSceneAsync<Inspection.InspectionDb>(port);
        await BehindTheSceneAsync<Clearance.ClearanceDb>(port);
        await BehindTheSceneAsync<ThroughputDb>(port);
        await BehindTheSceneAsync<QueueBoard.BoardDb>(port);
    }

    /// <summary>Twenty years later: all that is kept for a time only has gone.</summary>
    public static async Task LetGoAsync(PortHost port)
    {
        await LetGoAsync<EntryDb>(port);
        await LetGoAsync<Inspection.InspectionDb>(port);
        await LetGoAsync<Clearance.ClearanceDb>(port);
        await LetGoAsync<ThroughputDb>(port);
        await LetGoAsync<QueueBoard.BoardDb>(port);
        await LetGoAsync<PortTracker.Access.AccessDb>(port);
    }

    private static async Task LetGoAsync<TDb>(PortHost port)
        where TDb : ServiceDbContext
    {
        var services = port.Services;
        using var retention = new Retention<TDb>(
            services.GetRequiredService<IServiceScopeFactory>(),
            services.GetRequiredService<ServiceDatabase<TDb>>(),
            services.GetRequiredService<ServiceName<TDb>>(),
            [],
            services.GetServices<Forgetting<TDb>>(),
            new ConfigurationBuilder().AddInMemoryCollection([new("Transport", "RabbitMq")]).Build(),
            new FakeTimeProvider(port.Time.GetUtcNow().AddYears(20)),
            NullLogger<Retention<TDb>>.Instance
        );
        await retention.LetGoAsync(CancellationToken.None);
    }

    private static async Task CrossAsync(PortHost port)
    {
        var announced = SomeVehicle.Green() with { CarrierPlate = "新B77777" };
        await port.PreRegisterAsync(announced);
        var green = await port.ArriveAsync(announced, lane: "C1");
        var yellow = await port.ArriveAsync(SomeVehicle.Yellow(), lane: "C1");
        var red = await port.ArriveAsync(SomeVehicle.Red(), lane: "C1");
        await SendAsync(port, "entry/queue-moves", Move(red.MovementId, before: green.MovementId));
        await SendAsync(port, "entry/queue-moves", Move(red.MovementId, before: null));
        await port.SettleAsync();
        await ReadAsync(port, $"entry/movements/{red.MovementId}", $"entry/movements/{red.MovementId}/queue-changes");
        await ReadAsync(
            port,
            $"entry/movements?port={PortHost.Port}&status=Arrived&vin={announced.Vin}",
            $"entry/movements?after={green.MovementId}"
        );

        await port.ApproveDocumentsAsync(yellow.MovementId);
        await ReadAsync(port, $"inspection/movements/{red.MovementId}");
        await ReadAsync(
            port,
            $"board/desk/movements?port={PortHost.Port}",
            $"board/desk/movements?port={PortHost.Port}&stage=Held&find={announced.Vin}",
            $"board/desk/movements?port={PortHost.Port}&find=C1&after=1.{green.MovementId}",
            $"board/desk/counts?port={PortHost.Port}"
        );
        var waiting = $"inspection/movements?port={PortHost.Port}&status=AwaitingInspection";
        await ReadAsync(port, waiting, $"{waiting}&after=1.{green.MovementId}");
        await port.StartInspectionAsync(red.MovementId);
        await port.CompleteInspectionAsync(red.MovementId, new Finding { Code = "LAMP", Severity = Severity.Minor });
        await port.ReRouteAsync(yellow.MovementId, Channel.Green);

        await ReadAsync(
            port,
            [
                $"clearance/movements/{red.MovementId}",
                .. ServiceNames.Sources.Select(service => $"{service}/movements/{red.MovementId}/events"),
            ]
        );
        foreach (var queue in Enum.GetNames<ClearanceQueue>())
        {
            var list = $"clearance/movements?port={PortHost.Port}&queue={queue}";
            await ReadAsync(port, list, $"{list}&after=1.{green.MovementId}");
        }

        var carrier = new ClearanceRequest { Port = PortHost.Port, CarrierPlate = announced.CarrierPlate };
        await SendAsync(port, "clearance/grants", carrier);
        var declaration = SomeVehicle.NextDeclaration();
        await port.ArriveAsync(SomeVehicle.Green() with { DeclarationNumber = declaration });
        var whole = new ClearanceRequest { Port = PortHost.Port, DeclarationNumber = declaration };
        await SendAsync(port, "clearance/grants", whole);
        await port.HoldAsync(red.MovementId);
        await port.ResumeAsync(red.MovementId);
        await port.GrantAsync(red.MovementId);
        await port.RefuseAsync(yellow.MovementId);
        await port.DepartAsync(red.MovementId);
        port.Time.Advance(TimeSpan.FromHours(1));
        await SendAsync(
            port,
            "clearance/departure-corrections",
            new DepartureCorrectionRequest
            {
                MovementId = red.MovementId,
                DepartedAt = port.Time.GetUtcNow().AddMinutes(-1),
                Reason = "Clock",
            }
        );
        await port.SettleAsync();
        await ReadAsync(port, "board/ports", $"board/{PortHost.Port}");
    }

    private static async Task CloseAsync(PortHost port)
    {
        var vehicle = SomeVehicle.Green();
        var csv =
            string.Join(',', VehicleCsv.Columns)
            + $"\n{vehicle.Vin},{vehicle.Plate},BYD,Song,Car,BatteryElectric,Complete,870380,KZ,{SomeVehicle.NextDeclaration()},,{Operator}";
        await SendAsync(
            port,
            $"entry/pre-registrations/csv?port={PortHost.Port}&expectedOn=2027-01-01",
            Answers.Csv(csv)
        );
        var missing = await port.PreRegisterAsync(SomeVehicle.Green());
        await SendAsync(port, "entry/no-shows", new ClosingRequest { Movements = [missing], Reason = "Day over" });
        var cancelled = await port.PreRegisterAsync(SomeVehicle.Green());
        await SendAsync(port, "entry/cancellations", new ClosingRequest { Movements = [cancelled], Reason = "Sold" });
        await SendAsync(port, "inspection/starts", OnNobody(), HttpStatusCode.Conflict);
        await port.SettleAsync();
    }

    private static async Task WatchAsFirmAsync(PortHost port)
    {
        var client = new PortTrackerClient(
            port.Anonymous(),
            await port.Users.OperatorAsync("dispatcher", Operator),
            retryFor: TimeSpan.Zero
        );
        var announced = await client.PreRegisterAsync(
            new PreRegistrationRequest
            {
                Port = PortHost.Port,
                ExpectedOn = new DateOnly(2027, 1, 1),
                Vehicles = [SomeVehicle.Green()],
            }
        );
        await client.CancelAsync(
            new ClosingRequest { Movements = [announced.Movements[0].MovementId], Reason = "Sold" }
        );
        await port.SettleAsync();
        var own = await client.FirmMovementsAsync(PortHost.Port).ToListAsync();
        own.Select(movement => movement.MovementId).ShouldContain(announced.Movements[0].MovementId);
        (await client.FirmMovementsCsvAsync(PortHost.Port, Stage.Cancelled)).ShouldNotBeEmpty();
        await client.EntryMovementsAsync(PortHost.Port);
        await client.EntryMovementAsync(own[0].MovementId);
        await client.QueueChangesAsync(own[0].MovementId);
    }

    private static async Task CountAsync(PortHost port)
    {
        await SendAsync(
            port,
            $"throughput/movements/import?port={PortHost.Port}",
            Answers.Csv(
                string.Join(',', ImportedMovement.Columns)
                    + "\nLSVAA4182E2184847,,SAIC,MG4,Car,BatteryElectric,Complete,870380,AE,940820240000000001,,91110000600037341L,Red,1,2,2024-05-01T01:00:00Z,2024-05-01T03:00:00Z,2024-05-01T04:00:00Z"
            )
        );
        await SendAsync(
            port,
            $"throughput/history/import?port={PortHost.Port}",
            Answers.Csv("year,month,vehicles,new_energy,source\n2023,,303752,,public report")
        );
        await SendAsync(port, "throughput/aggregations", new { });
        await SendAsync(
            port,
            "throughput/aggregations",
            new AggregationRequest
            {
                Port = PortHost.Port,
                From = new DateOnly(2024, 5, 1),
                To = new DateOnly(2024, 5, 31),
            }
        );
        await ReadAsync(
            port,
            "throughput/aggregations",
            $"throughput/totals?port={PortHost.Port}&year=2026",
            $"throughput/totals?port={PortHost.Port}&year=2026&month=5",
            $"throughput/days?port={PortHost.Port}&from=2026-05-01&to=2026-05-31",
            "throughput/aggregations/pending",
            $"throughput/years?port={PortHost.Port}",
            $"throughput/totals.csv?port={PortHost.Port}&year=2026",
            $"throughput/totals.xlsx?port={PortHost.Port}&year=2026",
            $"throughput/movements?port={PortHost.Port}&year=2026&month=5&newEnergy=true",
            $"throughput/movements?port={PortHost.Port}&from=2024-05-01&to=2026-05-31&limit=1&hour=12",
            $"throughput/movements?port={PortHost.Port}&year=2024&region=MiddleEast&brand=SAIC&destination=AE",
            $"throughput/movements?port={PortHost.Port}&year=2024&region=Unknown&propulsion=Unknown",
            $"throughput/movements?port={PortHost.Port}&year=2024&after=2024-05-01.LSVAA4182E2184847.{Guid.Empty}",
            $"throughput/movements?port={PortHost.Port}&year=2024&after=2024-05-01..{Guid.Empty}",
            $"throughput/movements.csv?port={PortHost.Port}&year=2024&form=Complete&category=Car&channel=Red",
            $"throughput/movements.xlsx?port={PortHost.Port}&year=2024"
        );
        // As it is done on SQL Server.
        await InTransactionAsync<ThroughputDb>(
            port,
            async db =>
            {
                var catalog = port.Services.GetRequiredService<PortCatalog>();
                var movement = new ImportedMovement
                {
                    Vehicle = SomeVehicle.Green(),
                    Channel = Channel.Green,
                    Inspections = 0,
                    Findings = 0,
                    ArrivedAt = port.Time.GetUtcNow(),
                    ClearedAt = port.Time.GetUtcNow(),
                    DepartedAt = port.Time.GetUtcNow(),
                    Now = port.Time.GetUtcNow(),
                };
                var (known, id) = (catalog[PortHost.Port], MovementImport.IdOf(catalog[PortHost.Port], movement));
                await using var facts = new FactChunks(db);
                var fact = MovementFact.FromBeforeGoLive(id, known, movement, "import");
                (await facts.InsertAsync([fact], CancellationToken.None)).Count.ShouldBe(1);
                (await facts.InsertAsync([fact], CancellationToken.None)).Count.ShouldBe(0);
                // One day is of a port that is not counted here, and stays.
                await db.DirtyDays.MarkAsync(
                    [(known.Code, fact.DepartedOn!.Value), ("ELSEWHERE", fact.DepartedOn!.Value)],
                    CancellationToken.None
                );
            }
        );
    }

    private static async Task AdministerAsync(PortHost port)
    {
        var administrator = await port.Users.AdministratorAsync();
        await administrator.PutFirmAsync(new Firm { Uscc = Operator, Name = "A firm" });
        await administrator.PutFirmAsync(new Firm { Uscc = Operator, Name = "A firm by another name" });
        (await administrator.FirmsAsync()).ShouldHaveSingleItem();
        var key = await administrator.MakeKeyAsync(
            new NewApiKey
            {
                Firm = Operator,
                Name = "dispatch",
                Scopes = Scopes.All,
                Days = 1,
            }
        );
        await administrator.KeysAsync(Operator).ToListAsync();
        await administrator.RevokeKeyAsync(key.Key.Id, "Lost");

        var user = new NewUser
        {
            UserName = "day.labourer",
            DisplayName = "Day labourer",
            Roles = [Roles.Officer],
            Ports = [PortHost.Port],
            Stages = [ServiceNames.Entry],
        };
        var made = await administrator.AddUserAsync(user);
        var http = port.Anonymous();
        var password = Onboarding.RandomPassword();
        await Onboarding.ChoosePasswordAsync(http, user.UserName, made.Password, password);
        var tokens = await TokenSource.SignInAsync(
            http,
            new SignInRequest { UserName = user.UserName, Password = password }
        );
        var own = new PortTrackerClient(http, TokenSource.OfSession(http, tokens.RefreshToken), TimeSpan.Zero);
        (await own.MeAsync()).UserName.ShouldBe(user.UserName);
        var factor = await own.SetUpTwoFactorAsync();
        await own.ConfirmTwoFactorAsync(new TwoFactorConfirmation { Code = Authenticator.CodeOf(factor.SharedKey) });
        tokens = await TokenSource.SignInAsync(
            http,
            new SignInRequest
            {
                UserName = user.UserName,
                Password = password,
                Code = Authenticator.CodeOf(factor.SharedKey),
            }
        );
        own = new PortTrackerClient(http, TokenSource.OfSession(http, tokens.RefreshToken), TimeSpan.Zero);
        await own.RemoveOwnTwoFactorAsync(new TwoFactorRemoval { Password = password });

        var listed = await administrator.UsersAsync("labourer").SingleAsync();
        (await administrator.UserAsync(listed.Id)).ShouldBeEquivalentTo(listed);
        await administrator.ChangeRightsAsync(
            listed.Id,
            new RightsChange
            {
                DisplayName = listed.DisplayName,
                Roles = [Roles.Manager],
                Version = listed.Version,
                Reason = "Promoted",
            }
        );
        await administrator.LockUserAsync(listed.Id, "On leave");
        await administrator.UnlockUserAsync(listed.Id, "Back");
        await administrator.SignUserOutAsync(listed.Id, "Telephone lost");
        await administrator.RemoveTwoFactorAsync(listed.Id, "Telephone lost");
        await administrator.ResetPasswordAsync(listed.Id, "Forgotten");
        await ReadAsync(port, "access/me", "access/audit", "access/audit?vin=LSVAA4182E2184847", "access/audit.csv");
        await SendAsync(port, "access/sign-outs", new { }, HttpStatusCode.Redirect);
        await SendAsync(port, "access/sessions", new { }, HttpStatusCode.UnsupportedMediaType);
        using var leaver = port.As("leaver", Roles.Manager);
        (await leaver.PostAsync("/api/access/me/sign-outs", content: null)).StatusCode.ShouldBe(
            HttpStatusCode.NoContent
        );
        await ComeFromElsewhereAsync(port);
    }

    /// <summary>Someone signs in at a provider: for the first time, with other rights, without any.</summary>
    private static async Task ComeFromElsewhereAsync(PortHost port)
    {
        await using var provider = await FakeProvider.StartAsync();
        foreach (var (key, value) in provider.Settings)
        {
            port.Settings[key] = value;
        }

        await port.RestartAsync();
        await ReadAsync(port, "access/external/provider");
        foreach (
            var roles in (string[][])
                [
                    [Roles.Manager],
                    [Roles.Auditor],
                    [],
                ]
        )
        {
            using var browser = new Browser(port);
            provider.Sends("1", "day.tripper", ("roles", roles));
            using var page = await browser.GoAsync("/api/access/external");
            browser.HasSession.ShouldBe(roles.Length > 0);
        }
    }

    private static async Task LookAtAsync(PortHost port, string service)
    {
        await ReadAsync(
            port,
            $"{service}/audit",
            $"{service}/audit?after=1&from=2026-01-01&to=2027-01-01&actor=x&action=x&subject=x&port=x&vin=x",
            $"{service}/audit.csv"
        );
        await ReadAsync(port, $"{service}/ledger", $"{service}/ledger?after={Guid.Empty}", $"{service}/feed");
        await SendAsync(port, $"{service}/replays", new ReplayRequest(), status: HttpStatusCode.Accepted);
        await SendAsync(
            port,
            $"{service}/replays",
            new ReplayRequest { From = port.Time.GetUtcNow() },
            status: HttpStatusCode.Accepted
        );
        await SendAsync(
            port,
            $"{service}/refills",
            new ReplayRequest(),
            status: port.Transport.IsDistributed ? HttpStatusCode.Accepted : HttpStatusCode.Conflict
        );
        await port.SettleAsync();
    }

    private static async Task FailAsync(PortHost port)
    {
        foreach (var source in ServiceNames.Sources)
        {
            await PoisonAsync(port, source);
        }

        foreach (var service in ServiceNames.All)
        {
            var path = $"{service}/failures";
            await Until(async () => (await ListAsync(port, path)).Items.Count > 0);
            var failed = (await ListAsync(port, path)).Items[0].Id;
            await ReadAsync(port, $"{path}?order=Oldest", $"{path}/{failed}");
            var next = (await ListAsync(port, path + "?limit=1")).Next;
            await ReadAsync(port, $"{path}?after={next}", $"{path}?order=Oldest&after={next}");
            var selection = new FailureSelection { Ids = [failed] };
            await SendAsync(port, $"{path}/previews", selection);
            await SendAsync(port, $"{path}/redrives", selection);
            await SendAsync(port, $"{path}/discards", new DiscardRequest { Ids = [failed], Reason = "Poison" });
            // One stays.
            await PoisonAsync(port, ServiceNames.SourcesOf(service)[0]);
            await Until(async () => (await ListAsync(port, path)).Items.Count > 0);
        }
    }

    /// <summary>What happens without anyone asking: the ends of journals, and, as if there were a broker, what is sent to it.</summary>
    private static async Task BehindTheSceneAsync<TDb>(PortHost port)
        where TDb : ServiceDbContext
    {
        var services = port.Services;
        var withBroker = new ConfigurationBuilder()
            .AddInMemoryCollection([new("Transport", "RabbitMq"), new("Instance", "one")])
            .Build();
        var scopes = services.GetRequiredService<IServiceScopeFactory>();
        var database = services.GetRequiredService<ServiceDatabase<TDb>>();
        var name = services.GetRequiredService<ServiceName<TDb>>();
        var doorbells = services.GetRequiredService<Doorbells>();
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TDb>();

        await new DatabaseCheck<TDb>(db).CheckHealthAsync(new());
        await new OutboxCheck<TDb>(db, port.Time).CheckHealthAsync(new());
        foreach (var from in (DateTimeOffset?[])[null, port.Time.GetUtcNow()])
        {
            await BrokerRefill<TDb>.HandleAsync(
                new ReplayRequest { From = from },
                db,
                database,
                name,
                doorbells,
                withBroker,
                CancellationToken.None
            );
        }

        foreach (var since in (DateTimeOffset?[])[null, port.Time.Start])
        {
            var request = new ResendJournal
            {
                Queue = "q",
                After = 0,
                Since = since,
            };
            var message = Substitute.For<ConsumeContext<ResendJournal>>();
            message.Message.Returns(request);
            await new ResendConsumer<TDb>(db, name).Consume(message);
        }

        var queue = services.GetRequiredService<BrokerQueue<TDb>>() with { IsOfInstance = false };
        var own = services.GetRequiredService<OwnProgress<TDb>>();
        await new GapWatch<TDb>(name, queue, own, port.Time, NullLogger<GapWatch<TDb>>.Instance).LookAsync(
            db,
            new JournalSegment
            {
                Source = ServiceNames.Sources[0],
                After = 0,
                Last = long.MaxValue,
            },
            Substitute.For<ISendEndpointProvider>(),
            CancellationToken.None
        );
        var bus = Substitute.For<IBusControl>();
        bus.CheckHealth().Returns(BusHealthResult.Healthy("", new Dictionary<string, EndpointHealthResult>()));
        using var dispatcher = new Dispatcher<TDb>(
            scopes,
            bus,
            database,
            name,
            new Instance(withBroker),
            doorbells,
            port.Time,
            NullLogger<Dispatcher<TDb>>.Instance
        );
        // Else there would be nothing for it to send.
        await WriteAsync<TDb>(port, Encoding.UTF8.GetBytes("{}"));
        await dispatcher.StartAsync(CancellationToken.None);
        await Until(async () =>
        {
            var feed = await port.GetAsync<FeedStatus>($"/api/{name.Value}/feed");
            await using var look = scopes.CreateAsyncScope();
            return look.ServiceProvider.GetRequiredService<TDb>().Outbox.Single().Position >= feed.Head;
        });
        await dispatcher.StopAsync(CancellationToken.None);
    }

    /// <summary>An event that nobody can read.</summary>
    private static Task PoisonAsync(PortHost port, string source)
    {
        var body = Encoding.UTF8.GetBytes("""{"type":"NobodyKnowsThis"}""");
        return source switch
        {
            ServiceNames.Entry => WriteAsync<EntryDb>(port, body),
            ServiceNames.Inspection => WriteAsync<Inspection.InspectionDb>(port, body),
            _ => WriteAsync<Clearance.ClearanceDb>(port, body),
        };
    }

    private static async Task WriteAsync<TDb>(PortHost port, byte[] body)
        where TDb : ServiceDbContext
    {
        await InTransactionAsync<TDb>(
            port,
            db =>
            {
                db.Journal.Add(
                    new JournalEntry
                    {
                        EventId = Guid.NewGuid(),
                        MovementId = Guid.NewGuid(),
                        RecordedAt = port.Time.GetUtcNow(),
                        Body = body,
                    }
                );
                return Task.CompletedTask;
            }
        );
        port.Services.GetRequiredService<Doorbells>().Ring(port.Services.GetRequiredService<ServiceName<TDb>>().Value);
    }

    private static async Task InTransactionAsync<TDb>(PortHost port, Func<TDb, Task> work)
        where TDb : ServiceDbContext
    {
        await using var scope = port.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TDb>();
        await port
            .Services.GetRequiredService<ServiceDatabase<TDb>>()
            .InTransactionAsync(
                db,
                async () =>
                {
                    await work(db);
                    return true;
                },
                CancellationToken.None
            );
    }

    private static QueueMoveRequest Move(Guid movement, Guid? before) =>
        new()
        {
            MovementId = movement,
            Before = before,
            Reason = "Perishable cargo",
        };

    private static InspectionRequest OnNobody() =>
        new() { Movements = [new MovementRef { MovementId = Guid.NewGuid() }] };

    private static async Task SendAsync(PortHost port, string path, object body, HttpStatusCode? status = null)
    {
        using var client = port.As("everyone", [.. Roles.Staff]);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/" + path)
        {
            Content =
                body as HttpContent
                ?? System.Net.Http.Json.JsonContent.Create(body, body.GetType(), options: PortJson.Options),
        };
        request.Headers.Add(Contracts.Headers.IdempotencyKey, Guid.NewGuid().ToString());

        using var response = await client.SendAsync(request);
        var text = $"{path}: {await response.Content.ReadAsStringAsync()}";
        if (status is { } expected)
        {
            response.StatusCode.ShouldBe(expected, text);
        }
        else
        {
            response.IsSuccessStatusCode.ShouldBeTrue(text);
        }
    }

    private static async Task ReadAsync(PortHost port, params IEnumerable<string> paths)
    {
        using var client = port.As("everyone", [.. Roles.Staff]);
        foreach (var path in paths)
        {
            using var response = await client.GetAsync("/api/" + path);
            response.IsSuccessStatusCode.ShouldBeTrue($"{path}: {await response.Content.ReadAsStringAsync()}");
        }
    }

    private static Task<Page<FailedMessage>> ListAsync(PortHost port, string path) =>
        port.GetAsync<Page<FailedMessage>>("/api/" + path);

    public static async Task Until(Func<Task<bool>> condition)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (!await condition())
        {
            TimeProvider.System.GetElapsedTime(started).ShouldBeLessThan(TimeSpan.FromSeconds(20));
            await Task.Delay(10);
        }
    }
}
