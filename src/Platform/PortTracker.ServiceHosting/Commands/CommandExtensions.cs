using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using PortTracker.Contracts.Api;
using PortTracker.ServiceCore.Persistence;

namespace PortTracker.ServiceHosting.Commands;

public static class CommandExtensions
{
    /// <summary>Makes the routes of this group commands on the service's database.</summary>
    public static RouteGroupBuilder AsCommands<TDb>(this RouteGroupBuilder group)
        where TDb : ServiceDbContext =>
        group
            .AddEndpointFilter<RouteGroupBuilder, CommandFilter<TDb>>()
            .WithMetadata(Command.Instance)
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status409Conflict);

    /// <summary>
    /// Buffers the body of a command with an idempotency key, to compare it with the first request. It runs before the body is bound, and
    /// after routing, so that other requests are not buffered.
    /// </summary>
    public static IApplicationBuilder UseIdempotencyKeys(this IApplicationBuilder app) =>
        app.Use(
            (http, next) =>
            {
                if (
                    http.Request.Headers.ContainsKey(RequestHeaders.IdempotencyKey)
                    && http.GetEndpoint()?.Metadata.GetMetadata<Command>() is not null
                )
                {
                    http.Request.EnableBuffering(bufferThreshold: Limits.BatchBytes);
                }

                return next(http);
            }
        );

    /// <summary>Whether the request repeats a command that was carried out, so that its stored answer is due.</summary>
    public static async Task<bool> IsAnsweredAsync(this HttpContext http, ServiceDbContext db) =>
        IdempotencyKeys.Of(http) is { } key
        && await db.Answers.AsNoTracking().AnyAsync(answer => answer.Key == key, http.RequestAborted);

    /// <summary>Marks the routes that are commands.</summary>
    private sealed class Command
    {
        public static Command Instance { get; } = new();
    }
}
