using System.CommandLine;
using System.Globalization;
using PortTracker.Contracts.Access;
using Spectre.Console;

namespace PortTracker.Cli;

/// <summary><c>porttracker keys</c>: API keys for firms' systems.</summary>
internal static class KeysCommand
{
    public static Command Create()
    {
        var list = new Command("list", "Lists the API keys.");
        CommandContext.Handle(
            list,
            async (context, cancellationToken) =>
            {
                var keys = await context.Client().ApiKeys.List().ToListAsync(cancellationToken);
                context.Show(keys, Print);
                return CommandContext.Success;
            }
        );

        var firm = new Argument<string>("firm") { Description = "USCC of the firm." };
        var name = new Argument<string>("name") { Description = "What the key is for." };
        var scopes = new Option<string[]>("--scope")
        {
            Description = $"What it allows: {string.Join(", ", Scopes.All)}. Default: all.",
            AllowMultipleArgumentsPerToken = true,
            DefaultValueFactory = _ => [.. Scopes.All],
        }.AcceptOnlyFromAmong([.. Scopes.All]);
        var days = new Option<int>("--days")
        {
            Description = "Number of days until it expires, at most 730.",
            DefaultValueFactory = _ => 365,
        };
        var create = new Command("create", "Creates an API key and shows it once.") { firm, name, scopes, days };
        CommandContext.Handle(
            create,
            async (context, cancellationToken) =>
            {
                var created = await context
                    .Client()
                    .ApiKeys.CreateAsync(
                        new CreateApiKeyRequest
                        {
                            Firm = context.Get(firm),
                            Name = context.Get(name),
                            Scopes = context.Get(scopes),
                            Days = context.Get(days),
                        },
                        cancellationToken
                    );
                context.Show(
                    created,
                    key =>
                    {
                        Print([key.Key]);
                        AnsiConsole.MarkupLineInterpolated($"The key, which is shown only once: [bold]{key.Secret}[/]");
                    }
                );
                return CommandContext.Success;
            }
        );

        var id = new Argument<Guid>("id") { Description = "Id of the key, as listed." };
        var reason = new Option<string>("--reason")
        {
            Description = "The reason, for the audit trail.",
            Required = true,
        };
        var revoke = new Command("revoke", "Revokes an API key.") { id, reason };
        CommandContext.Handle(
            revoke,
            async (context, cancellationToken) =>
            {
                context.Show(
                    await context.Client().ApiKeys.RevokeAsync(context.Get(id), context.Get(reason), cancellationToken),
                    revoked => Print([revoked])
                );
                return CommandContext.Success;
            }
        );
        return new Command("keys", "Manages API keys for firms' systems.") { list, create, revoke };
    }

    private static void Print(List<ApiKey> keys)
    {
        var table = new Table().RoundedBorder().AddColumns("Id", "Firm", "Name", "Scopes", "Expires", "Last used");
        foreach (var key in keys)
        {
            table.AddRow(
                key.Id.ToString(),
                key.Firm,
                Markup.Escape(key.Name),
                string.Join(", ", key.Scopes),
                key.RevokedAt is { } revoked ? $"[red]revoked {Day(revoked)}[/]" : Day(key.ExpiresAt),
                key.LastUsedAt is { } used ? Day(used) : "never"
            );
        }

        AnsiConsole.Write(table);
    }

    private static string Day(DateTimeOffset instant) => instant.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
