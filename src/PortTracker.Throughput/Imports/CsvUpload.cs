using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace PortTracker.Throughput;

/// <summary>What both imports ask of a request before they read its body.</summary>
internal static class CsvUpload
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
            !ports.TryGet(port, out known) ? Problems.NotFound(ports.UnknownPort(port))
            : !IsCsv(request.ContentType) ? TypedResults.Problem(statusCode: StatusCodes.Status415UnsupportedMediaType)
            : null;
        return refusal is null;
    }

    /// <summary>Reads a file that has come in whole, for its hash: by that it is found on the audit trail.</summary>
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

/// <summary>The lines of a file that cannot be taken: all are counted, the first are kept.</summary>
internal sealed class RejectedLines
{
    private const int Kept = 1_000;
    private readonly List<BadLine> first = [];

    public IReadOnlyList<BadLine> First => first;

    public long Count { get; private set; }

    public void Add(IReadOnlyList<BadLine> errors)
    {
        Count++;
        first.AddRange(errors.Take(Kept - first.Count));
    }
}
