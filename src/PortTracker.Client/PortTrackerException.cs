using System.Net;
using System.Text;
using System.Text.Json;
using PortTracker.Contracts;

namespace PortTracker.Client;

/// <summary>The server answered, but did not do what was asked: its problem details (RFC 9457), made readable.</summary>
public sealed class PortTrackerException : Exception
{
    private const int NamedInMessage = 10;

    private PortTrackerException(HttpStatusCode status, Problem problem)
        : base(Describe(status, problem))
    {
        Status = status;
        Title = problem.Title ?? status.ToString();
        Detail = problem.Detail;
        Errors = problem.Errors;
        Conflicts = problem.Conflicts;
        BadLines = problem.BadLines;
        Needs = problem.Needs;
    }

    /// <summary>The answer's HTTP status.</summary>
    public HttpStatusCode Status { get; }

    /// <summary>What kind of problem it is.</summary>
    public string Title { get; }

    /// <summary>This problem in particular, and what to do about it.</summary>
    public string? Detail { get; }

    /// <summary>What is wrong with which field of the request.</summary>
    public IReadOnlyDictionary<string, string[]> Errors { get; }

    /// <summary>The movements that stood against the action, with their present state (409).</summary>
    public IReadOnlyList<StateConflict> Conflicts { get; }

    /// <summary>Lines of a CSV that were not taken (400).</summary>
    public IReadOnlyList<BadLine> BadLines { get; }

    /// <summary>What a sign-in lacks: <c>code</c> where the account has a second factor (401).</summary>
    public string? Needs { get; }

    internal static async Task<PortTrackerException> FromAsync(
        HttpResponseMessage response,
        CancellationToken cancellationToken
    )
    {
        var body = await response.Content.ReadAsStringAsync(cancellationToken);
        return new PortTrackerException(response.StatusCode, Read(body));
    }

    private static Problem Read(string body)
    {
        try
        {
            return JsonSerializer.Deserialize<Problem>(body, PortJson.Options) ?? new Problem();
        }
        catch (JsonException)
        {
            // A proxy in between answers in HTML or text.
            return new Problem { Detail = body.Length <= 500 ? body : body[..500] };
        }
    }

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
        foreach (var line in lines.Take(NamedInMessage))
        {
            text.Append("\n  ").Append(line);
        }

        if (lines.Count > NamedInMessage)
        {
            text.Append("\n  and ").Append(lines.Count - NamedInMessage).Append(" more");
        }

        return text.ToString();
    }

    private sealed record Problem
    {
        public string? Title { get; init; }

        public string? Detail { get; init; }

        public IReadOnlyDictionary<string, string[]> Errors { get; init; } =
            new Dictionary<string, string[]>(StringComparer.Ordinal);

        public IReadOnlyList<StateConflict> Conflicts { get; init; } = [];

        public IReadOnlyList<BadLine> BadLines { get; init; } = [];

        public string? Needs { get; init; }
    }
}
