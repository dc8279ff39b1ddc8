using System.CommandLine;
using PortTracker.ApiClient;
using PortTracker.ApiClient.Automation;
using PortTracker.Contracts.Access;
using Spectre.Console;

namespace PortTracker.Cli;

/// <summary><c>porttracker sign-in</c>: signs a user in for later commands.</summary>
internal static class SignInCommand
{
    private static readonly Argument<string> NameArgument = new("name") { Description = "Name of the account." };

    private static readonly Option<string?> CodeOption = new("--code")
    {
        Description = "Code of the authenticator app. The command asks for it if the account needs one.",
    };

    public static Command Create()
    {
        var command = new Command(
            "sign-in",
            "Signs a user in. Asks for the password, or reads it from standard input. After a one-time password, the next line is the new password."
        )
        {
            NameArgument,
            CodeOption,
        };
        CommandContext.Handle(command, SignInAsync);
        return command;
    }

    private static async Task<int> SignInAsync(CommandContext context, CancellationToken cancellationToken)
    {
        using var http = context.Http();
        var name = context.Get(NameArgument);
        var password = await AskAsync("Password:", cancellationToken);
        var tokens = await TokensAsync(http, name, password, context.Get(CodeOption), cancellationToken);
        var client = Keep(context, http, tokens);
        var me = await client.Account.MeAsync(cancellationToken);
        if (me.RequiredAction is RequiredAction.ChangePassword)
        {
            await Console.Error.WriteLineAsync(
                "This is a one-time password. Choose a new password of at least 12 characters."
            );
            var chosen = await AskAsync("New password:", cancellationToken);
            await client.Account.ChangePasswordAsync(
                new PasswordChangeRequest { Current = password, New = chosen },
                cancellationToken
            );
            tokens = await TokensAsync(http, name, chosen, code: null, cancellationToken);
            client = Keep(context, http, tokens);
            me = await client.Account.MeAsync(cancellationToken);
        }

        context.Show(
            me,
            user =>
                AnsiConsole.MarkupLineInterpolated(
                    $"Signed in at {context.Server} as [bold]{user.UserName}[/]: {string.Join(", ", user.Roles)}"
                )
        );
        if (me.RequiredAction is RequiredAction.SetUpTwoFactor)
        {
            await Console.Error.WriteLineAsync(
                $"Set up a second factor before you continue: {new Uri(context.Server, "account")}"
            );
        }

        return CommandContext.Success;
    }

    /// <summary>Saves the session, and returns a client that uses it.</summary>
    private static PortTrackerClient Keep(CommandContext context, HttpClient http, AccessTokens tokens)
    {
        SavedSessions.Save(context.Server, tokens.RefreshToken);
        return AutomationClient.Create(
            http,
            AccessTokenProvider.ForSession(cancellationToken => SavedSessions.RenewAsync(http, cancellationToken)),
            TimeSpan.Zero
        );
    }

    private static async Task<AccessTokens> TokensAsync(
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
            return await TokenRequests.SignInAsync(http, request, cancellationToken);
        }
        catch (PortTrackerException refused) when (refused.Needs is "code" && code is null && IsInteractive)
        {
            var typed = await AskAsync("Code of the authenticator app:", cancellationToken);
            return await TokenRequests.SignInAsync(http, request with { Code = typed }, cancellationToken);
        }
    }

    private static bool IsInteractive => !Console.IsInputRedirected;

    private static async Task<string> AskAsync(string prompt, CancellationToken cancellationToken) =>
        IsInteractive
            ? await new TextPrompt<string>(prompt).Secret(mask: null).ShowAsync(AnsiConsole.Console, cancellationToken)
            : await Console.In.ReadLineAsync(cancellationToken) ?? "";
}
