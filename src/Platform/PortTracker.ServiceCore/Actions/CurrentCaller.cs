using System.Security.Claims;
using Microsoft.AspNetCore.Http;

namespace PortTracker.ServiceCore.Actions;

/// <summary>The caller of the current request.</summary>
public sealed class CurrentCaller(IHttpContextAccessor http)
{
    public Caller Caller => new(http.HttpContext?.User ?? new ClaimsPrincipal());
}
