using System.Net;
using Microsoft.Extensions.DependencyInjection;
using PortTracker.Contracts.Access;
using PortTracker.Contracts.Api;
using PortTracker.ServiceCore.Journal;
using PortTracker.ServiceCore.Persistence;

namespace PortTracker.Tests.SqlServer;

/// <summary>One request or transaction of the day, which has to succeed.</summary>
internal static class CoverageSteps
{
    public static async Task SendAsync(this PortHost port, string path, object body, HttpStatusCode? status = null)
    {
        using var client = port.As("everyone", [.. Roles.Staff]);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/" + path)
        {
            Content =
                body as HttpContent
                ?? System.Net.Http.Json.JsonContent.Create(body, body.GetType(), options: PortJson.Options),
        };
        request.Headers.Add(Contracts.Api.RequestHeaders.IdempotencyKey, Guid.NewGuid().ToString());

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

    public static async Task ReadAsync(this PortHost port, params IEnumerable<string> paths)
    {
        using var client = port.As("everyone", [.. Roles.Staff]);
        foreach (var path in paths)
        {
            using var response = await client.GetAsync("/api/" + path);
            response.IsSuccessStatusCode.ShouldBeTrue($"{path}: {await response.Content.ReadAsStringAsync()}");
        }
    }

    public static async Task WriteAsync<TDb>(this PortHost port, byte[] body)
        where TDb : ServiceDbContext
    {
        await port.InTransactionAsync<TDb>(db =>
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
        });
        port.Services.GetRequiredService<JournalSignals>()
            .Notify(port.Services.GetRequiredService<ServiceName<TDb>>().Value);
    }

    public static async Task InTransactionAsync<TDb>(this PortHost port, Func<TDb, Task> work)
        where TDb : ServiceDbContext
    {
        await using var scope = port.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TDb>();
        await port
            .Services.GetRequiredService<ServiceTransaction<TDb>>()
            .RunAsync(
                db,
                async () =>
                {
                    await work(db);
                    return true;
                },
                CancellationToken.None
            );
    }
}
