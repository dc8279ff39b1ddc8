using System.Text;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Logging;

namespace PortTracker.ServiceDefaults;

/// <summary>Takes failed events out of the table without applying them. The audit trail keeps them whole, with who and why; the log says which.</summary>
internal sealed partial class Discard<TDb>
    where TDb : ServiceDbContext
{
    public static async Task<Results<Ok<FailureResponse>, ProblemHttpResult>> HandleAsync(
        DiscardRequest request,
        TDb db,
        ServiceName<TDb> service,
        CurrentAct act,
        ILogger<Discard<TDb>> logger,
        CancellationToken cancellationToken
    )
    {
        if (FailureRoutes.Refuse(request, out var keys) is { } refusal)
        {
            return refusal;
        }

        var found = await db.FailedEvents.SelectAsync(keys, cancellationToken);
        db.FailedEvents.RemoveRange(found.Values);
        List<FailureResult> results = [];
        foreach (var key in keys)
        {
            if (!found.TryGetValue(key, out var failed))
            {
                results.Add(key.Became(FailureOutcome.Gone));
                continue;
            }

            var whole = new
            {
                failed.Error,
                Body = Utf8.IsValid(failed.Body)
                    ? Encoding.UTF8.GetString(failed.Body)
                    : Convert.ToBase64String(failed.Body),
            };
            db.Audit(key.ToString(), before: whole, after: new { Outcome = FailureOutcome.Discarded });
            var account = act.Now.By.Id;
            db.OnCommitted(() => LogDiscarded(logger, account, key, service.Value));
            results.Add(key.Became(FailureOutcome.Discarded));
        }

        return TypedResults.Ok(new FailureResponse { Results = results });
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Account {Account} discarded failed message {Id} of {Service}")]
    private static partial void LogDiscarded(ILogger logger, Guid? account, FailureKey id, string service);
}
