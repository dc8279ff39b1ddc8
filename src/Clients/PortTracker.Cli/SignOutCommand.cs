using System.CommandLine;

namespace PortTracker.Cli;

/// <summary><c>porttracker sign-out</c>: deletes the stored session of a server.</summary>
internal static class SignOutCommand
{
    private static readonly Option<bool> EverywhereOption = new("--everywhere")
    {
        Description = "End all sessions of the account, on all devices.",
    };

    public static Command Create()
    {
        var command = new Command("sign-out", "Signs out of a server.") { EverywhereOption };
        CommandContext.Handle(
            command,
            async (context, cancellationToken) =>
            {
                if (context.Get(EverywhereOption))
                {
                    await context.Client().Account.SignOutEverywhereAsync(cancellationToken);
                }

                await Console.Out.WriteLineAsync(
                    SavedSessions.Remove(context.Server) ? "Signed out." : "No user was signed in."
                );
                return CommandContext.Success;
            }
        );
        return command;
    }
}
