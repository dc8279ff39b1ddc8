using System.Data.Common;

namespace PortTracker.ServiceDefaults;

/// <summary>A row of the audit trail. It is added and read; there is no way here to change or to delete one.</summary>
internal sealed class AuditRow
{
    // More of them take longer: SQLite looks for each parameter among all.
    public const int RowsAStatement = 25;

    private static readonly string[] Columns =
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

    public static DbCommand Insert(ServiceDbContext db, IEnumerable<AuditRow> rows) =>
        db.Insert<AuditRow>(
            Columns,
            rows.Select(row =>
                (object?[])
                    [
                        row.Sequence,
                        row.At.ToUnixTimeMilliseconds(),
                        row.Actor,
                        row.Action,
                        row.Subject,
                        row.Port,
                        row.DetailsHash,
                        row.PreviousHash,
                        row.Hash,
                    ]
            )
        );
}

/// <summary>The part of an audit row that is about persons, in a table of its own, so that it can go when its time is over.</summary>
internal sealed class AuditRowDetails
{
    private static readonly string[] Columns = [nameof(Sequence), nameof(Salt), nameof(Json)];

    public required long Sequence { get; init; }
    public required byte[] Salt { get; init; }
    public required byte[] Json { get; init; }

    public static DbCommand Insert(ServiceDbContext db, IEnumerable<AuditRowDetails> rows) =>
        db.Insert<AuditRowDetails>(Columns, rows.Select(row => (object?[])[row.Sequence, row.Salt, row.Json]));
}
