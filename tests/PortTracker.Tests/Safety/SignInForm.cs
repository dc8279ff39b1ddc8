using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace PortTracker.Tests.Safety;

/// <summary>The form of the sign-in page, filled in.</summary>
internal static class SignInForm
{
    /// <summary>Sends it, with the token that the page of the host of these services would have had in it.</summary>
    public static async Task<HttpResponseMessage> SubmitAsync(
        HttpClient client,
        IServiceProvider host,
        string name,
        string password
    )
    {
        var tokens = host.GetRequiredService<IAntiforgery>()
            .GetTokens(new DefaultHttpContext { RequestServices = host });
        var cookie = host.GetRequiredService<IOptions<AntiforgeryOptions>>().Value.Cookie.Name;
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/access/sessions")
        {
            Content = new FormUrlEncodedContent([
                new("userName", name),
                new("password", password),
                new(tokens.FormFieldName, tokens.RequestToken),
            ]),
            Headers = { { "Cookie", $"{cookie}={tokens.CookieToken}" } },
        };
        return await client.SendAsync(request);
    }
}
