using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace PortTracker.ServiceDefaults;

/// <summary>The answers that refuse something: problem details (RFC 9457) that say what to do.</summary>
public static class Problems
{
    /// <summary>409: the movements are not in a state in which this can be done; each with its present state.</summary>
    public static ProblemHttpResult Conflict(IReadOnlyList<StateConflict> conflicts) =>
        TypedResults.Problem(
            title: "Nothing was done: the state of a movement does not allow it.",
            detail: conflicts.Count is 1
                ? conflicts[0].Reason
                : $"{conflicts.Count} movements stand against it; the first: {conflicts[0].Reason}",
            statusCode: StatusCodes.Status409Conflict,
            extensions: new Dictionary<string, object?>(StringComparer.Ordinal) { ["conflicts"] = conflicts }
        );

    /// <summary>404.</summary>
    public static ProblemHttpResult NotFound(string detail) =>
        TypedResults.Problem(title: "Not found.", detail: detail, statusCode: StatusCodes.Status404NotFound);

    /// <summary>403: the caller may act, but not there.</summary>
    public static ProblemHttpResult OtherPort(string port) =>
        TypedResults.Problem(
            title: "Not at this port.",
            detail: $"You may not act at {port}: an administrator can give you the right to.",
            statusCode: StatusCodes.Status403Forbidden
        );

    /// <summary>405: no route has this method.</summary>
    internal static ProblemHttpResult NoSuchMethod(HttpContext http)
    {
        http.Response.Headers.Allow = "GET, HEAD, POST";
        return TypedResults.Problem(
            title: "No such method.",
            detail: "Everything here is read with GET and done with POST.",
            statusCode: StatusCodes.Status405MethodNotAllowed
        );
    }

    /// <summary>503: what was to be done needs the broker.</summary>
    internal static ProblemHttpResult BrokerAway() =>
        TypedResults.Problem(
            title: "The broker cannot be reached.",
            detail: "Nothing was done, as the boards of other instances would not hear of it: send it again when the broker is back.",
            statusCode: StatusCodes.Status503ServiceUnavailable
        );

    /// <summary>429: the caller shall wait for a while.</summary>
    public static ProblemHttpResult TooMany(HttpContext http, string reason, TimeSpan wait)
    {
        var seconds = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds));
        http.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return TypedResults.Problem(
            title: "Too many requests.",
            detail: $"{reason} Nothing was done: send it again in {seconds} s.",
            statusCode: StatusCodes.Status429TooManyRequests
        );
    }

    /// <summary>400 with one field named.</summary>
    public static ProblemHttpResult Invalid(string field, string message) =>
        Invalid(new Dictionary<string, string[]>(StringComparer.Ordinal) { [field] = [message] });

    /// <summary>400 with the fields named.</summary>
    public static ProblemHttpResult Invalid(IDictionary<string, string[]> errors) =>
        TypedResults.Problem(
            new HttpValidationProblemDetails(errors)
            {
                Status = StatusCodes.Status400BadRequest,
                Detail = "Nothing was done. Correct the fields named and send it again.",
            }
        );

    /// <summary>400 with the lines of a CSV that are bad.</summary>
    public static ProblemHttpResult BadLines(IReadOnlyList<BadLine> lines, long count) =>
        TypedResults.Problem(
            title: "The file was not taken.",
            detail: $"{count} of its lines are bad; nothing was imported. Correct them, or send it with badLines=Report to take the others.",
            statusCode: StatusCodes.Status400BadRequest,
            extensions: new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["badLines"] = lines.Take(Limits.BadLines),
            }
        );

    /// <summary>An entry for <see cref="Conflict(IReadOnlyList{StateConflict})"/>: there is no such movement.</summary>
    public static StateConflict Unknown(Guid movementId) =>
        new()
        {
            MovementId = movementId,
            Reason =
                $"There is no movement {movementId} here (yet): look it up again, or wait a moment if it has just arrived.",
        };
}
