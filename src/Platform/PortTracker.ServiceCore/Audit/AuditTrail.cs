using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Update;
using PortTracker.Contracts.Api;
using PortTracker.Contracts.Audit;
using PortTracker.ServiceCore.Actions;
using PortTracker.ServiceCore.Storage;

namespace PortTracker.ServiceCore.Audit;

/// <summary>
/// Collects what the caller of the current request does, and writes it with the transaction. Without a caller, such as when events
/// are applied, it collects nothing.
/// </summary>
internal sealed class AuditTrail(DbContext db, IDatabaseDialect dialect, string service)
{
    private const int SaltBytes = 16;
    private readonly List<Line> lines = [];
    private readonly ArrayBufferWriter<byte> buffer = new();
    private AuditContext? context;

    /// <summary>Whether any row of this context is committed.</summary>
    public bool IsOnRecord { get; private set; }

    /// <summary>The number of rows that are not yet committed.</summary>
    public int Noted => lines.Count;

    /// <summary>Attributes everything that happens in this context from now on to a person.</summary>
    public void Begin(AuditContext by) => context = by;

    public void Note(string? subject, string? port, object? before, object? after) =>
        Note(
            subject,
            port,
            vin: null,
            before is null ? null : json => JsonSerializer.Serialize(json, before, PortJson.Options),
            after is null ? null : json => JsonSerializer.Serialize(json, after, PortJson.Options)
        );

    /// <summary>Adds rows for the changes that are about to be saved.</summary>
    public void NoteChanges(IEnumerable<IUpdateEntry> rows)
    {
        if (context is null)
        {
            return;
        }

        foreach (var row in rows)
        {
            if (AuditedEntity.Of(row.EntityType) is { } type)
            {
                Note(
                    type.SubjectOf(row),
                    type.PortOf(row),
                    type.VinOf(row),
                    row.EntityState is EntityState.Added ? null : json => type.WriteBefore(row, json),
                    row.EntityState is EntityState.Deleted ? null : json => type.WriteAfter(row, json)
                );
            }
        }
    }

    /// <summary>Drops the uncommitted rows after the given number.</summary>
    public void Forget(int after = 0) => lines.RemoveRange(after, lines.Count - after);

    /// <summary>Writes the collected rows. The transaction must hold the service's writer lock.</summary>
    public async Task WriteAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (context is not null && lines.Count is 0 && !IsOnRecord)
        {
            // Every action leaves a row, even if no code added one.
            Note(subject: null, port: null, before: null, after: null);
        }

        if (lines.Count is 0)
        {
            return;
        }

        var last = await HeadAsync(cancellationToken);
        var salts = RandomNumberGenerator.GetBytes(lines.Count * SaltBytes).Chunk(SaltBytes).ToArray();
        var rows = new AuditRow[lines.Count];
        for (var i = 0; i < rows.Length; i++)
        {
            rows[i] = NextRow(last, lines[i], AuditChain.DetailsHash(salts[i], lines[i].Details), now);
            last = new AuditHead(rows[i].Sequence, rows[i].Hash);
        }

        await db.InsertAsync<AuditRow>(
            AuditRow.Columns,
            rows.Select(row => row.Values()),
            dialect.RowsPerInsert,
            cancellationToken
        );
        await db.InsertAsync<AuditRowDetails>(
            AuditRowDetails.Columns,
            rows.Select((row, i) => (object?[])[row.Sequence, salts[i], lines[i].Details]),
            dialect.RowsPerInsert,
            cancellationToken
        );
    }

    /// <summary>Reads the sequence and the hash of the latest row.</summary>
    public async Task<AuditHead> HeadAsync(CancellationToken cancellationToken) =>
        await db.Set<AuditRow>()
            .AsNoTracking()
            .OrderByDescending(row => row.Sequence)
            .Select(row => new AuditHead(row.Sequence, row.Hash))
            .FirstOrDefaultAsync(cancellationToken)
        ?? new AuditHead(0, AuditChain.Beginning(service));

    public void Committed()
    {
        IsOnRecord |= lines.Count > 0;
        lines.Clear();
    }

    private AuditRow NextRow(AuditHead last, Line line, byte[] detailsHash, DateTimeOffset now)
    {
        var at = now.TruncateToMilliseconds();
        var sequence = last.Sequence + 1;
        return new AuditRow
        {
            Sequence = sequence,
            At = at,
            Actor = context!.Actor,
            Action = context.Action,
            Subject = line.Subject,
            Port = line.Port,
            DetailsHash = detailsHash,
            PreviousHash = last.Hash,
            Hash = AuditChain.Hash(
                sequence,
                at,
                context.Actor,
                context.Action,
                line.Subject,
                line.Port,
                detailsHash,
                last.Hash
            ),
        };
    }

    private void Note(
        string? subject,
        string? port,
        string? vin,
        Action<Utf8JsonWriter>? before,
        Action<Utf8JsonWriter>? after
    )
    {
        if (context is null)
        {
            return;
        }

        buffer.ResetWrittenCount();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            Write(Names.Name, context.Name);
            Write(Names.Address, context.Address);
            Write(Names.Vin, vin);
            Write(Names.Reason, context.Reason);
            WriteObject(Names.Before, before);
            WriteObject(Names.After, after);
            json.WriteEndObject();

            void Write(JsonEncodedText name, string? value)
            {
                if (value is not null)
                {
                    json.WriteString(name, value);
                }
            }

            void WriteObject(JsonEncodedText name, Action<Utf8JsonWriter>? write)
            {
                if (write is not null)
                {
                    json.WritePropertyName(name);
                    write(json);
                }
            }
        }

        lines.Add(new Line(subject, port, buffer.WrittenSpan.ToArray()));
    }

    private sealed record Line(string? Subject, string? Port, byte[] Details);

    /// <summary>The JSON names of <see cref="AuditDetails"/>, which reads this JSON.</summary>
    private static class Names
    {
        public static JsonEncodedText Name { get; } = Of(nameof(AuditDetails.Name));
        public static JsonEncodedText Address { get; } = Of(nameof(AuditDetails.Address));
        public static JsonEncodedText Vin { get; } = Of(nameof(AuditDetails.Vin));
        public static JsonEncodedText Reason { get; } = Of(nameof(AuditDetails.Reason));
        public static JsonEncodedText Before { get; } = Of(nameof(AuditDetails.Before));
        public static JsonEncodedText After { get; } = Of(nameof(AuditDetails.After));

        private static JsonEncodedText Of(string name) =>
            JsonEncodedText.Encode(JsonNamingPolicy.CamelCase.ConvertName(name));
    }
}
