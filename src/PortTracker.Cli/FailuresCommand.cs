using System.CommandLine;
using System.Text.Json;
using PortTracker.Client;
using PortTracker.Contracts;
using Spectre.Console;

namespace PortTracker.Cli;

/// <summary><c>porttracker failures</c>: events that a service could not apply; look at them, redrive them, give them up.</summary>
internal static class FailuresCommand
{
    private static readonly Option<string?> ServiceOption = new Option<string?>("--service")
    {
        Description = "Only what failed at this service; otherwise every service is asked.",
        Recursive = true,
    }.AcceptOnlyFromAmong([.. ServiceNames.All]);

    private static readonly Argument<string> IdArgument = new("id") { Description = "Its id, such as entry/123." };

    private static readonly Argument<string[]> IdsArgument = new("ids")
    {
        Description = "Their ids, such as entry/123, at every service where they failed.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private static readonly Option<bool> AllOption = new("--all") { Description = "All that have failed." };

    private static readonly Option<string> ReasonOption = new("--reason")
    {
        Description = "Why they shall never be applied; it stays on the audit trail.",
        Required = true,
    };

    private static readonly Option<bool> YesOption = new("--yes") { Description = "Do not ask whether this is meant." };

    public static Command Create() =>
        new("failures", "Events that a service could not apply and has set aside.")
        {
            List(),
            Show(),
            Act(
                "preview",
                "Tells what a redrive would do, and changes nothing.",
                (client, service, selection, _, cancellationToken) =>
                    client.PreviewRedriveAsync(service, selection, cancellationToken),
                FailureTables.Previewed
            ),
            Act(
                "redrive",
                "Applies them again; those that fail again stay.",
                (client, service, selection, _, cancellationToken) =>
                    client.RedriveAsync(service, selection, cancellationToken),
                FailureTables.Done
            ),
            Discard(),
            ServiceOption,
        };

    private static Command List()
    {
        var command = new Command("list", "Lists them, those that failed last first.");
        Session.Handle(
            command,
            (session, cancellationToken) =>
                AskedAsync(async () =>
                {
                    var failed = await ReadAsync(session, cancellationToken);
                    session.Show(failed, FailureTables.Print);
                    return Session.Done;
                })
        );
        return command;
    }

    private static Command Show()
    {
        var command = new Command("show", "Shows one with its body and the whole exception.") { IdArgument };
        Session.Handle(
            command,
            (session, cancellationToken) =>
                AskedAsync(async () =>
                {
                    var client = session.Client();
                    var id = session.Get(IdArgument);
                    var failed = await ReadAsync(session, cancellationToken);
                    List<FailedMessageDetail> details = [];
                    foreach (var message in failed.Where(message => message.Id == id))
                    {
                        details.Add(await client.FailureAsync(message.Endpoint, id, cancellationToken));
                    }

                    if (details.Count is 0)
                    {
                        await Console.Error.WriteLineAsync(NotThere(id));
                        return Session.NotDone;
                    }

                    session.Show(details, FailureTables.Print);
                    return Session.Done;
                })
        );
        return command;
    }

    private static Command Discard()
    {
        var command = Act(
            "discard",
            "Gives them up: they are never applied. The audit trail keeps them whole.",
            (client, service, selection, session, cancellationToken) =>
                client.DiscardAsync(
                    service,
                    new DiscardRequest { Ids = selection.Ids, Reason = session.Get(ReasonOption) },
                    cancellationToken
                ),
            FailureTables.Done,
            IsMeant
        );
        command.Add(ReasonOption);
        command.Add(YesOption);
        return command;
    }

    private static Command Act(
        string name,
        string description,
        Func<PortTrackerClient, string, FailureSelection, Session, CancellationToken, Task<FailureResponse>> act,
        Func<FailureOutcome, string> tell,
        Func<Session, int, bool>? isMeant = null
    )
    {
        var command = new Command(name, description) { IdsArgument, AllOption };
        command.Validators.Add(result =>
        {
            var named = result.GetValue(IdsArgument) is { Length: > 0 };
            if (named == result.GetValue(AllOption))
            {
                result.AddError("Name the ids, or say --all.");
            }
        });
        Session.Handle(
            command,
            (session, cancellationToken) =>
                AskedAsync(async () =>
                {
                    var failed = await ReadAsync(session, cancellationToken);
                    var ids = session.Get(IdsArgument).Distinct(StringComparer.Ordinal).ToList();
                    var meant = session.Get(AllOption)
                        ? failed
                        : [.. failed.Where(message => ids.Contains(message.Id))];
                    var missing = ids.Except(meant.Select(message => message.Id), StringComparer.Ordinal).ToList();
                    if (meant.Count > 0 && isMeant?.Invoke(session, meant.Count) is false)
                    {
                        await Console.Error.WriteLineAsync("Nothing was done.");
                        return Session.NotDone;
                    }

                    var client = session.Client();
                    List<EndpointResult> results = [];
                    foreach (var service in meant.GroupBy(message => message.Endpoint, StringComparer.Ordinal))
                    {
                        foreach (var batch in service.Select(message => message.Id).Chunk(Limits.Batch))
                        {
                            var selection = new FailureSelection { Ids = batch };
                            var answer = await AskAsync(
                                service.Key,
                                () => act(client, service.Key, selection, session, cancellationToken)
                            );
                            results.AddRange(answer.Results.Select(result => new EndpointResult(service.Key, result)));
                        }
                    }

                    session.Show(results, done => FailureTables.Print(done, tell));
                    foreach (var id in missing)
                    {
                        await Console.Error.WriteLineAsync(NotThere(id));
                    }

                    return missing.Count is 0 && results.TrueForAll(result => result.IsGood)
                        ? Session.Done
                        : Session.NotDone;
                })
        );
        return command;
    }

    private static bool IsMeant(Session session, int count)
    {
        if (session.Get(YesOption))
        {
            return true;
        }

        if (session.IsJson || !AnsiConsole.Profile.Capabilities.Interactive)
        {
            Console.Error.WriteLine("A discard cannot be taken back: say --yes where nobody can be asked.");
            return false;
        }

        return AnsiConsole.Confirm($"Discard {Figures.Count(count)} failed messages for ever?", defaultValue: false);
    }

    /// <summary>What failed, those that failed last first. Part of it would read as if the rest were in order: all services answer, or none count.</summary>
    private static async Task<IReadOnlyList<FailedMessage>> ReadAsync(
        Session session,
        CancellationToken cancellationToken
    )
    {
        var client = session.Client();
        IReadOnlyList<string> services = session.Get(ServiceOption) is { } only ? [only] : ServiceNames.All;
        List<FailedMessage> failed = [];
        foreach (var service in services)
        {
            failed.AddRange(
                await AskAsync(
                    service,
                    () =>
                        client
                            .FailuresAsync(service, cancellationToken: cancellationToken)
                            .ToListAsync(cancellationToken)
                            .AsTask()
                )
            );
        }

        return [.. failed.OrderByDescending(message => message.FailedAt)];
    }

    private static async Task<T> AskAsync<T>(string service, Func<Task<T>> ask)
    {
        try
        {
            return await ask();
        }
        catch (Exception e) when (e is HttpRequestException or PortTrackerException or JsonException)
        {
            throw new CannotAskException(service, e);
        }
    }

    private static async Task<int> AskedAsync(Func<Task<int>> act)
    {
        try
        {
            return await act();
        }
        catch (CannotAskException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return Session.CouldNotAsk;
        }
    }

    private static string NotThere(string id) =>
        $"There is no failed message {id}: it was redriven or discarded, or never failed. See: porttracker failures list";

    private sealed class CannotAskException(string service, Exception inner)
        : Exception(
            $"The {service} service cannot be asked for its failed messages: {inner.Message}\nWhether others have any, ask them alone with --service.",
            inner
        );
}

/// <summary>What became of a failed message of one service.</summary>
/// <param name="Endpoint">The service.</param>
/// <param name="Result">What became of it.</param>
internal sealed record EndpointResult(string Endpoint, FailureResult Result)
{
    [System.Text.Json.Serialization.JsonIgnore]
    public bool IsGood => Result.Outcome is not (FailureOutcome.FailedAgain or FailureOutcome.Gone);
}
