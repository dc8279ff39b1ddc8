using System.Diagnostics.CodeAnalysis;
using PortTracker.Contracts.Api;

namespace PortTracker.Contracts.Vehicles;

/// <summary>See <see cref="Vin"/>.</summary>
public sealed class VinAttribute : TextRuleAttribute
{
    /// <inheritdoc />
    protected override bool IsValid([NotNullWhen(true)] string? text, [NotNullWhen(false)] out string? error) =>
        Vin.IsValid(text, out error);
}
