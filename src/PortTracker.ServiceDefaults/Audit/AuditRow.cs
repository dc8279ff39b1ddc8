namespace PortTracker.ServiceDefaults;

/// <summary>A row of the audit trail. It is added and read; there is no way here to change or to delete one.</summary>
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

/// <summary>The part of an audit row that is about persons, in a table of its own, so that it can go when its time is over.</summary>
internal sealed class AuditRowDetails
{
    public static IReadOnlyList<string> Columns { get; } = [nameof(Sequence), nameof(Salt), nameof(Json)];

    public required long Sequence { get; init; }
    public required byte[] Salt { get; init; }
    public required byte[] Json { get; init; }
}
