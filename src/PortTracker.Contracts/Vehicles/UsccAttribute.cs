using System.Diagnostics.CodeAnalysis;
using PortTracker.Contracts.Api;

namespace PortTracker.Contracts.Vehicles;

/// <summary>See <see cref="Uscc"/>.</summary>
public sealed class UsccAttribute : TextRuleAttribute
{
    /// <inheritdoc />
    protected override bool IsValid([NotNullWhen(true)] string? text, [NotNullWhen(false)] out string? error) =>
        Uscc.IsValid(text, out error);
}
