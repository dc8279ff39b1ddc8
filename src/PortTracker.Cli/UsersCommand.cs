using System.CommandLine;
using PortTracker.Client;
using PortTracker.Contracts;
using Spectre.Console;

namespace PortTracker.Cli;

/// <summary><c>porttracker users</c>: an administrator's work on accounts.</summary>
internal static class UsersCommand
{
    private static readonly Argument<string> NameArgument = new("name") { Description = "Name of the account." };

    private static readonly Option<string> ReasonOption = new("--reason")
    {
        Description = "Why; it stays on record.",
        Required = true,
    };

    public static Command Create() =>
        new("users", "Users: who has an account, and what they may do.")
        {
            List(),
            Add(),
            Rights(),
            Act("lock", "Locks a user out; the sessions end.", (c, u, why, t) => c.LockUserAsync(u.Id, why, t)),
            Act("unlock", "Lets a user in again.", (c, u, why, t) => c.UnlockUserAsync(u.Id, why, t)),
            Act("sign-out", "Ends a user's sessions.", (c, u, why, t) => c.SignUserOutAsync(u.Id, why, t)),
            Act(
                "remove-two-factor",
                "Turns off the second factor of a user who has lost it.",
                (c, u, why, t) => c.RemoveTwoFactorAsync(u.Id, why, t)
            ),
            ResetPassword(),
        };

    private static Command List()
    {
        var command = new Command("list", "Lists the users.");
        Session.Handle(
            command,
            async (session, cancellationToken) =>
            {
                var users = await session
                    .Client()
                    .UsersAsync(cancellationToken: cancellationToken)
                    .ToListAsync(cancellationToken);
                session.Show(users, Print);
                return Session.Done;
            }
        );
        return command;
    }

    private static Command Add()
    {
        var rights = new RightsOptions();
        var command = new Command("add", "Adds a user, who gets a one-time password.") { NameArgument };
        rights.AddTo(command);
        Session.Handle(
            command,
            async (session, cancellationToken) =>
            {
                var made = await session
                    .Client()
                    .AddUserAsync(
                        new NewUser
                        {
                            UserName = session.Get(NameArgument),
                            DisplayName = session.Get(rights.DisplayName) ?? session.Get(NameArgument),
                            Roles = session.Get(rights.Roles),
                            Ports = session.Get(rights.Ports),
                            Stages = session.Get(rights.Stages),
                            Firm = session.Get(rights.Firm),
                        },
                        cancellationToken
                    );
                session.Show(made, Print);
                return Session.Done;
            }
        );
        return command;
    }

    private static Command Rights()
    {
        var rights = new RightsOptions();
        var command = new Command("rights", "Gives a user other rights; the sessions end.")
        {
            NameArgument,
            ReasonOption,
        };
        rights.AddTo(command);
        HandleOne(
            command,
            async (session, client, user, cancellationToken) =>
                session.Show(
                    await client.ChangeRightsAsync(
                        user.Id,
                        new RightsChange
                        {
                            Version = user.Version,
                            Reason = session.Get(ReasonOption),
                            DisplayName = session.Get(rights.DisplayName) ?? user.DisplayName,
                            Roles = session.Get(rights.Roles),
                            Ports = session.Get(rights.Ports),
                            Stages = session.Get(rights.Stages),
                            Firm = session.Get(rights.Firm),
                        },
                        cancellationToken
                    ),
                    changed => Print([changed])
                )
        );
        return command;
    }

    private static Command Act(
        string name,
        string description,
        Func<PortTrackerClient, User, string, CancellationToken, Task<User>> act
    )
    {
        var command = new Command(name, description) { NameArgument, ReasonOption };
        HandleOne(
            command,
            async (session, client, user, cancellationToken) =>
                session.Show(
                    await act(client, user, session.Get(ReasonOption), cancellationToken),
                    changed => Print([changed])
                )
        );
        return command;
    }

    private static Command ResetPassword()
    {
        var command = new Command("reset-password", "Gives a user a one-time password; the sessions end.")
        {
            NameArgument,
            ReasonOption,
        };
        HandleOne(
            command,
            async (session, client, user, cancellationToken) =>
                session.Show(
                    await client.ResetPasswordAsync(user.Id, session.Get(ReasonOption), cancellationToken),
                    Print
                )
        );
        return command;
    }

    private static void HandleOne(
        Command command,
        Func<Session, PortTrackerClient, User, CancellationToken, Task> act
    ) =>
        Session.Handle(
            command,
            async (session, cancellationToken) =>
            {
                var client = session.Client();
                var name = session.Get(NameArgument);
                var user = await client
                    .UsersAsync(name, cancellationToken)
                    .FirstOrDefaultAsync(
                        user => string.Equals(user.UserName, name, StringComparison.OrdinalIgnoreCase),
                        cancellationToken
                    );
                if (user is null)
                {
                    await Console.Error.WriteLineAsync($"There is no user {name}: see porttracker users list.");
                    return Session.NotDone;
                }

                await act(session, client, user, cancellationToken);
                return Session.Done;
            }
        );

    private static void Print(OneTimePassword made)
    {
        Print([made.User]);
        AnsiConsole.MarkupLineInterpolated($"One-time password, shown only now: [bold]{made.Password}[/]");
    }

    private static void Print(List<User> users)
    {
        var table = new Table().RoundedBorder().AddColumns("Name", "", "Roles", "Where", "State");
        foreach (var user in users)
        {
            table.AddRow(
                Markup.Escape(user.UserName),
                Markup.Escape(user.DisplayName),
                Markup.Escape(string.Join(", ", user.Roles)),
                Markup.Escape(user.Firm ?? string.Join(", ", user.Ports.Concat(user.Stages))),
                user.IsLocked ? "[red]locked[/]"
                    : user.MustChangePassword ? "one-time password"
                    : user.HasTwoFactor ? "two factors"
                    : ""
            );
        }

        AnsiConsole.Write(table);
    }

    /// <summary>What a user may do, as options.</summary>
    private sealed class RightsOptions
    {
        public Option<string?> DisplayName { get; } = new("--display-name") { Description = "Name for people." };

        public Option<string[]> Roles { get; } =
            new("--role")
            {
                Description = "A role; may be given several times.",
                Required = true,
                AllowMultipleArgumentsPerToken = true,
            };

        public Option<string[]> Ports { get; } =
            new("--at")
            {
                Description = "A port where an officer or supervisor may act; all for every port.",
                CustomParser = result => [.. result.Tokens.Select(token => token.Value is "all" ? "*" : token.Value)],
                AllowMultipleArgumentsPerToken = true,
            };

        public Option<string[]> Stages { get; } =
            new("--stage")
            {
                Description = "A stage at which an officer may act: entry, inspection, clearance; all if left out.",
                AllowMultipleArgumentsPerToken = true,
                DefaultValueFactory = _ => [.. ServiceNames.Sources],
            };

        public Option<string?> Firm { get; } = new("--firm") { Description = "USCC of the firm of an operator." };

        public void AddTo(Command command)
        {
            Roles.AcceptOnlyFromAmong([.. Contracts.Roles.All]);
            command.Add(DisplayName);
            command.Add(Roles);
            command.Add(Ports);
            command.Add(Stages);
            command.Add(Firm);
        }
    }
}
