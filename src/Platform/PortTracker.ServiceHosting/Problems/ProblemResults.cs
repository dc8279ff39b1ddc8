using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using PortTracker.Contracts.Api;

namespace PortTracker.ServiceHosting.Problems;

/// <summary>Refusals: problem details (RFC 9457) that say what to do.</summary>
public static class ProblemResults
{
    /// <summary>409: the state of the movements does not allow the action. Lists each with its current state.</summary>
    public static ProblemHttpResult Conflict(IReadOnlyList<StateConflict> conflicts) =>
        TypedResults.Problem(
            title: "Nothing was done: the state of a movement does not allow it.",
            detail: conflicts.Count is 1
                ? conflicts[0].Reason
                : $"{conflicts.Count} movements do not allow it. The first: {conflicts[0].Reason}",
            statusCode: StatusCodes.Status409Conflict,
            extensions: new Dictionary<string, object?>(StringComparer.Ordinal) { ["conflicts"] = conflicts }
        );

    /// <summary>404.</summary>
    public static ProblemHttpResult NotFound(string detail) =>
        TypedResults.Problem(title: "Not found.", detail: detail, statusCode: StatusCodes.Status404NotFound);

    /// <summary>403: the caller may not act at that port.</summary>
    public static ProblemHttpResult OtherPort(string port) =>
        TypedResults.Problem(
            title: "Not at this port.",
            detail: $"You may not act at {port}. Ask an administrator for the right.",
            statusCode: StatusCodes.Status403Forbidden
        );

    /// <summary>403: a page of another site opens the hub with this site's cookie.</summary>
    internal static ProblemHttpResult OtherOrigin() =>
        TypedResults.Problem(
            title: "Not from this site.",
            detail: "Only pages of this site may watch with its cookie. An operator can add an origin to Hub:Origins.",
            statusCode: StatusCodes.Status403Forbidden
        );

    /// <summary>403: the caller may not read what happens at that port.</summary>
    public static ProblemHttpResult OtherPortToRead(string port) =>
        TypedResults.Problem(
            title: "Not at this port.",
            detail: $"You may not read what happens at {port}. Ask an administrator for the right.",
            statusCode: StatusCodes.Status403Forbidden
        );

    /// <summary>405: no route supports the method.</summary>
    internal static ProblemHttpResult NoSuchMethod(HttpContext http)
    {
        http.Response.Headers.Allow = "GET, HEAD, POST";
        return TypedResults.Problem(
            title: "Method not allowed.",
            detail: "Use GET to read and POST to act.",
            statusCode: StatusCodes.Status405MethodNotAllowed
        );
    }

    /// <summary>503: the action needs the broker.</summary>
    internal static ProblemHttpResult BrokerAway() =>
        TypedResults.Problem(
            title: "The broker cannot be reached.",
            detail: "Nothing was done, because the boards of other instances would miss the change. Send the request again when the broker is available.",
            statusCode: StatusCodes.Status503ServiceUnavailable
        );

    /// <summary>429: the caller must wait.</summary>
    public static ProblemHttpResult TooMany(HttpContext http, string reason, TimeSpan wait)
    {
        var seconds = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds));
        http.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return TypedResults.Problem(
            title: "Too many requests.",
            detail: $"{reason} Nothing was done. Send it again in {seconds} s.",
            statusCode: StatusCodes.Status429TooManyRequests
        );
    }

    /// <summary>400 for one field.</summary>
    public static ProblemHttpResult Invalid(string field, string message) =>
        Invalid(new Dictionary<string, string[]>(StringComparer.Ordinal) { [field] = [message] });

    /// <summary>400 for several fields.</summary>
    public static ProblemHttpResult Invalid(IDictionary<string, string[]> errors) =>
        TypedResults.Problem(
            new HttpValidationProblemDetails(errors)
            {
                Status = StatusCodes.Status400BadRequest,
                Detail = "Nothing was done. Correct the fields listed and send the request again.",
            }
        );

    /// <summary>400 with the bad lines of a CSV.</summary>
    /// <param name="lines">Their errors.</param>
    /// <param name="count">How many lines are bad.</param>
    /// <param name="isWholeOnly">Whether the route imports the whole file or nothing.</param>
    public static ProblemHttpResult BadLines(IReadOnlyList<LineError> lines, long count, bool isWholeOnly = false) =>
        TypedResults.Problem(
            title: "The file was not imported.",
            detail: $"{count} lines are bad, so nothing was imported. "
                + (
                    isWholeOnly
                        ? "Correct them and send the file again."
                        : "Correct them, or send the file with badLines=Report to import the other lines."
                ),
            statusCode: StatusCodes.Status400BadRequest,
            extensions: new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["badLines"] = lines.Take(Limits.BadLines),
            }
        );

    /// <summary>The entry of an unknown movement for <see cref="Conflict(IReadOnlyList{StateConflict})"/>.</summary>
    public static StateConflict Unknown(Guid movementId) =>
        new()
        {
            MovementId = movementId,
            Reason =
                $"Movement {movementId} is not known here yet. Look it up again, or wait a moment if it has just arrived.",
        };
}
