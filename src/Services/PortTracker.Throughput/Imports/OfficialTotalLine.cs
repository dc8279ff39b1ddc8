using System.ComponentModel.DataAnnotations;
using PortTracker.Contracts.Api;
using PortTracker.ServiceHosting.Csv;
using PortTracker.Throughput.Totals;

namespace PortTracker.Throughput.Imports;

/// <summary>A line of a CSV of official totals; without a month it is the total of the year.</summary>
internal sealed record OfficialTotalLine : IValidatableObject
{
    public static IReadOnlyList<string> Columns { get; } = ["year", "month", "vehicles", "new_energy", "source"];

    [Range(TotalsEndpoint.FirstYear, TotalsEndpoint.LastYear)]
    public required int Year { get; init; }

    [Range(1, 12)]
    public int? Month { get; init; }

    public required int Vehicles { get; init; }
    public int? NewEnergy { get; init; }

    [NotBlank(200)]
    public required string Source { get; init; }

    public static OfficialTotalLine Read(CsvFields row) =>
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
                "The number of new energy vehicles is greater than the number of vehicles.",
                [nameof(NewEnergy)]
            );
        }
    }
}
