using System.Net;
using PortTracker.ApiClient;
using PortTracker.Contracts.Api;

namespace PortTracker.Web.Shared;

/// <summary>Formats the failures of the API client for the page.</summary>
public static class RefusalFormat
{
    private const int MostStates = 3;

    /// <summary>The refusal that the page shows; null if the exception is none of the API client's.</summary>
    public static Refusal? Of(Exception exception) =>
        exception switch
        {
            PortTrackerException refused => Of(refused),
            HttpRequestException => NoAnswer(),
            _ => null,
        };

    private static Refusal Of(PortTrackerException refused)
    {
        if (refused.Status is HttpStatusCode.Unauthorized)
        {
            return new Refusal
            {
                Text = refused.Method == HttpMethod.Get ? SharedText.SessionOver : SharedText.SessionEnded,
                Kind = RefusalKind.SignedOut,
            };
        }

        // An answer without a title is not from the API.
        if (refused.Status >= HttpStatusCode.InternalServerError || refused.Title is null)
        {
            return NoAnswer();
        }

        if (refused.Errors.ContainsKey(RequestHeaders.Antiforgery))
        {
            return new Refusal { Text = SharedText.SessionChanged };
        }

        var isOwnLanguage = Languages.Current == Languages.OfApi;
        var said = refused.Detail ?? refused.Title;
        var states = string.Join(
            ' ',
            refused.Conflicts.Take(MostStates).Select(ConflictFormat.Sentence).OfType<string>()
        );
        return new Refusal
        {
            Text = isOwnLanguage ? said : $"{TextFor(refused.Status)} {states}".Trim(),
            Detail = isOwnLanguage || states.Length > 0 ? null : said,
            Fields = refused.Errors,
            BadLines = refused.BadLines,
            Kind = refused.Status is HttpStatusCode.NotFound ? RefusalKind.Missing : RefusalKind.Refused,
        };
    }

    private static string TextFor(HttpStatusCode status) =>
        status switch
        {
            HttpStatusCode.BadRequest => SharedText.RefusedInvalid,
            HttpStatusCode.Forbidden => SharedText.RefusedForbidden,
            HttpStatusCode.NotFound => SharedText.RefusedMissing,
            HttpStatusCode.Conflict => SharedText.RefusedConflict,
            HttpStatusCode.TooManyRequests => SharedText.RefusedTooMany,
            _ => SharedText.RefusedOtherwise,
        };

    private static Refusal NoAnswer() => new() { Text = SharedText.NoAnswer, Kind = RefusalKind.NoAnswer };
}
