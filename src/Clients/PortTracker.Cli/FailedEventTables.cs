using System.Text.Encodings.Web;
using System.Text.Json;
using PortTracker.Contracts.FailedEvents;
using Spectre.Console;

namespace PortTracker.Cli;

/// <summary>Prints failed events to the terminal.</summary>
internal static class FailedEventTables
{
    private const string None = "—";

    // For people: names in Chinese are not escaped.
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static void Print(IReadOnlyList<FailedEvent> failed)
    {
        if (failed.Count is 0)
        {
            AnsiConsole.MarkupLine("[green]No event has failed.[/]");
            return;
        }

        var table = new Table()
            .RoundedBorder()
            .AddColumn(new TableColumn("Id, service, age").NoWrap())
            .AddColumn("Event, vehicle")
            .AddColumn("Error");
        foreach (var failedEvent in failed)
        {
            // Lines instead of columns, to fit 80 characters.
            table.AddRow(
                $"[bold]{Markup.Escape(failedEvent.Id)}[/]\n{failedEvent.Endpoint}\n{DisplayFormat.Duration(failedEvent.AgeSeconds)}",
                $"{Markup.Escape(failedEvent.EventType ?? None)}\n{Markup.Escape(failedEvent.Vin ?? failedEvent.MovementId?.ToString() ?? None)}",
                $"{Markup.Escape(ShortName(failedEvent.ErrorType))}: {Markup.Escape(failedEvent.Error)}"
            );
        }

        AnsiConsole.Write(table);
        AnsiConsole.MarkupLineInterpolated($"{DisplayFormat.Count(failed.Count)} failed.");
    }

    public static void Print(IReadOnlyList<FailedEventDetail> details)
    {
        foreach (var detail in details)
        {
            var failedEvent = detail.Message;
            AnsiConsole.MarkupLineInterpolated($"[bold]{failedEvent.Id}[/] failed at [bold]{failedEvent.Endpoint}[/]");
            AnsiConsole.Write(
                new Grid()
                    .AddColumns(2)
                    .AddRow("Event", Markup.Escape(failedEvent.EventType ?? None))
                    .AddRow("Movement", Markup.Escape(failedEvent.MovementId?.ToString() ?? None))
                    .AddRow("VIN", Markup.Escape(failedEvent.Vin ?? None))
                    .AddRow("Port", Markup.Escape(failedEvent.Port ?? None))
                    .AddRow(
                        "Failed",
                        $"{DisplayFormat.Instant(failedEvent.FailedAt)}, {DisplayFormat.Duration(failedEvent.AgeSeconds)} ago"
                    )
            );
            AnsiConsole.WriteLine();
            AnsiConsole.WriteLine(detail.Exception);
            AnsiConsole.WriteLine();
            AnsiConsole.WriteLine(JsonSerializer.Serialize(detail.Body, Indented));
            AnsiConsole.WriteLine();
        }
    }

    public static void Print(IReadOnlyList<ServiceFailedEventResult> results, Func<FailedEventOutcome, string> describe)
    {
        if (results.Count is 0)
        {
            AnsiConsole.MarkupLine("[green]No event has failed.[/]");
            return;
        }

        var table = new Table().RoundedBorder().AddColumns("", "Id", "Failed at", "Outcome");
        foreach (var one in results)
        {
            var result = one.Result;
            var outcome = describe(result.Outcome) + (result.Error is null ? "" : $": {result.Error}");
            table.AddRow(
                one.IsGood ? "[green]✓[/]" : "[red]✗[/]",
                Markup.Escape(result.Id),
                Markup.Escape(one.Endpoint),
                Markup.Escape(outcome)
            );
        }

        AnsiConsole.Write(table);
    }

    public static string Done(FailedEventOutcome outcome) =>
        outcome switch
        {
            FailedEventOutcome.Applied => "applied",
            FailedEventOutcome.Outdated => "removed: the service already has this or a later state",
            FailedEventOutcome.FailedAgain => "failed again",
            FailedEventOutcome.Discarded => "discarded",
            _ => "no longer there: someone else redrove or discarded it",
        };

    public static string Previewed(FailedEventOutcome outcome) =>
        outcome switch
        {
            FailedEventOutcome.Applied => "would be applied",
            FailedEventOutcome.Outdated => "would change nothing: the service already has this or a later state",
            FailedEventOutcome.FailedAgain => "would fail again",
            _ => "no longer there: someone else redrove or discarded it",
        };

    private static string ShortName(string type) => type[(type.LastIndexOf('.') + 1)..];
}
