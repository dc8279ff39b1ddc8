using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using PortTracker.Contracts.Api;
using PortTracker.Contracts.Throughput;
using PortTracker.Contracts.Vehicles;
using PortTracker.ServiceCore.Actions;
using PortTracker.ServiceCore.Persistence;
using PortTracker.ServiceCore.Ports;
using PortTracker.ServiceHosting.Csv;
using PortTracker.ServiceHosting.Problems;
using PortTracker.Throughput.Data;

namespace PortTracker.Throughput.Imports;

/// <summary>
/// <c>POST /api/throughput/movements/import</c>. The same movement (port, VIN and time of departure) is imported once, however
/// often it is sent.
/// </summary>
internal sealed class ImportMovements(ThroughputDb db, ServiceTransaction<ThroughputDb> transaction, ActionContext act)
{
    private const int KeptInMemory = 1024 * 1024;
    private readonly LineNotes warned = new();

    public static async Task<Results<Ok<MovementImportResponse>, ProblemHttpResult>> HandleAsync(
        string port,
        BadLineHandling? badLines,
        HttpRequest request,
        ThroughputDb db,
        ServiceTransaction<ThroughputDb> transaction,
        PortCatalog ports,
        CurrentAction act,
        CancellationToken cancellationToken
    )
    {
        if (!CsvRequestBody.IsFor(request, port, ports, out var known, out var declared, out var refusal))
        {
            return refusal;
        }

        request.EnableBuffering(KeptInMemory);
        return await new ImportMovements(db, transaction, act.Now).ImportAsync(
            known,
            badLines ?? BadLineHandling.Reject,
            request.Body,
            declared,
            cancellationToken
        );
    }

    public async Task<Results<Ok<MovementImportResponse>, ProblemHttpResult>> ImportAsync(
        Port port,
        BadLineHandling badLines,
        Stream body,
        Encoding? declared,
        CancellationToken cancellationToken
    )
    {
        // Read the whole file before opening the transaction: a slow client must not hold the write lock.
        var hash = await CsvRequestBody.HashAsync(body, cancellationToken);
        var bad = new RejectedLines();
        FactImporter? facts = null;
        var isRounded = false;
        var isImported = await transaction.RunAsync(
            db,
            async () =>
            {
                await using var inserter = Inserter();
                facts = new FactImporter(inserter, new RecordedFacts(db));
                isRounded = await ReadAsync(port, badLines, body, declared, facts, bad, cancellationToken);
                await db.DirtyDays.MarkAsync(facts.Days, cancellationToken);
                db.Audit(
                    hash,
                    port.Code,
                    after: new
                    {
                        facts.Imported,
                        facts.AlreadyThere,
                        Different = facts.Different.Count,
                        Rejected = bad.Count,
                    }
                );
                return !isRounded && (bad.Count is 0 || badLines is BadLineHandling.Report);
            },
            cancellationToken
        );
        return isImported
            ? TypedResults.Ok(
                new MovementImportResponse
                {
                    Imported = facts!.Imported,
                    AlreadyThere = facts.AlreadyThere,
                    Rejected = bad.Count,
                    BadLines = bad.First,
                    Different = facts.Different.Count,
                    Differences = facts.Different.First,
                    Warned = warned.Count,
                    Warnings = warned.First,
                }
            )
            : ProblemResults.BadLines(bad.First, bad.Count, isWholeOnly: isRounded);
    }

    /// <summary>Reads and inserts the file; true if a spreadsheet rounded its declarations, so that nothing of it may be imported.</summary>
    private async Task<bool> ReadAsync(
        Port port,
        BadLineHandling badLines,
        Stream body,
        Encoding? declared,
        FactImporter facts,
        RejectedLines bad,
        CancellationToken cancellationToken
    )
    {
        var source = string.Create(CultureInfo.InvariantCulture, $"{act.Actor}, {act.RecordedAt:yyyy-MM-dd HH:mm}Z");
        var vehicles = new VehicleColumns();
        var lines = CsvReading.ReadAsync(
            body,
            declared,
            ImportedMovement.Columns,
            row => ImportedMovement.Read(row, vehicles, act.RecordedAt),
            cancellationToken
        );
        await foreach (var line in lines)
        {
            if (line.Value is not { } movement)
            {
                bad.Add(line.Errors);
            }
            else if (bad.Count is 0 || badLines is BadLineHandling.Report)
            {
                movement = movement with { Vehicle = movement.Vehicle.Normalised() };
                var id = ImportedMovementId.Of(port, movement);
                await facts.AddAsync(
                    MovementFact.FromBeforeGoLive(id, port, movement, source),
                    line.Number,
                    cancellationToken
                );
                if (Vin.FindWarning(movement.Vehicle.Vin) is { } warning)
                {
                    warned.Add(line.Number, warning);
                }
            }
        }

        await facts.FlushAsync(cancellationToken);
        if (vehicles.RoundingError is not { } rounded)
        {
            return false;
        }

        bad.Add([new LineError(1, VehicleColumns.RoundedColumn, rounded)]);
        return true;
    }

    private IFactInserter Inserter() => db.IsInProcess ? PreparedFactInserter.Prepare(db) : new ChunkedFactInserter(db);
}
