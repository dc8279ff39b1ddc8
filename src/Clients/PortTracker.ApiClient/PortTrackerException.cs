using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Text;
using System.Text.Json;
using PortTracker.Contracts.Api;

namespace PortTracker.ApiClient;

/// <summary>The server refused a call. Holds its problem details (RFC 9457); the message lists them for a person.</summary>
public sealed class PortTrackerException : Exception
{
    private const int MostLines = 10;
    private const int MostCharacters = 500;

    private PortTrackerException(HttpMethod method, HttpStatusCode status, TimeSpan? retryAfter, Problem problem)
        : base(Describe(status, problem))
    {
        Method = method;
        Status = status;
        RetryAfter = retryAfter;
        Title = problem.Title;
        Detail = problem.Detail;
        Errors = problem.Errors;
        Conflicts = problem.Conflicts;
        BadLines = problem.BadLines;
        Needs = problem.Needs;
    }

    /// <summary>The method of the refused call. A refused GET leaves nothing undone.</summary>
    public HttpMethod Method { get; }

    /// <summary>The answer's HTTP status.</summary>
    public HttpStatusCode Status { get; }

    /// <summary>When to call again, if the server says so (429, 503).</summary>
    public TimeSpan? RetryAfter { get; }

    /// <summary>The kind of problem; null if the answer has none, such as that of a proxy.</summary>
    public string? Title { get; }

    /// <summary>This occurrence of the problem, and what to do about it.</summary>
    public string? Detail { get; }

    /// <summary>Errors by field of the request. Names of fields ignore case.</summary>
    public IReadOnlyDictionary<string, string[]> Errors { get; }

    /// <summary>The movements that prevent the action, with their current state (409).</summary>
    public IReadOnlyList<StateConflict> Conflicts { get; }

    /// <summary>Rejected lines of a CSV (400).</summary>
    public IReadOnlyList<LineError> BadLines { get; }

    /// <summary>What a sign-in lacks: <c>code</c> if the account has a second factor (401).</summary>
    public string? Needs { get; }

    internal static async Task<PortTrackerException> FromAsync(
        HttpMethod method,
        HttpResponseMessage response,
        CancellationToken cancellationToken
    )
    {
        var body = await response.Content.ReadAsStringAsync(cancellationToken);
        return new PortTrackerException(method, response.StatusCode, RetryAfterOf(response), Read(body));
    }

    private static TimeSpan? RetryAfterOf(HttpResponseMessage response) =>
        response.Headers.RetryAfter switch
        {
            { Delta: { } delay } => delay,
            { Date: { } at } => at - TimeProvider.System.GetUtcNow(),
            _ => null,
        };

    // JSON sets the properties by reflection, which the trimmer does not see.
    [DynamicDependency(DynamicallyAccessedMemberTypes.All, typeof(Problem))]
    private static Problem Read(string body)
    {
        try
        {
            return JsonSerializer.Deserialize<Problem>(body, PortJson.Options) ?? new Problem();
        }
        catch (JsonException)
        {
            // A proxy answers in HTML or text.
            return new Problem { Detail = body.Length <= MostCharacters ? body : Start(body) };
        }
    }

    // Not within a surrogate pair.
    private static string Start(string body) =>
        body[..(char.IsHighSurrogate(body[MostCharacters - 1]) ? MostCharacters - 1 : MostCharacters)];

    private static string Describe(HttpStatusCode status, Problem problem)
    {
        var text = new StringBuilder($"{(int)status} {problem.Title ?? status.ToString()}");
        if (!string.IsNullOrWhiteSpace(problem.Detail))
        {
            text.Append(": ").Append(problem.Detail);
        }

        List<string> lines =
        [
            .. problem.Errors.SelectMany(field => field.Value.Select(message => $"{field.Key}: {message}")),
            .. problem.Conflicts.Select(c =>
                $"{c.Vin ?? c.MovementId?.ToString() ?? "?"} ({c.State ?? "?"}): {c.Reason}"
            ),
            .. problem.BadLines.Select(bad =>
                $"line {bad.Line}{(bad.Field is null ? "" : $", {bad.Field}")}: {bad.Message}"
            ),
        ];
        foreach (var line in lines.Take(MostLines))
        {
            text.Append("\n  ").Append(line);
        }

        if (lines.Count > MostLines)
        {
            text.Append("\n  and ").Append(lines.Count - MostLines).Append(" more");
        }

        return text.ToString();
    }

    private sealed record Problem
    {
        public string? Title { get; init; }

        public string? Detail { get; init; }

        public Dictionary<string, string[]> Errors
        {
            get;
            init => field = new Dictionary<string, string[]>(value, StringComparer.OrdinalIgnoreCase);
        } = new(StringComparer.OrdinalIgnoreCase);

        public IReadOnlyList<StateConflict> Conflicts { get; init; } = [];

        public IReadOnlyList<LineError> BadLines { get; init; } = [];

        public string? Needs { get; init; }
    }
}
