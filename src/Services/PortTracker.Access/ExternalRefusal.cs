using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Http;
using PortTracker.ServiceHosting.Access;

namespace PortTracker.Access;

/// <summary>A refusal: a page for browsers, problem details for programs.</summary>
internal sealed class ExternalRefusal(int status, string title, string detail) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        if (!httpContext.Request.GetTypedHeaders().Accept.Any(type => type.MediaType == "text/html"))
        {
            return TypedResults.Problem(title: title, detail: detail, statusCode: status).ExecuteAsync(httpContext);
        }

        var html = HtmlEncoder.Default;
        return TypedResults
            .Content(
                $"""
                <!DOCTYPE html>
                <html lang="en">
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width">
                <title>{html.Encode(title)}</title>
                <h1>{html.Encode(title)}</h1>
                <p>{html.Encode(detail)}</p>
                <p><a href="{AccessSchemes.SignInPage}">Sign in</a></p>
                </html>
                """,
                "text/html; charset=utf-8",
                contentEncoding: null,
                status
            )
            .ExecuteAsync(httpContext);
    }
}
