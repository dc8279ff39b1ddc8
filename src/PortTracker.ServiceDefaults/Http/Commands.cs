using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace PortTracker.ServiceDefaults;

/// <summary>
/// Puts one transaction around each command: the change, its events, its rows on the audit trail and, if the request has an
/// idempotency key, the answer commit together or not at all. A request that comes again with its key gets the first answer.
/// </summary>
internal sealed class CommandFilter<TDb>(ServiceDatabase<TDb> database, TimeProvider time) : IEndpointFilter
    where TDb : ServiceDbContext
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var db = http.RequestServices.GetRequiredService<TDb>();
        if (http.Request.Headers[Headers.IdempotencyKey].ToString().Length > IdempotencyKeys.MaxLength)
        {
            return Problems.Invalid(Headers.IdempotencyKey, $"At most {IdempotencyKeys.MaxLength} characters.");
        }

        // However slowly a body comes in, no transaction waits for it.
        http.Request.EnableBuffering(Limits.BodyBytes);
        var key = IdempotencyKeys.Of(http);
        byte[] hash = [];
        if (key is null)
        {
            await http.Request.Body.DrainAsync(http.RequestAborted);
        }
        else
        {
            hash = await IdempotencyKeys.HashAsync(http.Request, http.RequestAborted);
        }

        http.Request.Body.Position = 0;
        db.Trail.Begin(Deed.Of(context));
        IResult? answer = null;
        try
        {
            await database.InTransactionAsync(
                db,
                async () =>
                {
                    if (key is not null && await db.Answers.FindAsync([key], http.RequestAborted) is { } given)
                    {
                        answer = given.RequestHash.AsSpan().SequenceEqual(hash)
                            ? Json(given.Status, given.Body)
                            : Problems.Invalid(
                                Headers.IdempotencyKey,
                                "This key was used for another request: choose a new key for a new request."
                            );
                        return false;
                    }

                    answer = (await next(context)).Unwrap();
                    if (answer is not IStatusCodeHttpResult { StatusCode: < 400 and var status })
                    {
                        return false;
                    }

                    var body = answer is IValueHttpResult { Value: var value }
                        ? JsonSerializer.SerializeToUtf8Bytes(value, PortJson.Options)
                        : [];
                    answer = Json(status, body);
                    if (key is not null)
                    {
                        var isKept = http.GetEndpoint()?.Metadata.GetMetadata<OneTimeAnswer>() is null;
                        db.Answers.Add(
                            new GivenAnswer
                            {
                                Key = key,
                                RequestHash = hash,
                                Status = isKept ? status : StatusCodes.Status409Conflict,
                                Body = isKept ? body : OneTimeAnswer.Given(),
                                GivenAt = time.GetUtcNow(),
                            }
                        );
                    }

                    return true;
                },
                http.RequestAborted
            );
        }
        // Nothing of it is there. The same words whatever it was, so that they tell nobody of what is another's.
        catch (Exception e) when (e is DbUpdateConcurrencyException || StoreErrors.IsDuplicate(e))
        {
            return Problems.Conflict([
                new StateConflict { Reason = "Someone else changed it at the same moment: look at it again." },
            ]);
        }

        return answer;
    }

    private static IResult Json(int status, byte[] body) =>
        body is []
            ? TypedResults.StatusCode(status)
            : TypedResults.Text(
                body,
                status < 400 ? "application/json; charset=utf-8" : "application/problem+json; charset=utf-8",
                status
            );
}

/// <summary>Marks routes whose answer holds a secret that is kept nowhere: whoever asks again with the same key is told that it was done.</summary>
public sealed class OneTimeAnswer
{
    public static OneTimeAnswer Instance { get; } = new();

    internal static byte[] Given() =>
        JsonSerializer.SerializeToUtf8Bytes(
            new ProblemDetails
            {
                Title = "This was done before.",
                Detail = "Its answer was given once and is kept nowhere. If it was lost, have a new secret made.",
                Status = StatusCodes.Status409Conflict,
            },
            PortJson.Options
        );
}

internal static class EndpointAnswers
{
    /// <summary>What an endpoint answers, out of the choices of its signature.</summary>
    public static IResult? Unwrap(this object? answer) =>
        answer is INestedHttpResult nested ? nested.Result.Unwrap() : answer as IResult;
}

/// <summary>The idempotency key of a request.</summary>
internal static class IdempotencyKeys
{
    public const int MaxLength = 128;

    /// <summary>The key, apart for each caller and route: nobody can fetch another's answer with a guessed key.</summary>
    public static string? Of(HttpContext http) =>
        http.Request.Headers[Headers.IdempotencyKey].ToString() is { Length: > 0 } key
            ? $"{http.User.FindFirstValue(ClaimTypes.NameIdentifier)}|{http.Request.Path}|{key}"
            : null;

    public static async Task<byte[]> HashAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        sha.AppendData(Encoding.UTF8.GetBytes(request.QueryString.Value ?? ""));
        request.Body.Position = 0;
        var buffer = new byte[64 * 1024];
        int read;
        while ((read = await request.Body.ReadAsync(buffer, cancellationToken)) > 0)
        {
            sha.AppendData(buffer.AsSpan(0, read));
        }

        return sha.GetHashAndReset();
    }
}

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
    /// Keeps the body of a command with an idempotency key, so that it can be compared with an earlier one. After the routing:
    /// what is no command of this process passes unkept, however large it is.
    /// </summary>
    public static IApplicationBuilder UseIdempotencyKeys(this IApplicationBuilder app) =>
        app.Use(
            (http, next) =>
            {
                if (
                    http.Request.Headers.ContainsKey(Headers.IdempotencyKey)
                    && http.GetEndpoint()?.Metadata.GetMetadata<Command>() is not null
                )
                {
                    http.Request.EnableBuffering(bufferThreshold: Limits.BodyBytes);
                }

                return next(http);
            }
        );

    /// <summary>Marks the routes that are commands.</summary>
    private sealed class Command
    {
        public static Command Instance { get; } = new();
    }
}
