using PortTracker.Contracts.Api;

namespace PortTracker.Web.Shared;

/// <summary>Why a request was not carried out, as the page shows it.</summary>
public sealed record Refusal
{
    /// <summary>What happened, and what to do.</summary>
    public required string Text { get; init; }

    /// <summary>The API's own message, in its language; null if the text covers it.</summary>
    public string? Detail { get; init; }

    /// <summary>Language tag of the field messages.</summary>
    public string Language { get; init; } = Languages.OfApi.Tag;

    /// <summary>Errors by field, by the field's name in the API.</summary>
    public IReadOnlyDictionary<string, string[]> Fields { get; init; } = new Dictionary<string, string[]>();

    /// <summary>Errors in the lines of a file.</summary>
    public IReadOnlyList<LineError> BadLines { get; init; } = [];

    /// <summary>The kind of refusal.</summary>
    public RefusalKind Kind { get; init; }

    /// <summary>A refusal by the page itself, before it calls the API.</summary>
    public static Refusal Of(string field, string message) =>
        new()
        {
            Text = SharedText.CorrectFields,
            Language = Languages.Current.Tag,
            Fields = new Dictionary<string, string[]>(StringComparer.OrdinalIgnoreCase) { [field] = [message] },
        };

    /// <summary>The refusal for one part of the request, with field names relative to that part.</summary>
    public Refusal Under(string part) =>
        this with
        {
            Fields = Fields.ToDictionary(
                field =>
                    field.Key.StartsWith(part, StringComparison.OrdinalIgnoreCase)
                        ? field.Key[part.Length..]
                        : field.Key,
                field => field.Value,
                StringComparer.OrdinalIgnoreCase
            ),
        };

    /// <summary>Errors of a field; empty if it is valid.</summary>
    public IReadOnlyList<string> For(string field) => Fields.TryGetValue(field, out var messages) ? messages : [];
}
