using System.Diagnostics.CodeAnalysis;
using PortTracker.Contracts.Api;

namespace PortTracker.Contracts.Vehicles;

/// <summary>See <see cref="HsCode"/>.</summary>
public sealed class HsCodeAttribute : TextRuleAttribute
{
    /// <inheritdoc />
    protected override bool IsValid([NotNullWhen(true)] string? text, [NotNullWhen(false)] out string? error) =>
        HsCode.IsValid(text, out error);
}
