using Microsoft.AspNetCore.Http;

namespace PortTracker.ServiceHosting.Commands;

internal static class EndpointResults
{
    /// <summary>Extracts the result of an endpoint from the union type that its signature declares.</summary>
    public static IResult? Unwrap(this object? answer) =>
        answer is INestedHttpResult nested ? nested.Result.Unwrap() : answer as IResult;
}
