using System.Diagnostics.CodeAnalysis;
using PortTracker.Contracts.Api;

namespace PortTracker.Contracts.Vehicles;

/// <summary>See <see cref="Vehicles.Destination"/>.</summary>
public sealed class DestinationAttribute : TextRuleAttribute
{
    /// <inheritdoc />
    protected override bool IsValid([NotNullWhen(true)] string? text, [NotNullWhen(false)] out string? error) =>
        Destination.IsValid(text, out error);
}
