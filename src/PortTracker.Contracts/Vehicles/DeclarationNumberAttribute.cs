using System.Diagnostics.CodeAnalysis;
using PortTracker.Contracts.Api;

namespace PortTracker.Contracts.Vehicles;

/// <summary>See <see cref="DeclarationNumber"/>.</summary>
public sealed class DeclarationNumberAttribute : TextRuleAttribute
{
    /// <inheritdoc />
    protected override bool IsValid([NotNullWhen(true)] string? text, [NotNullWhen(false)] out string? error) =>
        DeclarationNumber.IsValid(text, out error);
}
