using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Update;

namespace PortTracker.ServiceDefaults;

/// <summary>
/// What the person behind the present request does: noted while it is done, written with the transaction. Where there is no
/// person, as when events are applied, nothing is noted.
/// </summary>
internal sealed class AuditTrail(ServiceDbContext db, string service)
{
    private const int SaltBytes = 16;
    private readonly List<Line> lines = [];
    private readonly ArrayBufferWriter<byte> buffer = new();
    private Deed? deed;

    /// <summary>Whether anything of it is committed.</summary>
    public bool IsOnRecord { get; private set; }

    /// <summary>How much is noted and not yet committed.</summary>
    public int Noted => lines.Count;

    /// <summary>From here on, what happens in this context is this person's doing.</summary>
    public void Begin(Deed by) => deed = by;

    public void Note(string? subject, string? port, object? before, object? after) =>
        Note(
            subject,
            port,
            vin: null,
            before is null ? null : json => JsonSerializer.Serialize(json, before, PortJson.Options),
            after is null ? null : json => JsonSerializer.Serialize(json, after, PortJson.Options)
        );

    /// <summary>Notes the changes that are about to be saved.</summary>
    public void NoteChanges(IEnumerable<IUpdateEntry> rows)
    {
        if (deed is null)
        {
            return;
        }

        foreach (var row in rows)
        {
            if (AuditedType.Of(row.EntityType) is { } type)
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

    /// <summary>Forgets what was noted after so much.</summary>
    public void Forget(int after = 0) => lines.RemoveRange(after, lines.Count - after);

    /// <summary>Writes what was noted. Only in a transaction that no other writer of the service can come between.</summary>
    public async Task WriteAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (deed is not null && lines.Count is 0 && !IsOnRecord)
        {
            // Whatever a person does leaves a row, even if nobody thought of what should stand in it.
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
            rows[i] = Follow(last, lines[i], AuditChain.DetailsHash(salts[i], lines[i].Details), now);
            last = new AuditHead(rows[i].Sequence, rows[i].Hash);
        }

        await db.InsertAsync<AuditRow>(AuditRow.Columns, rows.Select(row => row.Values()), cancellationToken);
        await db.InsertAsync<AuditRowDetails>(
            AuditRowDetails.Columns,
            rows.Select((row, i) => (object?[])[row.Sequence, salts[i], lines[i].Details]),
            cancellationToken
        );
    }

    /// <summary>The latest row.</summary>
    public async Task<AuditHead> HeadAsync(CancellationToken cancellationToken) =>
        await db
            .AuditRows.OrderByDescending(row => row.Sequence)
            .Select(row => new AuditHead(row.Sequence, row.Hash))
            .FirstOrDefaultAsync(cancellationToken)
        ?? new AuditHead(0, AuditChain.Beginning(service));

    public void Committed()
    {
        IsOnRecord |= lines.Count > 0;
        lines.Clear();
    }

    private AuditRow Follow(AuditHead last, Line line, byte[] detailsHash, DateTimeOffset now)
    {
        var at = Act.ToMilliseconds(now);
        var sequence = last.Sequence + 1;
        return new AuditRow
        {
            Sequence = sequence,
            At = at,
            Actor = deed!.Actor,
            Action = deed.Action,
            Subject = line.Subject,
            Port = line.Port,
            DetailsHash = detailsHash,
            PreviousHash = last.Hash,
            Hash = AuditChain.Hash(
                sequence,
                at,
                deed.Actor,
                deed.Action,
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
        if (deed is null)
        {
            return;
        }

        buffer.ResetWrittenCount();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            Write(Names.Name, deed.Name);
            Write(Names.Address, deed.Address);
            Write(Names.Vin, vin);
            Write(Names.Reason, deed.Reason);
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

    /// <summary>The names of <see cref="AuditDetails"/>, which is read from what is written here.</summary>
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

/// <summary>The latest row of an audit trail: its number and its hash.</summary>
internal sealed record AuditHead(long Sequence, byte[] Hash);
