using System.Net;

namespace PortTracker.Tests.Access;

internal static class Redirects
{
    public static void ShouldLeadTo(this HttpResponseMessage answer, string address)
    {
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var location = answer.Headers.Location!;
        (location.IsAbsoluteUri ? location.PathAndQuery : location.OriginalString).ShouldBe(address);
    }
}
