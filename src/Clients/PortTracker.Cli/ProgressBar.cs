using Spectre.Console;

namespace PortTracker.Cli;

/// <summary>A progress bar; does nothing without a task.</summary>
internal sealed class ProgressBar(ProgressTask? task) : IProgress<long>
{
    public void Report(long value)
    {
        if (task is not null)
        {
            task.Value = value;
        }
    }
}
