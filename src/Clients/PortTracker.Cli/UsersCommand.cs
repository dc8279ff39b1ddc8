using System.CommandLine;
using PortTracker.ApiClient;
using PortTracker.Contracts.Access;
using Spectre.Console;

namespace PortTracker.Cli;

/// <summary><c>porttracker users</c>: manages accounts.</summary>
internal static class UsersCommand
{
    private static readonly Argument<string> NameArgument = new("name") { Description = "Name of the account." };

    private static readonly Option<string> ReasonOption = new("--reason")
    {
        Description = "The reason, for the audit trail.",
        Required = true,
    };

    public static Command Create() =>
        new("users", "Manages users and their rights.")
        {
            List(),
            Add(),
            Rights(),
            Act("lock", "Locks a user out and ends the sessions.", (c, u, why, t) => c.Users.LockAsync(u.Id, why, t)),
            Act("unlock", "Ends a lockout.", (c, u, why, t) => c.Users.UnlockAsync(u.Id, why, t)),
            Act("sign-out", "Ends a user's sessions.", (c, u, why, t) => c.Users.SignOutAsync(u.Id, why, t)),
            Act(
                "remove-two-factor",
                "Turns off the second factor of a user who has lost it.",
                (c, u, why, t) => c.Users.RemoveTwoFactorAsync(u.Id, why, t)
            ),
            ResetPassword(),
        };

    private static Command List()
    {
        var command = new Command("list", "Lists the users.");
        CommandContext.Handle(
            command,
            async (context, cancellationToken) =>
            {
                var users = await context.Client().Users.List().ToListAsync(cancellationToken);
                context.Show(users, Print);
                return CommandContext.Success;
            }
        );
        return command;
    }

    private static Command Add()
    {
        var rights = new RightsOptions();
        var command = new Command("add", "Adds a user and shows a one-time password.") { NameArgument };
        rights.AddTo(command);
        CommandContext.Handle(
            command,
            async (context, cancellationToken) =>
            {
                var made = await context
                    .Client()
                    .Users.AddAsync(
                        new AddUserRequest
                        {
                            UserName = context.Get(NameArgument),
                            DisplayName = context.Get(rights.DisplayName) ?? context.Get(NameArgument),
                            Roles = context.Get(rights.Roles),
                            Ports = context.Get(rights.Ports),
                            Stages = context.Get(rights.Stages),
                            Firm = context.Get(rights.Firm),
                        },
                        cancellationToken
                    );
                context.Show(made, Print);
                return CommandContext.Success;
            }
        );
        return command;
    }

    private static Command Rights()
    {
        var rights = new RightsOptions();
        var command = new Command("rights", "Replaces a user's rights and ends the sessions.")
        {
            NameArgument,
            ReasonOption,
        };
        rights.AddTo(command);
        HandleUser(
            command,
            async (context, client, user, cancellationToken) =>
                context.Show(
                    await client.Users.ChangeRightsAsync(
                        user.Id,
                        new RightsChangeRequest
                        {
                            Version = user.Version,
                            Reason = context.Get(ReasonOption),
                            DisplayName = context.Get(rights.DisplayName) ?? user.DisplayName,
                            Roles = context.Get(rights.Roles),
                            Ports = context.Get(rights.Ports),
                            Stages = context.Get(rights.Stages),
                            Firm = context.Get(rights.Firm),
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
        HandleUser(
            command,
            async (context, client, user, cancellationToken) =>
                context.Show(
                    await act(client, user, context.Get(ReasonOption), cancellationToken),
                    changed => Print([changed])
                )
        );
        return command;
    }

    private static Command ResetPassword()
    {
        var command = new Command("reset-password", "Gives a user a one-time password and ends the sessions.")
        {
            NameArgument,
            ReasonOption,
        };
        HandleUser(
            command,
            async (context, client, user, cancellationToken) =>
                context.Show(
                    await client.Users.ResetPasswordAsync(user.Id, context.Get(ReasonOption), cancellationToken),
                    Print
                )
        );
        return command;
    }

    private static void HandleUser(
        Command command,
        Func<CommandContext, PortTrackerClient, User, CancellationToken, Task> act
    ) =>
        CommandContext.Handle(
            command,
            async (context, cancellationToken) =>
            {
                var client = context.Client();
                var name = context.Get(NameArgument);
                var user = await client
                    .Users.List(name)
                    .FirstOrDefaultAsync(
                        user => string.Equals(user.UserName, name, StringComparison.OrdinalIgnoreCase),
                        cancellationToken
                    );
                if (user is null)
                {
                    await Console.Error.WriteLineAsync(
                        $"User {name} does not exist. List the users with: porttracker users list"
                    );
                    return CommandContext.Failure;
                }

                await act(context, client, user, cancellationToken);
                return CommandContext.Success;
            }
        );

    private static void Print(OneTimePassword made)
    {
        Print([made.User]);
        AnsiConsole.MarkupLineInterpolated($"One-time password, which is shown only once: [bold]{made.Password}[/]");
    }

    private static void Print(List<User> users)
    {
        var table = new Table()
            .RoundedBorder()
            .AddColumns("Name", "Display name", "Roles", "Firm, ports and stages", "State");
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
}
