using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace PortTracker.ServiceDefaults;

/// <summary>The routes by which administrators deal with what a service could not apply.</summary>
internal static class FailureRoutes
{
    public static void MapFailures<TDb>(this RouteGroupBuilder group, Func<TDb, IQueryable<LedgerEntry>> ledger)
        where TDb : ServiceDbContext
    {
        var list = new ListFailures<TDb>(ledger);
        Delegate all = list.ListAsync;
        Delegate one = list.OneAsync;
        Delegate preview = new PreviewRedrive<TDb>(ledger).HandleAsync;
        Delegate redrive = new Redrive<TDb>(ledger).HandleAsync;
        Delegate discard = Discard<TDb>.HandleAsync;

        var failures = group.MapGroup("/failures");
        failures.MapGet("/", all).WithSummary("Failed messages: events that this service could not apply");
        failures
            .MapGet("/{source}/{sequence:long}", one)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .WithSummary("A failed message with its body and the whole exception");

        var administrators = failures.MapGroup("").RequireAuthorization(Policies.Administrators);
        administrators
            .MapPost("/previews", preview)
            .Audited<TDb>()
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .WithSummary("What a redrive of these failed messages would do");
        var commands = administrators.MapGroup("").AsCommands<TDb>();
        commands.MapPost("/redrives", redrive).WithSummary("Apply failed messages again");
        commands.MapPost("/discards", discard).WithSummary("Give failed messages up, with a reason");
    }

    /// <summary>The refusal of a selection that breaks a rule, or null.</summary>
    public static ProblemHttpResult? Refuse<T>(T request, out IReadOnlyList<FailureKey> keys)
        where T : FailureSelection
    {
        keys = [];
        if (Rules<T>.Broken(request) is { Count: > 0 } broken)
        {
            var errors = new FieldErrors();
            broken.ForEach(rule => errors.Add(rule.MemberNames.First(), rule.ErrorMessage!));
            return errors.ToProblem();
        }

        if (!FailureKey.TryRead(request, out var read, out var error))
        {
            return Problems.Invalid(nameof(request.Ids), error);
        }

        keys = read;
        return null;
    }

    public static FailureResult Became(this FailureKey key, FailureOutcome outcome, Exception? error = null) =>
        new()
        {
            Id = key.ToString(),
            Outcome = outcome,
            Error = error is null ? null : FailureDescription.InOneLine(error),
        };
}
