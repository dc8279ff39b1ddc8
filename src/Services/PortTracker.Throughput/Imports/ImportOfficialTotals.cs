using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PortTracker.Contracts.Api;
using PortTracker.Contracts.Throughput;
using PortTracker.ServiceCore.Persistence;
using PortTracker.ServiceCore.Ports;
using PortTracker.ServiceHosting.Csv;
using PortTracker.ServiceHosting.Problems;
using PortTracker.Throughput.Data;

namespace PortTracker.Throughput.Imports;

/// <summary><c>POST /api/throughput/official-totals/import</c>: imports the whole file, or nothing.</summary>
internal sealed class ImportOfficialTotals(
    ThroughputDb db,
    ServiceTransaction<ThroughputDb> transaction,
    TimeProvider time
)
{
    public static async Task<Results<Ok<OfficialTotalsImportResponse>, ProblemHttpResult>> HandleAsync(
        string port,
        HttpRequest request,
        ThroughputDb db,
        ServiceTransaction<ThroughputDb> transaction,
        PortCatalog ports,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        if (!CsvRequestBody.IsFor(request, port, ports, out var known, out var declared, out var refusal))
        {
            return refusal;
        }

        request.EnableBuffering();
        return await new ImportOfficialTotals(db, transaction, time).ImportAsync(
            known,
            request.Body,
            declared,
            cancellationToken
        );
    }

    public async Task<Results<Ok<OfficialTotalsImportResponse>, ProblemHttpResult>> ImportAsync(
        Port port,
        Stream body,
        Encoding? declared,
        CancellationToken cancellationToken
    )
    {
        var hash = await CsvRequestBody.HashAsync(body, cancellationToken);
        Dictionary<(int Year, int Month), (OfficialTotalLine Line, int Number)> given = [];
        List<LineNote> replaced = [];
        var bad = new RejectedLines();
        await foreach (
            var line in CsvReading.ReadAsync(
                body,
                declared,
                OfficialTotalLine.Columns,
                OfficialTotalLine.Read,
                cancellationToken
            )
        )
        {
            if (line.Value is not { } value)
            {
                bad.Add(line.Errors);
            }
            else if (!given.TryAdd((value.Year, value.Month ?? OfficialTotal.WholeYear), (value, line.Number)))
            {
                bad.Add([new LineError(line.Number, "month", "This period is in the file twice. Keep one line.")]);
            }
        }

        if (bad.Count > 0)
        {
            return ProblemResults.BadLines(bad.First, bad.Count, isWholeOnly: true);
        }

        await transaction.RunAsync(
            db,
            async () =>
            {
                var known = await db
                    .OfficialTotals.Where(total => total.Port == port.Code)
                    .ToDictionaryAsync(total => (total.Year, total.Month), cancellationToken);
                foreach (var (period, (line, number)) in given)
                {
                    if (known.TryGetValue(period, out var total))
                    {
                        if (Compare(total, line) is { Any: true } differences)
                        {
                            replaced.Add(new LineNote(number, $"This figure replaces another: {differences}."));
                            total.Replace(line.Vehicles, line.NewEnergy, line.Source, time.GetUtcNow());
                        }
                    }
                    else
                    {
                        db.OfficialTotals.Add(
                            new OfficialTotal
                            {
                                Port = port.Code,
                                Year = period.Year,
                                Month = period.Month,
                                Vehicles = line.Vehicles,
                                NewEnergy = line.NewEnergy,
                                Source = line.Source,
                                ImportedAt = time.GetUtcNow(),
                            }
                        );
                    }
                }

                db.Audit(hash, port.Code, after: new { Periods = given.Count, Replaced = replaced.Count });
                return true;
            },
            cancellationToken
        );
        return TypedResults.Ok(new OfficialTotalsImportResponse(given.Count) { Replaced = replaced });
    }

    private static Differences Compare(OfficialTotal recorded, OfficialTotalLine line)
    {
        var differences = new Differences();
        differences.Add("vehicles", recorded.Vehicles, line.Vehicles);
        differences.Add("new_energy", recorded.NewEnergy, line.NewEnergy);
        differences.Add("source", recorded.Source, line.Source);
        return differences;
    }
}
