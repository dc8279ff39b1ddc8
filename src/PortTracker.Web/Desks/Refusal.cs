using PortTracker.Contracts;

namespace PortTracker.Web.Desks;

/// <summary>Why something was not done, for the one who asked for it.</summary>
public sealed record Refusal
{
    /// <summary>What is the matter, and what to do.</summary>
    public required string Text { get; init; }

    /// <summary>What the API says beside that, in its own language; null where the text says it all.</summary>
    public string? Detail { get; init; }

    /// <summary>Tag of the language in which the fields' messages are.</summary>
    public string Language { get; init; } = Languages.OfApi.Tag;

    /// <summary>What is wrong with single fields, by their names in the API.</summary>
    public IReadOnlyDictionary<string, string[]> Fields { get; init; } = new Dictionary<string, string[]>();

    /// <summary>What is wrong with single lines of a file.</summary>
    public IReadOnlyList<BadLine> BadLines { get; init; } = [];

    /// <summary>What kind of refusal it is.</summary>
    public RefusalKind Kind { get; init; }

    /// <summary>One that the page finds by itself, before it asks the API.</summary>
    public static Refusal Of(string field, string message) =>
        new()
        {
            Text = Resources.AccessText.CorrectFields,
            Language = Languages.Current.Tag,
            Fields = new Dictionary<string, string[]>(StringComparer.OrdinalIgnoreCase) { [field] = [message] },
        };

    /// <summary>The same for a part of what was sent: its fields by their names there.</summary>
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

    /// <summary>What is wrong with a field; nothing if it is right.</summary>
    public IReadOnlyList<string> For(string field) => Fields.TryGetValue(field, out var messages) ? messages : [];
}

/// <summary>Kinds of refusals that pages treat each in its way.</summary>
public enum RefusalKind
{
    /// <summary>It cannot be done, or not like that.</summary>
    Refused,

    /// <summary>There is no such thing.</summary>
    Missing,

    /// <summary>Nobody is signed in any more.</summary>
    SignedOut,

    /// <summary>No answer came, so that nobody knows whether it was done.</summary>
    NoAnswer,
}

/// <summary>The API has not done what was asked for, or does not answer.</summary>
internal sealed class RefusedException(Refusal refusal, Exception? inner = null) : Exception(refusal.Text, inner)
{
    public Refusal Refusal => refusal;
}
