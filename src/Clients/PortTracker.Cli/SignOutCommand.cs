using System.CommandLine;
using System.Net;
using PortTracker.ApiClient;

namespace PortTracker.Cli;

/// <summary><c>porttracker sign-out</c>: ends the stored session of a server.</summary>
internal static class SignOutCommand
{
    private static readonly Option<bool> EverywhereOption = new("--everywhere")
    {
        Description = "End all sessions of the account, on all devices.",
    };

    public static Command Create()
    {
        var command = new Command("sign-out", "Signs out of a server, and ends the session there.")
        {
            EverywhereOption,
        };
        CommandContext.Handle(command, SignOutAsync);
        return command;
    }

    private static async Task<int> SignOutAsync(CommandContext context, CancellationToken cancellationToken)
    {
        if (!SavedSessions.Has(context.Server) && !context.Get(EverywhereOption))
        {
            await Console.Out.WriteLineAsync("No user was signed in.");
            return CommandContext.Success;
        }

        try
        {
            var account = context.Client().Account;
            await (
                context.Get(EverywhereOption)
                    ? account.SignOutEverywhereAsync(cancellationToken)
                    : account.SignOutAsync(cancellationToken)
            );
        }
        catch (PortTrackerException refused) when (refused.Status is HttpStatusCode.Unauthorized)
        {
            // The session has ended already.
        }
        finally
        {
            // Whatever the server says, this machine forgets the session.
            SavedSessions.Remove(context.Server);
        }

        await Console.Out.WriteLineAsync("Signed out.");
        return CommandContext.Success;
    }
}
