using System.Diagnostics.CodeAnalysis;
using PortTracker.Contracts.Api;

namespace PortTracker.Contracts.Vehicles;

/// <summary>See <see cref="Vehicles.Plate"/>. There may be none.</summary>
public sealed class PlateAttribute : TextRuleAttribute
{
    /// <inheritdoc />
    protected override bool IsValid(string? text, [NotNullWhen(false)] out string? error) =>
        Plate.IsValid(text, out error);
}
