using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace PortTracker.Tests.Hosting;

/// <summary>The sign-in form.</summary>
internal static class SignInForm
{
    /// <summary>Submits the form with an antiforgery token of this host.</summary>
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
