using System.Text.Encodings.Web;
using System.Text.Json;
using PortTracker.Contracts;
using Spectre.Console;

namespace PortTracker.Cli;

/// <summary>How failed messages look at a terminal.</summary>
internal static class FailureTables
{
    private const string None = "—";

    // As a person reads it: names in Chinese as they are.
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static void Print(IReadOnlyList<FailedMessage> failed)
    {
        if (failed.Count is 0)
        {
            AnsiConsole.MarkupLine("[green]No message has failed.[/]");
            return;
        }

        var table = new Table()
            .RoundedBorder()
            .AddColumn(new TableColumn("Id, service, age").NoWrap())
            .AddColumn("Event, vehicle")
            .AddColumn("Error");
        foreach (var message in failed)
        {
            // Lines instead of columns: a terminal is 80 characters wide.
            table.AddRow(
                $"[bold]{Markup.Escape(message.Id)}[/]\n{message.Endpoint}\n{Figures.Duration(message.AgeSeconds)}",
                $"{Markup.Escape(message.EventType ?? None)}\n{Markup.Escape(message.Vin ?? message.MovementId?.ToString() ?? None)}",
                $"{Markup.Escape(ShortName(message.ErrorType))}: {Markup.Escape(message.Error)}"
            );
        }

        AnsiConsole.Write(table);
        AnsiConsole.MarkupLineInterpolated($"{Figures.Count(failed.Count)} failed.");
    }

    public static void Print(IReadOnlyList<FailedMessageDetail> details)
    {
        foreach (var detail in details)
        {
            var message = detail.Message;
            AnsiConsole.MarkupLineInterpolated($"[bold]{message.Id}[/] failed at [bold]{message.Endpoint}[/]");
            AnsiConsole.Write(
                new Grid()
                    .AddColumns(2)
                    .AddRow("Event", Markup.Escape(message.EventType ?? None))
                    .AddRow("Movement", Markup.Escape(message.MovementId?.ToString() ?? None))
                    .AddRow("VIN", Markup.Escape(message.Vin ?? None))
                    .AddRow("Port", Markup.Escape(message.Port ?? None))
                    .AddRow(
                        "Failed",
                        $"{Figures.Instant(message.FailedAt)}, {Figures.Duration(message.AgeSeconds)} ago"
                    )
            );
            AnsiConsole.WriteLine();
            AnsiConsole.WriteLine(detail.Exception);
            AnsiConsole.WriteLine();
            AnsiConsole.WriteLine(JsonSerializer.Serialize(detail.Body, Indented));
            AnsiConsole.WriteLine();
        }
    }

    public static void Print(IReadOnlyList<EndpointResult> results, Func<FailureOutcome, string> tell)
    {
        if (results.Count is 0)
        {
            AnsiConsole.MarkupLine("[green]No message has failed.[/]");
            return;
        }

        var table = new Table().RoundedBorder().AddColumns("", "Id", "Failed at", "Outcome");
        foreach (var (endpoint, result) in results.Select(result => (result.Endpoint, result.Result)))
        {
            var isGood = result.Outcome is not (FailureOutcome.FailedAgain or FailureOutcome.Gone);
            var outcome = tell(result.Outcome) + (result.Error is null ? "" : $": {result.Error}");
            table.AddRow(
                isGood ? "[green]✓[/]" : "[red]✗[/]",
                Markup.Escape(result.Id),
                Markup.Escape(endpoint),
                Markup.Escape(outcome)
            );
        }

        AnsiConsole.Write(table);
    }

    public static string Done(FailureOutcome outcome) =>
        outcome switch
        {
            FailureOutcome.Applied => "applied",
            FailureOutcome.Outdated => "taken out: this or something later was known already",
            FailureOutcome.FailedAgain => "failed again",
            FailureOutcome.Discarded => "discarded",
            _ => "gone: another has dealt with it",
        };

    public static string Previewed(FailureOutcome outcome) =>
        outcome switch
        {
            FailureOutcome.Applied => "would be applied",
            FailureOutcome.Outdated => "would change nothing: this or something later is known already",
            FailureOutcome.FailedAgain => "would fail again",
            _ => "gone: another has dealt with it",
        };

    private static string ShortName(string type) => type[(type.LastIndexOf('.') + 1)..];
}
