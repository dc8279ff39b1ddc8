using System.Buffers.Binary;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace PortTracker.Throughput;

/// <summary>A line of the CSV: a movement that was complete before go-live.</summary>
internal sealed record ImportedMovement : IValidatableObject
{
    public static IReadOnlyList<string> Columns { get; } =
    [.. VehicleCsv.Columns, "channel", "inspections", "findings", "arrived_at", "cleared_at", "departed_at"];

    public required Vehicle Vehicle { get; init; }
    public required Channel? Channel { get; init; }
    public required int Inspections { get; init; }
    public required int Findings { get; init; }
    public required DateTimeOffset ArrivedAt { get; init; }
    public required DateTimeOffset ClearedAt { get; init; }
    public required DateTimeOffset DepartedAt { get; init; }

    /// <summary>The moment of the import, after which nothing can have happened yet.</summary>
    public required DateTimeOffset Now { get; init; }

    public static ImportedMovement Read(CsvRow row, DateTimeOffset now) =>
        new()
        {
            Vehicle = VehicleColumns.Read(row),
            Channel = row.OptionalText("channel") is null ? null : row.OneOf<Channel>("channel"),
            Inspections = row.OptionalNumber("inspections") ?? 0,
            Findings = row.OptionalNumber("findings") ?? 0,
            ArrivedAt = Act.ToMilliseconds(row.Instant("arrived_at")),
            ClearedAt = Act.ToMilliseconds(row.Instant("cleared_at")),
            DepartedAt = Act.ToMilliseconds(row.Instant("departed_at")),
            Now = now,
        };

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        var results = Rules<Vehicle>.Broken(Vehicle);
        if (ClearedAt < ArrivedAt)
        {
            results.Add(new ValidationResult("It was cleared before it arrived.", [nameof(ClearedAt)]));
        }

        if (DepartedAt < ClearedAt)
        {
            results.Add(new ValidationResult("It departed before it was cleared.", [nameof(DepartedAt)]));
        }

        if (ArrivedAt < Limits.Earliest)
        {
            results.Add(new ValidationResult($"This lies before {Limits.Earliest:yyyy}.", [nameof(ArrivedAt)]));
        }

        if (DepartedAt > Now)
        {
            results.Add(new ValidationResult("It has not departed yet: this is in the future.", [nameof(DepartedAt)]));
        }

        if (Findings > 0 && Inspections is 0)
        {
            results.Add(new ValidationResult("There are findings without an inspection.", [nameof(Findings)]));
        }

        return results;
    }
}

/// <summary>
/// <c>POST /api/throughput/movements/import</c>. The same movement (port, VIN and time of departure) is taken once, however
/// often it is sent.
/// </summary>
internal sealed class MovementImport(ThroughputDb db, ServiceDatabase<ThroughputDb> database, Act act)
{
    private const int KeptInMemory = 1024 * 1024;
    private const int FactsAtOnce = 1_000;

    public static async Task<Results<Ok<MovementImportResponse>, ProblemHttpResult>> HandleAsync(
        string port,
        BadLines? badLines,
        HttpRequest request,
        ThroughputDb db,
        ServiceDatabase<ThroughputDb> database,
        PortCatalog ports,
        CurrentAct act,
        CancellationToken cancellationToken
    )
    {
        if (!CsvUpload.IsFor(request, port, ports, out var known, out var refusal))
        {
            return refusal;
        }

        request.EnableBuffering(KeptInMemory);
        return await new MovementImport(db, database, act.Now).ImportAsync(
            known,
            badLines ?? BadLines.Reject,
            request.Body,
            cancellationToken
        );
    }

    public async Task<Results<Ok<MovementImportResponse>, ProblemHttpResult>> ImportAsync(
        Port port,
        BadLines badLines,
        Stream body,
        CancellationToken cancellationToken
    )
    {
        // However slowly the file comes in, the database is not kept from others meanwhile.
        var hash = await CsvUpload.HashAsync(body, cancellationToken);
        long imported = 0,
            alreadyThere = 0;
        var bad = new RejectedLines();
        var source = string.Create(CultureInfo.InvariantCulture, $"{act.Actor}, {act.RecordedAt:yyyy-MM-dd HH:mm}Z");
        var taken = await database.InTransactionAsync(
            db,
            async () =>
            {
                HashSet<(string, DateOnly)> days = [];
                List<MovementFact> chunk = [];
                await using INewFacts facts = db.Database.IsSqlite() ? FactInsert.Prepare(db) : new FactChunks(db);
                var lines = CsvLines.ReadAsync(
                    body,
                    ImportedMovement.Columns,
                    row => ImportedMovement.Read(row, act.RecordedAt),
                    cancellationToken
                );
                await foreach (var line in lines)
                {
                    if (line.Value is not { } movement)
                    {
                        bad.Add(line.Errors);
                    }
                    else if (bad.Count is 0 || badLines is BadLines.Report)
                    {
                        movement = movement with { Vehicle = movement.Vehicle.Normalised() };
                        var fact = MovementFact.FromBeforeGoLive(IdOf(port, movement), port, movement, source);
                        chunk.Add(fact);
                        if (chunk.Count is FactsAtOnce)
                        {
                            await TakeAsync();
                        }
                    }
                }

                await TakeAsync();
                await db.DirtyDays.MarkAsync(days, cancellationToken);
                db.Audit(
                    hash,
                    port.Code,
                    after: new
                    {
                        Imported = imported,
                        AlreadyThere = alreadyThere,
                        Rejected = bad.Count,
                    }
                );
                return bad.Count is 0 || badLines is BadLines.Report;

                async Task TakeAsync()
                {
                    var added = await facts.InsertAsync(chunk, cancellationToken);
                    imported += added.Count;
                    alreadyThere += chunk.Count - added.Count;
                    days.UnionWith(added.Select(fact => (fact.Port, fact.DepartedOn!.Value)));
                    chunk.Clear();
                }
            },
            cancellationToken
        );
        return taken
            ? TypedResults.Ok(
                new MovementImportResponse
                {
                    Imported = imported,
                    AlreadyThere = alreadyThere,
                    Rejected = bad.Count,
                    BadLines = bad.First,
                }
            )
            : Problems.BadLines(bad.First, bad.Count);
    }

    /// <summary>
    /// A UUID v8 that follows from port, VIN and time of departure. It begins with that time, so that the rows of an import go
    /// to the end of the index and not all over it.
    /// </summary>
    public static Guid IdOf(Port port, ImportedMovement movement)
    {
        var departedAt = movement.DepartedAt.ToUnixTimeMilliseconds();
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(
            Encoding.UTF8.GetBytes(
                string.Create(CultureInfo.InvariantCulture, $"{port.Code}|{movement.Vehicle.Vin}|{departedAt}")
            ),
            hash
        );
        Span<byte> id = stackalloc byte[16];
        BinaryPrimitives.WriteInt64BigEndian(id, departedAt << 16);
        hash[..10].CopyTo(id[6..]);
        id[6] = (byte)((id[6] & 0x0F) | 0x80);
        id[8] = (byte)((id[8] & 0x3F) | 0x80);
        return new Guid(id, bigEndian: true);
    }
}
