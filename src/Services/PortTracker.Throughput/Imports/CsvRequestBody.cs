using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using PortTracker.ServiceCore.Ports;
using PortTracker.ServiceHosting.Csv;
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
        out Encoding? declared,
        [NotNullWhen(false)] out ProblemHttpResult? refusal
    )
    {
        declared = null;
        return ports.TryGetFromRequest(port, out known, out refusal)
            && CsvRequest.IsReadable(request, out declared, out refusal);
    }

    /// <summary>Reads the whole file and returns its hash, which identifies it on the audit trail.</summary>
    public static async Task<string> HashAsync(Stream file, CancellationToken cancellationToken)
    {
        var hash = await SHA256.HashDataAsync(file, cancellationToken);
        file.Position = 0;
        return Convert.ToHexStringLower(hash);
    }
}
