namespace PortTracker.Tests;

internal static class Waiting
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>Waits for what a host does in the background.</summary>
    public static async Task UntilAsync(Func<Task<bool>> condition)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (!await condition())
        {
            TimeProvider.System.GetElapsedTime(started).ShouldBeLessThan(Patience);
            await Task.Delay(10);
        }
    }
}
