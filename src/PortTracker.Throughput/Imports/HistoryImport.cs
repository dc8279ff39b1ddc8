using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace PortTracker.Throughput;

/// <summary>An official total of a month or a year from before go-live.</summary>
internal sealed class OfficialTotal
{
    /// <summary>Stands for the month in the total of a year.</summary>
    public const int WholeYear = 0;

    public required string Port { get; init; }
    public required int Year { get; init; }
    public required int Month { get; init; }
    public required long Vehicles { get; set; }
    public required long? NewEnergy { get; set; }
    public required string Source { get; set; }
}

/// <summary>A line of the CSV; without a month it is the total of the year.</summary>
internal sealed record OfficialLine : IValidatableObject
{
    public static IReadOnlyList<string> Columns { get; } = ["year", "month", "vehicles", "new_energy", "source"];

    [Range(2000, 2100)]
    public required int Year { get; init; }

    [Range(1, 12)]
    public int? Month { get; init; }

    public required int Vehicles { get; init; }
    public int? NewEnergy { get; init; }

    [Given(200)]
    public required string Source { get; init; }

    public static OfficialLine Read(CsvRow row) =>
        new()
        {
            Year = row.Number("year"),
            Month = row.OptionalNumber("month"),
            Vehicles = row.Number("vehicles"),
            NewEnergy = row.OptionalNumber("new_energy"),
            Source = row.Text("source"),
        };

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (NewEnergy > Vehicles)
        {
            yield return new ValidationResult(
                "There cannot be more new energy vehicles than vehicles.",
                [nameof(NewEnergy)]
            );
        }
    }
}

/// <summary><c>POST /api/throughput/history/import</c>: takes all of the file, or nothing.</summary>
internal sealed class HistoryImport(ThroughputDb db, ServiceDatabase<ThroughputDb> database)
{
    public static async Task<Results<Ok<HistoryImportResponse>, ProblemHttpResult>> HandleAsync(
        string port,
        HttpRequest request,
        ThroughputDb db,
        ServiceDatabase<ThroughputDb> database,
        PortCatalog ports,
        CancellationToken cancellationToken
    )
    {
        if (!CsvUpload.IsFor(request, port, ports, out var known, out var refusal))
        {
            return refusal;
        }

        request.EnableBuffering();
        return await new HistoryImport(db, database).ImportAsync(known, request.Body, cancellationToken);
    }

    public async Task<Results<Ok<HistoryImportResponse>, ProblemHttpResult>> ImportAsync(
        Port port,
        Stream body,
        CancellationToken cancellationToken
    )
    {
        var hash = await CsvUpload.HashAsync(body, cancellationToken);
        Dictionary<(int Year, int Month), OfficialLine> given = [];
        var bad = new RejectedLines();
        await foreach (var line in CsvLines.ReadAsync(body, OfficialLine.Columns, OfficialLine.Read, cancellationToken))
        {
            if (line.Value is not { } value)
            {
                bad.Add(line.Errors);
            }
            else if (!given.TryAdd((value.Year, value.Month ?? OfficialTotal.WholeYear), value))
            {
                bad.Add([new BadLine(line.Number, "month", "This period is given twice in the file.")]);
            }
        }

        if (bad.Count > 0)
        {
            return Problems.BadLines(bad.First, bad.Count);
        }

        await database.InTransactionAsync(
            db,
            async () =>
            {
                var known = await db
                    .OfficialTotals.Where(total => total.Port == port.Code)
                    .ToDictionaryAsync(total => (total.Year, total.Month), cancellationToken);
                foreach (var (period, line) in given)
                {
                    if (known.TryGetValue(period, out var total))
                    {
                        (total.Vehicles, total.NewEnergy, total.Source) = (line.Vehicles, line.NewEnergy, line.Source);
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
                            }
                        );
                    }
                }

                db.Audit(hash, port.Code, after: new { Periods = given.Count });
                return true;
            },
            cancellationToken
        );
        return TypedResults.Ok(new HistoryImportResponse(given.Count));
    }
}
