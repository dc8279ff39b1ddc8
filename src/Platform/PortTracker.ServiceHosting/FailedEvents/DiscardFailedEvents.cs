using System.Text;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Logging;
using PortTracker.Contracts.FailedEvents;
using PortTracker.ServiceCore.Actions;
using PortTracker.ServiceCore.FailedEvents;
using PortTracker.ServiceCore.Persistence;

namespace PortTracker.ServiceHosting.FailedEvents;

/// <summary>Deletes failed events without applying them. The audit trail keeps each event with the account and the reason. The log has its id.</summary>
internal sealed partial class DiscardFailedEvents<TDb>
    where TDb : ServiceDbContext
{
    public static async Task<Results<Ok<FailedEventResponse>, ProblemHttpResult>> HandleAsync(
        DiscardRequest request,
        TDb db,
        ServiceName<TDb> service,
        CurrentAction act,
        ILogger<DiscardFailedEvents<TDb>> logger,
        CancellationToken cancellationToken
    )
    {
        if (FailedEventEndpoints.Refuse(request, out var keys) is { } refusal)
        {
            return refusal;
        }

        var found = await db.FailedEvents.SelectAsync(keys, cancellationToken);
        db.FailedEvents.RemoveRange(found.Values);
        List<FailedEventResult> results = [];
        foreach (var key in keys)
        {
            if (!found.TryGetValue(key, out var failed))
            {
                results.Add(key.Became(FailedEventOutcome.Gone));
                continue;
            }

            var discarded = new
            {
                failed.Error,
                Body = Utf8.IsValid(failed.Body)
                    ? Encoding.UTF8.GetString(failed.Body)
                    : Convert.ToBase64String(failed.Body),
            };
            db.Audit(key.ToString(), before: discarded, after: new { Outcome = FailedEventOutcome.Discarded });
            var account = act.Now.By.Id;
            db.OnCommitted(() => LogDiscarded(logger, account, key, service.Value));
            results.Add(key.Became(FailedEventOutcome.Discarded));
        }

        return TypedResults.Ok(new FailedEventResponse { Results = results });
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Account {Account} discarded failed event {Id} of {Service}")]
    private static partial void LogDiscarded(ILogger logger, Guid? account, FailedEventKey id, string service);
}
