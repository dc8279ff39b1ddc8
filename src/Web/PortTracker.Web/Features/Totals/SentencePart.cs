namespace PortTracker.Web.Features.Totals;

/// <summary>A part of a sentence. A figure links to its vehicles, a period to its totals.</summary>
/// <param name="Text">The text.</param>
/// <param name="Count">The number of vehicles; null if the part is not a figure.</param>
/// <param name="Query">The API query for these vehicles.</param>
/// <param name="Of">What the vehicles are.</param>
/// <param name="Year">The year that the part links to.</param>
/// <param name="Month">The month of that year.</param>
public sealed record SentencePart(
    string Text,
    long? Count = null,
    string Query = "",
    string Of = "",
    int? Year = null,
    int? Month = null
);
