using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PortTracker.Contracts.Api;
using PortTracker.ServiceCore.Audit;
using PortTracker.ServiceCore.Persistence;
using PortTracker.ServiceCore.Storage;
using PortTracker.ServiceHosting.Problems;

namespace PortTracker.ServiceHosting.Commands;

/// <summary>
/// Runs each command in one transaction: the change, its events, its audit rows and, with an idempotency key, the response commit together
/// or not at all. A repeated request with the same key gets the first response.
/// </summary>
internal sealed class CommandFilter<TDb>(ServiceTransaction<TDb> transaction, TimeProvider time) : IEndpointFilter
    where TDb : ServiceDbContext
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var db = http.RequestServices.GetRequiredService<TDb>();
        if (http.Request.Headers[RequestHeaders.IdempotencyKey].ToString().Length > IdempotencyKeys.MaxLength)
        {
            return ProblemResults.Invalid(
                RequestHeaders.IdempotencyKey,
                $"At most {IdempotencyKeys.MaxLength} characters."
            );
        }

        // Read the whole body before opening the transaction: a slow client must not hold the write lock.
        http.Request.EnableBuffering(Limits.BatchBytes);
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
        db.Pending.Trail.Begin(AuditContext.Of(context));
        IResult? answer = null;
        try
        {
            await transaction.RunAsync(
                db,
                async () =>
                {
                    if (key is not null && await db.Answers.FindAsync([key], http.RequestAborted) is { } given)
                    {
                        answer = given.RequestHash.AsSpan().SequenceEqual(hash)
                            ? Json(given.Status, given.Body)
                            : ProblemResults.Invalid(
                                RequestHeaders.IdempotencyKey,
                                "This key was used for a different request. Use a new key for each request."
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
                        var isKept = http.GetEndpoint()?.Metadata.GetMetadata<SecretResponse>() is null;
                        db.Answers.Add(
                            new StoredAnswer
                            {
                                Key = key,
                                RequestHash = hash,
                                Status = isKept ? status : StatusCodes.Status409Conflict,
                                Body = isKept ? body : SecretResponse.Given(),
                                GivenAt = time.GetUtcNow(),
                            }
                        );
                    }

                    return true;
                },
                http.RequestAborted
            );
        }
        // Nothing was saved. The text is deliberately generic so that it cannot reveal another firm's data.
        catch (Exception e) when (e is DbUpdateConcurrencyException || db.Dialect.IsDuplicateKey(e))
        {
            return ProblemResults.Conflict([
                new StateConflict
                {
                    Reason = "Someone else changed it at the same time. Check its current state, then try again.",
                },
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
