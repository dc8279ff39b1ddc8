using System.Diagnostics;
using PortTracker.ServiceCore.Storage;

namespace PortTracker.ServiceCore.Actions;

/// <summary>The action of the current request.</summary>
public sealed class CurrentAction(CurrentCaller current, TimeProvider time)
{
    public ActionContext Now
    {
        get
        {
            var now = time.GetUtcNow().TruncateToMilliseconds();
            return new ActionContext(current.Caller, now, now, Activity.Current?.TraceId.ToString());
        }
    }
}
