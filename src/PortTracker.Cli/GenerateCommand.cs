using System.CommandLine;
using PortTracker.Client.Simulation;
using Spectre.Console;

namespace PortTracker.Cli;

/// <summary><c>porttracker generate</c>: writes made-up files for import.</summary>
internal static class GenerateCommand
{
    private static readonly Option<string> ZoneOption = new("--time-zone")
    {
        Description = "The port's time zone.",
        DefaultValueFactory = _ => "Asia/Shanghai",
    };

    public static Command Create() =>
        new("generate", "Writes a CSV of made-up vehicles.")
        {
            File(
                "movements",
                "Completed movements, for import. The days are those of departure, so that totals come out even.",
                MovementFile.Write
            ),
            File(
                "manifest",
                "Vehicles to be announced, in the order in which they come.",
                (stream, plan) => ManifestFile.Write(stream, plan.Select(planned => planned.Vehicle))
            ),
        };

    private static Command File(string name, string description, Action<Stream, IEnumerable<PlannedVehicle>> write)
    {
        var file = new Argument<FileInfo>("file") { Description = "File to write; overwritten if it is there." };
        var command = new Command(name, description) { file, ZoneOption };
        var planned = new PlanArguments(command, "First day.", fromIsRequired: true);
        Session.Handle(
            command,
            async (session, cancellationToken) =>
            {
                var zone = TimeZoneInfo.FindSystemTimeZoneById(session.Get(ZoneOption));
                var plan = planned.Plan(session, planned.From(session)!.Value, zone);
                var started = TimeProvider.System.GetTimestamp();
                await session.WithProgressAsync(bars =>
                    Task.Run(
                        () =>
                        {
                            using var stream = session.Get(file).Create();
                            write(stream, Counted(plan, bars.Add("Written", plan.Count), cancellationToken));
                            return plan.Count;
                        },
                        cancellationToken
                    )
                );
                session.Show(
                    new Generated(session.Get(file).FullName, plan.Count, TimeProvider.System.GetElapsedTime(started)),
                    done =>
                        AnsiConsole.MarkupLineInterpolated(
                            $"{Figures.Count(done.Vehicles)} vehicles in {Figures.Seconds(done.Elapsed)}: {done.File}"
                        )
                );
                return Session.Done;
            }
        );
        return command;
    }

    private static IEnumerable<PlannedVehicle> Counted(
        IEnumerable<PlannedVehicle> plan,
        Bar written,
        CancellationToken cancellationToken
    )
    {
        var count = 0;
        foreach (var planned in plan)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return planned;
            written.Report(++count);
        }
    }

    private sealed record Generated(string File, int Vehicles, TimeSpan Elapsed);
}
