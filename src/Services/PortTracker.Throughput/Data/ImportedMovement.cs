using System.ComponentModel.DataAnnotations;
using PortTracker.Contracts.Api;
using PortTracker.Contracts.Events;
using PortTracker.Contracts.Vehicles;
using PortTracker.ServiceCore.Actions;
using PortTracker.ServiceCore.Storage;
using PortTracker.ServiceCore.Validation;
using PortTracker.ServiceHosting.Csv;

namespace PortTracker.Throughput.Data;

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

    /// <summary>The time of the import. Later instants are in the future.</summary>
    public required DateTimeOffset Now { get; init; }

    public static ImportedMovement Read(CsvFields row, VehicleColumns vehicles, DateTimeOffset now) =>
        new()
        {
            Vehicle = vehicles.Read(row),
            Channel = row.IsEmpty("channel") ? null : row.OneOf<Channel>("channel"),
            Inspections = row.OptionalNumber("inspections") ?? 0,
            Findings = row.OptionalNumber("findings") ?? 0,
            ArrivedAt = row.Instant("arrived_at").TruncateToMilliseconds(),
            ClearedAt = row.Instant("cleared_at").TruncateToMilliseconds(),
            DepartedAt = row.Instant("departed_at").TruncateToMilliseconds(),
            Now = now,
        };

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        var results = AttributeValidator<Vehicle>.Validate(Vehicle);
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
            results.Add(new ValidationResult($"This is before {Limits.Earliest:yyyy}.", [nameof(ArrivedAt)]));
        }

        if (DepartedAt > Now)
        {
            results.Add(new ValidationResult("The departure is in the future.", [nameof(DepartedAt)]));
        }

        if (Findings > 0 && Inspections is 0)
        {
            results.Add(new ValidationResult("Findings need at least one inspection.", [nameof(Findings)]));
        }

        return results;
    }
}
