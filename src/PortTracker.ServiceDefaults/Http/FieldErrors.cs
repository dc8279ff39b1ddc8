using Microsoft.AspNetCore.Http.HttpResults;

namespace PortTracker.ServiceDefaults;

/// <summary>What is wrong with a request, field by field, for rules that need more than the field itself.</summary>
public sealed class FieldErrors
{
    private readonly Dictionary<string, string[]> errors = new(StringComparer.Ordinal);

    public bool Any => errors.Count > 0;

    public void Add(string field, string message) =>
        errors[field] = errors.TryGetValue(field, out var others) ? [.. others, message] : [message];

    /// <summary>Those that were found elsewhere, too.</summary>
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

    /// <summary>An instant that somebody states lies in the past, but for clocks that differ a little, and not in another age.</summary>
    public void AddIfImpossible(string field, DateTimeOffset? instant, Act now)
    {
        if (instant < Limits.Earliest)
        {
            Add(
                field,
                $"This lies before {Limits.Earliest:yyyy}: leave it out, or give the time at which it happened."
            );
        }

        if (instant > now.RecordedAt + Limits.ClockSkew)
        {
            Add(
                field,
                $"This lies in the future; the server's clock says {now.RecordedAt:u}. Check the clock of the device."
            );
        }
    }

    public ProblemHttpResult ToProblem() => Problems.Invalid(errors);
}
