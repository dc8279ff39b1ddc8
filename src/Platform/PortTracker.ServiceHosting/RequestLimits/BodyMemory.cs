using Microsoft.Extensions.Options;
using PortTracker.ServiceCore.Storage;

namespace PortTracker.ServiceHosting.RequestLimits;

/// <summary>The memory that the bodies of all requests may take at a time.</summary>
internal sealed class BodyMemory(IOptions<RateLimitOptions> options)
{
    private readonly long limit = options.Value.BodyMegabytes * 1024L * 1024;
    private long taken;

    /// <exception cref="ServiceBusyException">It is used up.</exception>
    public void Take(int bytes)
    {
        if (Interlocked.Add(ref taken, bytes) > limit)
        {
            Interlocked.Add(ref taken, -bytes);
            throw new ServiceBusyException("API");
        }
    }

    public void Return(long bytes) => Interlocked.Add(ref taken, -bytes);
}
