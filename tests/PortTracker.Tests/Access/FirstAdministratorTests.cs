using System.Buffers.Binary;
using System.Net;
using Microsoft.AspNetCore.Cryptography.KeyDerivation;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using PortTracker.Access;
using PortTracker.ApiClient;
using PortTracker.ApiClient.Automation;
using PortTracker.Contracts.Access;
using PortTracker.Contracts.Events;
using PortTracker.Host;
using PortTracker.Simulation;

namespace PortTracker.Tests.Access;

public sealed class FirstAdministratorTests
{
    private const string Password = "only for this host";

    [Fact]
    public async Task Hosts_starting_together_share_one_administrator_and_their_tokens()
    {
        using var database = new TestDatabase();
        await database.MigrateAsync();
        var hosts = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => Start(database))));

        await using (var db = new AccessDb(database.Options<AccessDb>(ServiceNames.Access)))
        {
            (await db.Accounts.ToListAsync()).ShouldHaveSingleItem().UserName.ShouldBe("administrator");
        }

        using var http = hosts[0].CreateClient();
        await DemoOnboarding.ChoosePasswordAsync(http, "administrator", Password, "another for this host");
        foreach (var from in hosts)
        {
            using var signIn = from.CreateClient();
            var tokens = await TokenRequests.SignInAsync(
                signIn,
                new SignInRequest { UserName = "administrator", Password = "another for this host" }
            );
            foreach (var to in hosts)
            {
                using var client = to.CreateClient();
                client.DefaultRequestHeaders.Authorization = new("Bearer", tokens.AccessToken);
                // Other hosts see a change within seconds.
                await Waiting.UntilAsync(async () =>
                    await client.StatusAsync("/api/access/users") is HttpStatusCode.OK
                );
            }
        }

        foreach (var host in hosts)
        {
            await host.DisposeAsync();
        }
    }

    [Fact]
    public async Task The_configured_password_works_only_at_the_first_start()
    {
        await using var port = new PortHost();
        await port.InitializeAsync();
        var administrator = await port.Users.AdministratorAsync();
        var before = await administrator.Account.MeAsync();

        port.Settings["Access:Administrator:Password"] = "another at the second start";
        await port.RestartAsync();

        (await administrator.Account.MeAsync()).ShouldBeEquivalentTo(before);
        using var answer = await port.TrySignInAsync("administrator", "another at the second start");
        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_password_is_hashed_with_many_rounds_of_a_long_hash()
    {
        using var database = new TestDatabase();
        await database.MigrateAsync();
        // It starts as a host of the product does: other tests hash with a single round.
        await using var host = Start(database);
        await using var db = new AccessDb(database.Options<AccessDb>(ServiceNames.Access));

        var hash = Convert.FromBase64String((await db.Accounts.SingleAsync()).PasswordHash!);

        // Version 3 of the format: the function, then the number of rounds.
        hash[0].ShouldBe((byte)1);
        BinaryPrimitives.ReadUInt32BigEndian(hash.AsSpan(1)).ShouldBe((uint)KeyDerivationPrf.HMACSHA512);
        BinaryPrimitives.ReadUInt32BigEndian(hash.AsSpan(5)).ShouldBeGreaterThanOrEqualTo(210_000u);
    }

    [Fact]
    public async Task A_first_password_that_nobody_used_in_time_is_replaced_at_the_next_start()
    {
        await using var port = new PortHost();
        await port.InitializeAsync();
        port.Time.Advance(TimeSpan.FromHours(72));

        port.Settings["Access:Administrator:Password"] = "a later one-time password";
        await port.RestartAsync();

        using var answer = await port.TrySignInAsync("administrator", "a later one-time password");
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private static WebApplicationFactory<Program> Start(TestDatabase database)
    {
        var host = new WebApplicationFactory<Program>().WithWebHostBuilder(builder =>
        {
            builder.ConfigureLogging(logging => logging.ClearProviders());
            foreach (
                var (key, value) in (IEnumerable<(string, string)>)
                    [
                        ("Services", "Access"),
                        // With a broker, hosts of a service may share its database; this service needs none.
                        ("Transport", "RabbitMq"),
                        ("Access:Administrator:Password", Password),
                        .. database.Settings,
                    ]
            )
            {
                builder.UseSetting(key, value);
            }
        });
        _ = host.Server;
        return host;
    }
}
