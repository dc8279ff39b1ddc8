using System.CommandLine;
using PortTracker.Simulation;
using Spectre.Console;

namespace PortTracker.Cli;

/// <summary><c>porttracker generate</c>: writes made-up files for import.</summary>
internal static class GenerateCommand
{
    private static readonly Option<string> ZoneOption = new("--time-zone")
    {
        Description = "Time zone of the port.",
        DefaultValueFactory = _ => "Asia/Shanghai",
    };

    public static Command Create() =>
        new("generate", "Writes a CSV of made-up vehicles.")
        {
            File(
                "movements",
                "Completed movements for import. The days are those of departure, by which totals are counted.",
                MovementCsv.Write
            ),
            File(
                "manifest",
                "Vehicles to announce, in order of arrival.",
                (stream, plan) => ManifestCsv.Write(stream, plan.Select(planned => planned.Vehicle))
            ),
        };

    private static Command File(string name, string description, Action<Stream, IEnumerable<PlannedVehicle>> write)
    {
        var file = new Argument<FileInfo>("file") { Description = "Path of the CSV. An existing file is overwritten." };
        var command = new Command(name, description) { file, ZoneOption };
        var options = new TrafficPlanOptions("First day.", fromIsRequired: true);
        options.AddTo(command);
        CommandContext.Handle(
            command,
            async (context, cancellationToken) =>
            {
                var zone = TimeZoneInfo.FindSystemTimeZoneById(context.Get(ZoneOption));
                var plan = options.Plan(context, options.From(context)!.Value, zone);
                var started = TimeProvider.System.GetTimestamp();
                await context.WithProgressAsync(bars =>
                    Task.Run(
                        () =>
                        {
                            using var stream = context.Get(file).Create();
                            write(stream, Counted(plan, bars.Add("Written", plan.Count), cancellationToken));
                            return plan.Count;
                        },
                        cancellationToken
                    )
                );
                context.Show(
                    new Generated(context.Get(file).FullName, plan.Count, TimeProvider.System.GetElapsedTime(started)),
                    done =>
                        AnsiConsole.MarkupLineInterpolated(
                            $"{DisplayFormat.Count(done.Vehicles)} vehicles in {DisplayFormat.Seconds(done.Elapsed)}: {done.File}"
                        )
                );
                return CommandContext.Success;
            }
        );
        return command;
    }

    private static IEnumerable<PlannedVehicle> Counted(
        IEnumerable<PlannedVehicle> plan,
        ProgressBar written,
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
