using System.CommandLine;
using PortTracker.ApiClient;
using PortTracker.Contracts.Api;
using PortTracker.Contracts.Events;
using PortTracker.Contracts.FailedEvents;
using Spectre.Console;

namespace PortTracker.Cli;

/// <summary><c>porttracker failures</c>: lists, shows, redrives and discards failed events.</summary>
internal static class FailuresCommand
{
    private static readonly Option<string?> ServiceOption = new Option<string?>("--service")
    {
        Description = "Only failed events of this service. Default: all services.",
        Recursive = true,
    }.AcceptOnlyFromAmong([.. ServiceNames.All]);

    private static readonly Argument<string> IdArgument = new("id")
    {
        Description = "Id of the failed event, such as entry/123.",
    };

    private static readonly Argument<string[]> IdsArgument = new("ids")
    {
        Description = "Ids such as entry/123, for every service at which the event failed.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private static readonly Option<bool> AllOption = new("--all") { Description = "All failed events." };

    private static readonly Option<string> ReasonOption = new("--reason")
    {
        Description = "The reason, for the audit trail.",
        Required = true,
    };

    private static readonly Option<bool> YesOption = new("--yes") { Description = "Do not ask for confirmation." };

    public static Command Create() =>
        new("failures", "Manages failed events: those that a service could not apply.")
        {
            List(),
            Show(),
            Act(
                "preview",
                "Shows what a redrive would do. Changes nothing.",
                (client, service, selection, _, cancellationToken) =>
                    client.FailedEvents.PreviewRedriveAsync(service, selection, cancellationToken),
                FailedEventTables.Previewed
            ),
            Act(
                "redrive",
                "Applies failed events again. Those that fail again stay in the list.",
                (client, service, selection, _, cancellationToken) =>
                    client.FailedEvents.RedriveAsync(service, selection, cancellationToken),
                FailedEventTables.Done
            ),
            Discard(),
            ServiceOption,
        };

    private static Command List()
    {
        var command = new Command("list", "Lists failed events, latest first.");
        Handle(
            command,
            async (context, client, cancellationToken) =>
            {
                var failed = await FailedEventReader.ReadAsync(client, context.Get(ServiceOption), cancellationToken);
                context.Show(failed, FailedEventTables.Print);
                return CommandContext.Success;
            }
        );
        return command;
    }

    private static Command Show()
    {
        var command = new Command("show", "Shows a failed event with its body and the whole exception.") { IdArgument };
        Handle(
            command,
            async (context, client, cancellationToken) =>
            {
                var id = context.Get(IdArgument);
                var failed = await FailedEventReader.ReadAsync(client, context.Get(ServiceOption), cancellationToken);
                List<FailedEventDetail> details = [];
                foreach (var failedEvent in failed.Where(failedEvent => failedEvent.Id == id))
                {
                    details.Add(await client.FailedEvents.GetAsync(failedEvent.Endpoint, id, cancellationToken));
                }

                if (details.Count is 0)
                {
                    await Console.Error.WriteLineAsync(Missing(id, context.Get(ServiceOption)));
                    return CommandContext.Failure;
                }

                context.Show(details, FailedEventTables.Print);
                return CommandContext.Success;
            }
        );
        return command;
    }

    private static Command Discard()
    {
        var command = Act(
            "discard",
            "Discards failed events: they are never applied. The audit trail keeps them.",
            (client, service, selection, context, cancellationToken) =>
                client.FailedEvents.DiscardAsync(
                    service,
                    new DiscardRequest { Ids = selection.Ids, Reason = context.Get(ReasonOption) },
                    cancellationToken
                ),
            FailedEventTables.Done,
            ConfirmDiscard
        );
        command.Add(ReasonOption);
        command.Add(YesOption);
        return command;
    }

    private static Command Act(
        string name,
        string description,
        Func<
            PortTrackerClient,
            string,
            FailedEventSelection,
            CommandContext,
            CancellationToken,
            Task<FailedEventResponse>
        > act,
        Func<FailedEventOutcome, string> describe,
        Func<CommandContext, int, bool>? confirm = null
    )
    {
        var command = new Command(name, description) { IdsArgument, AllOption };
        command.Validators.Add(result =>
        {
            var named = result.GetValue(IdsArgument) is { Length: > 0 };
            if (named == result.GetValue(AllOption))
            {
                result.AddError("Use either ids or --all.");
            }
        });
        Handle(
            command,
            async (context, client, cancellationToken) =>
            {
                var failed = await FailedEventReader.ReadAsync(client, context.Get(ServiceOption), cancellationToken);
                var ids = context.Get(IdsArgument).Distinct(StringComparer.Ordinal).ToList();
                var selected = context.Get(AllOption)
                    ? failed
                    : [.. failed.Where(failedEvent => ids.Contains(failedEvent.Id))];
                var missing = ids.Except(selected.Select(failedEvent => failedEvent.Id), StringComparer.Ordinal)
                    .ToList();
                if (selected.Count > 0 && confirm?.Invoke(context, selected.Count) is false)
                {
                    return CommandContext.Failure;
                }

                List<ServiceFailedEventResult> results = [];
                foreach (var service in selected.GroupBy(failedEvent => failedEvent.Endpoint, StringComparer.Ordinal))
                {
                    foreach (var batch in service.Select(failedEvent => failedEvent.Id).Chunk(Limits.Batch))
                    {
                        var selection = new FailedEventSelection { Ids = batch };
                        var answer = await ServiceCall.RunAsync(
                            service.Key,
                            () => act(client, service.Key, selection, context, cancellationToken)
                        );
                        results.AddRange(
                            answer.Results.Select(result => new ServiceFailedEventResult(service.Key, result))
                        );
                    }
                }

                if (selected.Count > 0 || missing.Count is 0)
                {
                    context.Show(results, done => FailedEventTables.Print(done, describe));
                }

                foreach (var id in missing)
                {
                    await Console.Error.WriteLineAsync(Missing(id, context.Get(ServiceOption)));
                }

                return missing.Count is 0 && results.TrueForAll(result => result.IsGood)
                    ? CommandContext.Success
                    : CommandContext.Failure;
            }
        );
        return command;
    }

    private static bool ConfirmDiscard(CommandContext context, int count)
    {
        if (context.Get(YesOption))
        {
            return true;
        }

        if (context.IsJson || !AnsiConsole.Profile.Capabilities.Interactive)
        {
            Console.Error.WriteLine("A discard cannot be undone. Confirm it with --yes.");
            return false;
        }

        var confirmed = AnsiConsole.Confirm(
            $"Discard {DisplayFormat.Count(count)} failed events? This cannot be undone.",
            defaultValue: false
        );
        if (!confirmed)
        {
            Console.Error.WriteLine("Nothing was discarded.");
        }

        return confirmed;
    }

    private static void Handle(
        Command command,
        Func<CommandContext, PortTrackerClient, CancellationToken, Task<int>> act
    ) =>
        CommandContext.Handle(
            command,
            async (context, cancellationToken) =>
            {
                try
                {
                    return await act(context, context.Client(), cancellationToken);
                }
                catch (ServiceCallFailedException e)
                {
                    await Console.Error.WriteLineAsync(e.Message);
                    return CommandContext.Unavailable;
                }
            }
        );

    private static string Missing(string id, string? service) =>
        service is null
            ? $"There is no failed event {id}. It was redriven or discarded, or it never failed. List them with: porttracker failures list"
            : $"{service} has no failed event {id}. List the events of all services with: porttracker failures list";
}
