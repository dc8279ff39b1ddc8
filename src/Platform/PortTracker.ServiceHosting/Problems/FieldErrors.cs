using Microsoft.AspNetCore.Http.HttpResults;
using PortTracker.Contracts.Api;
using PortTracker.ServiceCore.Actions;

namespace PortTracker.ServiceHosting.Problems;

/// <summary>The errors of a request by field, for rules that need more than the field itself.</summary>
public sealed class FieldErrors
{
    private readonly Dictionary<string, string[]> errors = new(StringComparer.Ordinal);

    public bool Any => errors.Count > 0;

    public void Add(string field, string message) =>
        errors[field] = errors.TryGetValue(field, out var others) ? [.. others, message] : [message];

    /// <summary>Adds the errors of another check.</summary>
    public void Add(FieldErrors others)
    {
        foreach (var (field, messages) in others.errors)
        {
            foreach (var message in messages)
            {
                Add(field, message);
            }
        }
    }

    /// <summary>Checks a stated instant: not in the future, apart from clock skew, and not before the earliest instant.</summary>
    public void AddIfImpossible(string field, DateTimeOffset? instant, ActionContext now)
    {
        if (instant < Limits.Earliest)
        {
            Add(field, $"This is before {Limits.Earliest:yyyy}. Give the time when it happened, or leave it out.");
        }

        if (instant > now.RecordedAt + Limits.ClockSkew)
        {
            Add(
                field,
                $"This is in the future. The server's clock shows {now.RecordedAt:u}. Check the clock of the device."
            );
        }
    }

    public ProblemHttpResult ToProblem() => ProblemResults.Invalid(errors);
}
