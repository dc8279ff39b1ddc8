using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using PortTracker.Contracts.Access;
using PortTracker.Contracts.FailedEvents;
using PortTracker.Contracts.Operations;
using PortTracker.ServiceCore.FailedEvents;
using PortTracker.ServiceCore.Persistence;
using PortTracker.ServiceCore.Validation;
using PortTracker.ServiceHosting.Audit;
using PortTracker.ServiceHosting.Commands;
using PortTracker.ServiceHosting.Problems;
using PortTracker.ServiceHosting.RequestLimits;

namespace PortTracker.ServiceHosting.FailedEvents;

/// <summary>The routes for events that a service could not apply.</summary>
internal static class FailedEventEndpoints
{
    public static void MapFailures<TDb>(this RouteGroupBuilder group, Func<TDb, IQueryable<LedgerEntry>> ledger)
        where TDb : ServiceDbContext
    {
        var list = new ListFailedEvents<TDb>(ledger);
        Delegate all = list.ListAsync;
        Delegate one = list.OneAsync;
        Delegate preview = new PreviewRedrive<TDb>(ledger).HandleAsync;
        Delegate redrive = new RedriveFailedEvents<TDb>(ledger).HandleAsync;
        Delegate discard = DiscardFailedEvents<TDb>.HandleAsync;

        var failures = group.MapGroup("/failures");
        failures.MapGet("/", all).WithSummary("Failed events: events that this service could not apply");
        failures
            .MapGet("/{source}/{sequence:long}", one)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .WithSummary("A failed event with its body and the whole exception");

        var administrators = failures.MapGroup("").RequireAuthorization(Policies.Administrators).AcceptsBatches();
        administrators
            .MapPost("/previews", preview)
            .Audited<TDb>()
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .WithSummary("What a redrive of these failed events would do");
        var commands = administrators.MapGroup("").AsCommands<TDb>();
        commands.MapPost("/redrives", redrive).WithSummary("Apply failed events again");
        commands.MapPost("/discards", discard).WithSummary("Discard failed events, with a reason");
    }

    /// <summary>Returns the refusal of a selection that is not valid; null if it is valid.</summary>
    public static ProblemHttpResult? Refuse<T>(T request, out IReadOnlyList<FailedEventKey> keys)
        where T : FailedEventSelection
    {
        keys = [];
        if (AttributeValidator<T>.Validate(request) is { Count: > 0 } broken)
        {
            var errors = new FieldErrors();
            broken.ForEach(rule => errors.Add(rule.MemberNames.First(), rule.ErrorMessage!));
            return errors.ToProblem();
        }

        if (!FailedEventKey.TryRead(request, out var read, out var error))
        {
            return ProblemResults.Invalid(nameof(request.Ids), error);
        }

        keys = read;
        return null;
    }

    public static FailedEventResult Became(
        this FailedEventKey key,
        FailedEventOutcome outcome,
        Exception? error = null
    ) =>
        new()
        {
            Id = key.ToString(),
            Outcome = outcome,
            Error = error is null ? null : FailedEventDescription.InOneLine(error),
        };
}
