namespace PortTracker.ServiceCore.Audit;

/// <summary>A row of the audit trail. Rows are only added and read, never changed or deleted.</summary>
internal sealed class AuditRow
{
    public static IReadOnlyList<string> Columns { get; } =
    [
        nameof(Sequence),
        nameof(At),
        nameof(Actor),
        nameof(Action),
        nameof(Subject),
        nameof(Port),
        nameof(DetailsHash),
        nameof(PreviousHash),
        nameof(Hash),
    ];

    public required long Sequence { get; init; }
    public required DateTimeOffset At { get; init; }
    public required string Actor { get; init; }
    public required string Action { get; init; }
    public required string? Subject { get; init; }
    public required string? Port { get; init; }
    public required byte[] DetailsHash { get; init; }
    public required byte[] PreviousHash { get; init; }
    public required byte[] Hash { get; init; }

    public object?[] Values() =>
        [Sequence, At.ToUnixTimeMilliseconds(), Actor, Action, Subject, Port, DetailsHash, PreviousHash, Hash];
}
