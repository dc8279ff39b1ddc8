using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;
using PortTracker.ServiceCore.Ports;
using PortTracker.ServiceHosting.Problems;

namespace PortTracker.Throughput.Imports;

/// <summary>The checks of both imports before they read the body.</summary>
internal static class CsvRequestBody
{
    public static bool IsFor(
        HttpRequest request,
        string port,
        PortCatalog ports,
        [NotNullWhen(true)] out Port? known,
        [NotNullWhen(false)] out ProblemHttpResult? refusal
    )
    {
        refusal =
            !ports.TryGetFromRequest(port, out known, out var unknownPort) ? unknownPort
            : !IsCsv(request.ContentType) ? TypedResults.Problem(statusCode: StatusCodes.Status415UnsupportedMediaType)
            : null;
        return refusal is null;
    }

    /// <summary>Reads the whole file and returns its hash, which identifies it on the audit trail.</summary>
    public static async Task<string> HashAsync(Stream file, CancellationToken cancellationToken)
    {
        var hash = await SHA256.HashDataAsync(file, cancellationToken);
        file.Position = 0;
        return Convert.ToHexStringLower(hash);
    }

    private static bool IsCsv(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type)
        && type.MediaType.Equals("text/csv", StringComparison.OrdinalIgnoreCase);
}
