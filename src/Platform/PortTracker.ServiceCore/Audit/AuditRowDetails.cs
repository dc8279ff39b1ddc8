namespace PortTracker.ServiceCore.Audit;

/// <summary>The personal data of an audit row, in a separate table, so that it can be deleted after its retention period.</summary>
internal sealed class AuditRowDetails
{
    public static IReadOnlyList<string> Columns { get; } = [nameof(Sequence), nameof(Salt), nameof(Json)];

    public required long Sequence { get; init; }
    public required byte[] Salt { get; init; }
    public required byte[] Json { get; init; }
}
