using System.CommandLine;
using PortTracker.Simulation;

namespace PortTracker.Cli;

/// <summary>The options of a traffic plan.</summary>
internal sealed class TrafficPlanOptions
{
    private readonly Option<int> _vehicles = new("--vehicles")
    {
        Description = "Number of vehicles.",
        DefaultValueFactory = _ => 1_230,
    };

    private readonly Option<DateOnly?> _from;

    private readonly Option<int> _days = new("--days")
    {
        Description = "Number of days over which they arrive.",
        DefaultValueFactory = _ => 1,
    };

    private readonly Option<int> _seed = new("--seed")
    {
        Description = "Seed of the random numbers. The same seed gives the same vehicles.",
        DefaultValueFactory = _ => 1,
    };

    public TrafficPlanOptions(string aboutFrom, bool fromIsRequired)
    {
        _from = new Option<DateOnly?>("--from") { Description = aboutFrom, Required = fromIsRequired };
        _vehicles.Validators.Add(option =>
        {
            if (option.GetValueOrDefault<int>() < 1)
            {
                option.AddError("--vehicles must be at least 1.");
            }
        });
        _days.Validators.Add(option =>
        {
            if (option.GetValueOrDefault<int>() is < 1 or > 36_600)
            {
                option.AddError("--days must be 1 to 36,600.");
            }
        });
    }

    public void AddTo(Command command)
    {
        command.Add(_vehicles);
        command.Add(_from);
        command.Add(_days);
        command.Add(_seed);
    }

    public DateOnly? From(CommandContext context) => context.Get(_from);

    public int Days(CommandContext context) => context.Get(_days);

    public TrafficPlan Plan(CommandContext context, DateOnly from, TimeZoneInfo zone) =>
        TrafficPlan.Generate(context.Get(_vehicles), context.Get(_seed), from, context.Get(_days), zone);
}
