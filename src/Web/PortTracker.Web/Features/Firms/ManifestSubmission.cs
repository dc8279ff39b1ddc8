using PortTracker.Contracts.Api;

namespace PortTracker.Web.Features.Firms;

/// <summary>A manifest to send.</summary>
/// <param name="Name">Name of its file.</param>
/// <param name="Csv">Its content.</param>
/// <param name="ExpectedOn">The day on which its vehicles are expected.</param>
/// <param name="BadLines">How to handle bad lines.</param>
internal sealed record ManifestSubmission(string Name, byte[] Csv, DateOnly ExpectedOn, BadLineHandling BadLines)
{
    /// <summary>The idempotency key, so that repeated requests are accepted once.</summary>
    public string Key { get; init; } = Guid.NewGuid().ToString();
}
