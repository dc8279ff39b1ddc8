using System.Diagnostics.CodeAnalysis;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace PortTracker.ServiceHosting.Csv;

/// <summary>The checks of every CSV route before it reads the body.</summary>
public static class CsvRequest
{
    /// <summary>Whether the body is CSV in an encoding that can be read; if not, a 415.</summary>
    /// <param name="request">The request.</param>
    /// <param name="declared">The encoding of the declared charset, if there is one.</param>
    /// <param name="refusal">Why the body cannot be read.</param>
    public static bool IsReadable(
        HttpRequest request,
        out Encoding? declared,
        [NotNullWhen(false)] out ProblemHttpResult? refusal
    )
    {
        declared = null;
        refusal = null;
        if (
            !MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            || !type.MediaType.Equals("text/csv", StringComparison.OrdinalIgnoreCase)
        )
        {
            refusal = TypedResults.Problem(statusCode: StatusCodes.Status415UnsupportedMediaType);
        }
        else if (
            HeaderUtilities.RemoveQuotes(type.Charset).ToString() is { Length: > 0 } charset
            && !CsvText.TryGetEncoding(charset, out declared)
        )
        {
            refusal = TypedResults.Problem(
                detail: $"Charset {charset} cannot be read. Send the file as UTF-8 or GB18030; without a charset, either is recognised.",
                statusCode: StatusCodes.Status415UnsupportedMediaType
            );
        }

        return refusal is null;
    }
}
