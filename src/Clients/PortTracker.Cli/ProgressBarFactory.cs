using Spectre.Console;

namespace PortTracker.Cli;

/// <summary>The progress bars of a command; invisible without a context.</summary>
internal sealed class ProgressBarFactory(ProgressContext? context)
{
    public ProgressBar Add(string label, double total) => new(context?.AddTask(Markup.Escape(label), maxValue: total));
}
