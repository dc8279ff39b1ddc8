using System.CommandLine;
using PortTracker.Client;
using PortTracker.Contracts;
using Spectre.Console;

namespace PortTracker.Cli;

/// <summary><c>porttracker sign-in</c>: signs a user in for the commands that follow.</summary>
internal static class SignInCommand
{
    private static readonly Argument<string> NameArgument = new("name") { Description = "Name of the account." };

    private static readonly Option<string?> CodeOption = new("--code")
    {
        Description = "Code of the authenticator app; asked for where one is needed.",
    };

    public static Command Create()
    {
        var command = new Command(
            "sign-in",
            "Signs a user in. The password is asked for, or read from standard input; after a one-time password the next line is the new one."
        )
        {
            NameArgument,
            CodeOption,
        };
        Session.Handle(command, SignInAsync);
        return command;
    }

    private static async Task<int> SignInAsync(Session session, CancellationToken cancellationToken)
    {
        using var http = session.Http();
        var name = session.Get(NameArgument);
        var password = await AskAsync("Password:", cancellationToken);
        var tokens = await TokensAsync(http, name, password, session.Get(CodeOption), cancellationToken);
        var client = new PortTrackerClient(http, TokenSource.OfSession(http, tokens.RefreshToken), TimeSpan.Zero);
        var me = await client.MeAsync(cancellationToken);
        if (me.Duty is Duty.ChangePassword)
        {
            await Console.Error.WriteLineAsync(
                "This is a one-time password: choose one of your own, of at least 12 characters."
            );
            var chosen = await AskAsync("New password:", cancellationToken);
            await client.ChangePasswordAsync(
                new PasswordChange { Current = password, New = chosen },
                cancellationToken
            );
            tokens = await TokensAsync(http, name, chosen, code: null, cancellationToken);
            me = await new PortTrackerClient(
                http,
                TokenSource.OfSession(http, tokens.RefreshToken),
                TimeSpan.Zero
            ).MeAsync(cancellationToken);
        }

        SignedIn.Keep(session.Server, tokens.RefreshToken);
        session.Show(
            me,
            user =>
                AnsiConsole.MarkupLineInterpolated(
                    $"Signed in at {session.Server} as [bold]{user.UserName}[/]: {string.Join(", ", user.Roles)}"
                )
        );
        if (me.Duty is Duty.SetUpTwoFactor)
        {
            await Console.Error.WriteLineAsync(
                $"Before you can do anything, set up a second factor on the page {new Uri(session.Server, "account")}."
            );
        }

        return Session.Done;
    }

    private static async Task<Tokens> TokensAsync(
        HttpClient http,
        string name,
        string password,
        string? code,
        CancellationToken cancellationToken
    )
    {
        var request = new SignInRequest
        {
            UserName = name,
            Password = password,
            Code = code,
        };
        try
        {
            return await TokenSource.SignInAsync(http, request, cancellationToken);
        }
        catch (PortTrackerException refused) when (refused.Needs is "code" && code is null && IsInteractive)
        {
            var typed = await AskAsync("Code of the authenticator app:", cancellationToken);
            return await TokenSource.SignInAsync(http, request with { Code = typed }, cancellationToken);
        }
    }

    private static bool IsInteractive => !Console.IsInputRedirected;

    private static async Task<string> AskAsync(string what, CancellationToken cancellationToken) =>
        IsInteractive
            ? await new TextPrompt<string>(what).Secret(mask: null).ShowAsync(AnsiConsole.Console, cancellationToken)
            : await Console.In.ReadLineAsync(cancellationToken) ?? "";
}

/// <summary><c>porttracker sign-out</c>: forgets the session of this server.</summary>
internal static class SignOutCommand
{
    private static readonly Option<bool> EverywhereOption = new("--everywhere")
    {
        Description = "End every session of the account, on all devices.",
    };

    public static Command Create()
    {
        var command = new Command("sign-out", "Signs out at this server.") { EverywhereOption };
        Session.Handle(
            command,
            async (session, cancellationToken) =>
            {
                if (session.Get(EverywhereOption))
                {
                    await session.Client().SignOutEverywhereAsync(cancellationToken);
                }

                await Console.Out.WriteLineAsync(
                    SignedIn.Forget(session.Server) ? "Signed out." : "Nobody was signed in here."
                );
                return Session.Done;
            }
        );
        return command;
    }
}
