using System.CommandLine;
using System.Globalization;
using PortTracker.Contracts;
using Spectre.Console;

namespace PortTracker.Cli;

/// <summary><c>porttracker keys</c>: API keys for the own systems of firms.</summary>
internal static class KeysCommand
{
    public static Command Create()
    {
        var list = new Command("list", "Lists the API keys.");
        Session.Handle(
            list,
            async (session, cancellationToken) =>
            {
                var keys = await session
                    .Client()
                    .KeysAsync(cancellationToken: cancellationToken)
                    .ToListAsync(cancellationToken);
                session.Show(keys, Print);
                return Session.Done;
            }
        );

        var firm = new Argument<string>("firm") { Description = "USCC of the firm." };
        var name = new Argument<string>("name") { Description = "What the key is for." };
        var scopes = new Option<string[]>("--scope")
        {
            Description = "What it may do: announce, read; both if left out.",
            AllowMultipleArgumentsPerToken = true,
            DefaultValueFactory = _ => [.. Scopes.All],
        };
        var days = new Option<int>("--days")
        {
            Description = "For how many days it holds, at most 730.",
            DefaultValueFactory = _ => 365,
        };
        var make = new Command("make", "Makes an API key, which is shown once.") { firm, name, scopes, days };
        Session.Handle(
            make,
            async (session, cancellationToken) =>
            {
                var made = await session
                    .Client()
                    .MakeKeyAsync(
                        new NewApiKey
                        {
                            Firm = session.Get(firm),
                            Name = session.Get(name),
                            Scopes = session.Get(scopes),
                            Days = session.Get(days),
                        },
                        cancellationToken
                    );
                session.Show(
                    made,
                    key =>
                    {
                        Print([key.Key]);
                        AnsiConsole.MarkupLineInterpolated($"The key, shown only now: [bold]{key.Secret}[/]");
                    }
                );
                return Session.Done;
            }
        );

        var id = new Argument<Guid>("id") { Description = "Identity of the key, as listed." };
        var reason = new Option<string>("--reason") { Description = "Why; it stays on record.", Required = true };
        var revoke = new Command("revoke", "Revokes an API key.") { id, reason };
        Session.Handle(
            revoke,
            async (session, cancellationToken) =>
            {
                session.Show(
                    await session.Client().RevokeKeyAsync(session.Get(id), session.Get(reason), cancellationToken),
                    revoked => Print([revoked])
                );
                return Session.Done;
            }
        );
        return new Command("keys", "API keys for the own systems of firms.") { list, make, revoke };
    }

    private static void Print(List<ApiKey> keys)
    {
        var table = new Table().RoundedBorder().AddColumns("Id", "Firm", "Name", "Scopes", "Holds until", "Last used");
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
