using PortTracker.ApiClient;

namespace PortTracker.Cli;

/// <summary>A call to one service among several.</summary>
internal static class ServiceCall
{
    /// <exception cref="ServiceCallFailedException">The service does not answer, or refuses.</exception>
    public static async Task<T> RunAsync<T>(string service, Func<Task<T>> call)
    {
        try
        {
            return await call();
        }
        catch (Exception e) when (e is HttpRequestException or PortTrackerException)
        {
            throw new ServiceCallFailedException(service, e);
        }
    }
}
