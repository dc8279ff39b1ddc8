using System.Reflection;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using PortTracker.Contracts.Access;
using PortTracker.Contracts.Board;
using PortTracker.Contracts.Events;
using PortTracker.QueueBoard.Board;
using PortTracker.Tests.Board;

namespace PortTracker.Tests.Isolation;

/// <summary>
/// One firm watches and calls everything in every possible way while its competitor's vehicles are in every
/// possible state. Nothing of them is revealed.
/// </summary>
public sealed class LeakTests(TwoFirms firms) : IClassFixture<TwoFirms>
{
    [Fact]
    public void Every_write_route_has_a_sample_body() =>
        firms
            .CreateProbe()
            .Endpoints.SelectMany(endpoint => LeakProbe.MethodsOf(endpoint).Select(m => LeakProbe.RouteOf(endpoint, m)))
            .Where(route =>
                route.Contains(" /api/")
                && !route.StartsWith("GET ", StringComparison.Ordinal)
                && !SampleBodies.Has(route)
            )
            .ShouldBeEmpty("add a body for them to SampleBodies, in which another firm's movement is named");

    [Theory]
    [InlineData("user")]
    [InlineData("key")]
    public async Task No_endpoint_reveals_another_firm(string who)
    {
        var probe = firms.CreateProbe();
        foreach (var endpoint in probe.Endpoints)
        {
            foreach (var method in LeakProbe.MethodsOf(endpoint))
            {
                using var client = await firms.ClientAsync(who, endpoint);
                await probe.ProbeAsync(endpoint, method, client);
            }
        }

        probe.Leaks.Take(10).ShouldBeEmpty();
        probe.Differences.Take(10).ShouldBeEmpty();
        probe.RequestCount.ShouldBeGreaterThan(5_000);
    }

    [Fact]
    public async Task The_same_requests_by_an_auditor_do_reveal_it()
    {
        var probe = firms.CreateProbe();
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
            var (found, told) = (probe.Leaks.Count, probe.Differences.Count);
            var endpoint = probe.Endpoints.Single(endpoint => LeakProbe.RouteOf(endpoint, HttpMethods.Get) == route);
            await probe.ProbeAsync(endpoint, HttpMethods.Get, auditor);
            (probe.Leaks.Count - found + probe.Differences.Count - told).ShouldBePositive(route);
        }
    }

    [Theory]
    [InlineData("user")]
    [InlineData("key")]
    public async Task No_hub_method_reveals_another_firm(string who)
    {
        var probe = firms.CreateProbe();
        var tokens = await firms.TokensAsync(who);
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
                // A connection has a budget of calls.
                await using var watch = await FirmHubClient.ConnectAsync(firms.Port, tokens);
                var arguments = method.GetParameters().Select(_ => (object?)value).ToArray();
                var isPublic = method.Name is nameof(IQueueHub.Watch);
                probe.CheckForLeaks(
                    $"{method.Name} {value}",
                    await AnswerAsync(watch, method.Name, arguments),
                    isPublic
                );
            }
        }

        probe.Leaks.Take(10).ShouldBeEmpty();

        static async Task<string> AnswerAsync(FirmHubClient watch, string method, object?[] arguments)
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
    public void No_hub_message_reveals_another_firm()
    {
        var probe = firms.CreateProbe();
        foreach (var watch in firms.Watches)
        {
            watch.Messages.Count.ShouldBeGreaterThan(2);
            watch.BoardMessages.Count.ShouldBeGreaterThan(2);
            foreach (var message in watch.Messages)
            {
                probe.CheckForLeaks("", message, isPublic: false);
            }

            foreach (var message in watch.BoardMessages)
            {
                // The public board shows the ids of movements in the port, and nothing else.
                probe.CheckForLeaks(
                    string.Join(' ', firms.Secrets.Select(traces => traces.MovementId)),
                    message,
                    isPublic: true
                );
            }
        }

        probe.Leaks.Take(10).ShouldBeEmpty();
        // The competitor itself sees all of it.
        firms.Competitor.Messages.ShouldContain(message => message.Contains(firms.Secrets[0].Papers.Vin));
    }
}
