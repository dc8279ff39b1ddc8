using System.CommandLine;
using PortTracker.Contracts.Access;
using Spectre.Console;

namespace PortTracker.Cli;

/// <summary><c>porttracker firms</c>: the logistics firms that have users or keys.</summary>
internal static class FirmsCommand
{
    public static Command Create()
    {
        var list = new Command("list", "Lists the firms.");
        CommandContext.Handle(
            list,
            async (context, cancellationToken) =>
            {
                context.Show(await context.Client().Firms.ListAsync(cancellationToken), Print);
                return CommandContext.Success;
            }
        );

        var uscc = new Argument<string>("uscc") { Description = "Unified social credit code." };
        var name = new Argument<string>("name") { Description = "Name of the firm." };
        var because = new Option<string?>("--admit-because")
        {
            Description =
                "Why the firm is admitted although the check character of its code is wrong, as some from before 2016 are.",
        };
        var add = new Command("add", "Adds a firm, or renames the firm with this USCC.") { uscc, name, because };
        CommandContext.Handle(
            add,
            async (context, cancellationToken) =>
            {
                var firm = new Firm
                {
                    Uscc = context.Get(uscc),
                    Name = context.Get(name),
                    AdmittedBecause = context.Get(because),
                };
                context.Show(await context.Client().Firms.PutAsync(firm, cancellationToken), added => Print([added]));
                return CommandContext.Success;
            }
        );
        return new Command("firms", "Logistics firms that have users or API keys.") { list, add };
    }

    private static void Print(IReadOnlyList<Firm> firms)
    {
        var table = new Table().RoundedBorder().AddColumns("USCC", "Name");
        foreach (var firm in firms)
        {
            table.AddRow(Markup.Escape(firm.Uscc), Markup.Escape(firm.Name));
        }

        AnsiConsole.Write(table);
    }
}
