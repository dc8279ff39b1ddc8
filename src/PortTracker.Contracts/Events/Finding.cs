using System.ComponentModel.DataAnnotations;
using PortTracker.Contracts.Api;

namespace PortTracker.Contracts.Events;

/// <summary>What an inspection found.</summary>
public sealed record Finding
{
    /// <summary>Code of the finding, such as <c>VIN-MISMATCH</c>.</summary>
    [NotBlank(32)]
    public required string Code { get; init; }

    /// <summary>How bad it is.</summary>
    [EnumDataType(typeof(Severity))]
    public required Severity Severity { get; init; }

    /// <summary>The inspector's words.</summary>
    [PlainText(500)]
    public string? Note { get; init; }
}
