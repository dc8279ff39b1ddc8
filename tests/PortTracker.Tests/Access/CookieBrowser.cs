using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Microsoft.Net.Http.Headers;
using PortTracker.Contracts.Access;
using PortTracker.Contracts.Api;

namespace PortTracker.Tests.Access;

/// <summary>
/// A browser without scripts: it keeps cookies and follows redirects, also to other sites and back. Cookies last until they
/// are removed; the host decides whether their content has expired.
/// </summary>
internal sealed partial class CookieBrowser(Uri home, HttpMessageHandler handler) : IDisposable
{
    /// <summary>The address of the sign-in form.</summary>
    public const string Sessions = "api/access/sessions";

    private readonly HttpMessageInvoker atHome = new(handler);
    private readonly HttpMessageInvoker elsewhere = new(new SocketsHttpHandler { AllowAutoRedirect = false });
    private readonly List<(string Site, SetCookieHeaderValue Cookie)> cookies = [];

    public CookieBrowser(PortHost port)
        : this(new Uri("http://localhost"), port.Handler()) { }

    /// <summary>The addresses that it visited, in order.</summary>
    public List<Uri> Visited { get; } = [];

    /// <summary>The cookies of the host by name.</summary>
    public IReadOnlyDictionary<string, string> Cookies =>
        cookies
            .Where(cookie => cookie.Site == home.Authority)
            .ToDictionary(
                cookie => cookie.Cookie.Name.ToString(),
                cookie => cookie.Cookie.Value.ToString(),
                StringComparer.Ordinal
            );

    /// <summary>Whether it has a session cookie.</summary>
    public bool HasSession => Cookies.ContainsKey("porttracker");

    /// <summary>Adds a cookie as if the host had set it.</summary>
    public void Take(string name, string value) => Keep(home, new SetCookieHeaderValue(name, value) { Path = "/" });

    /// <summary>Removes a cookie.</summary>
    public void Drop(string name) => cookies.RemoveAll(cookie => cookie.Cookie.Name == name);

    /// <summary>Signs in with the form of the sign-in page.</summary>
    public async Task<HttpResponseMessage> SignInAsync(
        string userName,
        string password,
        string? code = null,
        string returnUrl = "/"
    )
    {
        using var page = await GetAsync($"/sign-in?returnUrl={Uri.EscapeDataString(returnUrl)}");
        return await SendAsync(
            await FormAsync(
                page,
                Sessions,
                ("userName", userName),
                ("password", password),
                ("code", code ?? ""),
                ("returnUrl", returnUrl)
            )
        );
    }

    /// <summary>Signs in and checks that it succeeded.</summary>
    public async Task SignInAsync(Person person)
    {
        using var answer = await SignInAsync(person.UserName, person.Password);
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        answer.Headers.Location.ShouldBe(new Uri("/", UriKind.Relative));
    }

    public async Task<CurrentUser> MeAsync()
    {
        using var answer = await GetAsync("/api/access/me");
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        return await answer.ReadAsync<CurrentUser>();
    }

    /// <summary>The request of a form of an open page with these values.</summary>
    public static async Task<HttpRequestMessage> FormAsync(
        HttpResponseMessage page,
        string action,
        params IEnumerable<(string Field, string Value)> typed
    )
    {
        var html = await page.Content.ReadAsStringAsync();
        // With a session, the sign-in page has no form, but a token for all forms.
        var form = Form().Matches(html).FirstOrDefault(form => form.Groups["action"].Value == action)?.Value ?? html;
        var fields = Hidden()
            .Matches(form)
            .DistinctBy(input => input.Groups["name"].Value)
            .ToDictionary(
                input => input.Groups["name"].Value,
                input => WebUtility.HtmlDecode(input.Groups["value"].Value),
                StringComparer.Ordinal
            );
        fields.ShouldNotBeEmpty($"There is no form:\n{html}");
        foreach (var (field, value) in typed)
        {
            fields[field] = value;
        }

        return new HttpRequestMessage(HttpMethod.Post, "/" + action) { Content = new FormUrlEncodedContent(fields) };
    }

    public Task<HttpResponseMessage> GetAsync(string path) => SendAsync(new HttpRequestMessage(HttpMethod.Get, path));

    /// <summary>Posts as a page does, with an antiforgery token if there is one.</summary>
    public Task<HttpResponseMessage> PostAsync(string path, object? body, string? antiforgery, string? key = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = body is null ? null : JsonContent.Create(body, body.GetType(), options: PortJson.Options),
        };
        if (antiforgery is not null)
        {
            request.Headers.Add(RequestHeaders.Antiforgery, antiforgery);
        }

        if (key is not null)
        {
            request.Headers.Add(RequestHeaders.IdempotencyKey, key);
        }

        return SendAsync(request);
    }

    /// <summary>Goes to an address and follows all redirects.</summary>
    public async Task<HttpResponseMessage> GoAsync(string address)
    {
        var next = new Uri(home, address);
        while (true)
        {
            Visited.Add(next);
            var request = new HttpRequestMessage(HttpMethod.Get, next);
            request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/html"));
            var answer = await SendAsync(request);
            if (answer.StatusCode is not HttpStatusCode.Redirect)
            {
                return answer;
            }

            Visited.Count.ShouldBeLessThan(10);
            next = new Uri(next, answer.Headers.Location!);
            answer.Dispose();
        }
    }

    public void Dispose()
    {
        atHome.Dispose();
        elsewhere.Dispose();
    }

    public async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request)
    {
        request.RequestUri = new Uri(home, request.RequestUri!);
        var site = request.RequestUri;
        if (CookiesFor(site) is { Length: > 0 } sent)
        {
            request.Headers.Add("Cookie", sent);
        }

        var answer = await (site.Authority == home.Authority ? atHome : elsewhere).SendAsync(
            request,
            CancellationToken.None
        );
        if (answer.Headers.TryGetValues("Set-Cookie", out var set))
        {
            foreach (var cookie in SetCookieHeaderValue.ParseList([.. set]))
            {
                Keep(site, cookie);
            }
        }

        return answer;
    }

    private string CookiesFor(Uri site) =>
        string.Join(
            "; ",
            cookies
                .Where(c =>
                    c.Site == site.Authority
                    && site.AbsolutePath.StartsWith(c.Cookie.Path.ToString(), StringComparison.Ordinal)
                )
                .Select(c => $"{c.Cookie.Name}={c.Cookie.Value}")
        );

    private void Keep(Uri site, SetCookieHeaderValue cookie)
    {
        cookies.RemoveAll(known => known.Site == site.Authority && known.Cookie.Name == cookie.Name);
        if (cookie.Value.Length > 0)
        {
            cookies.Add((site.Authority, cookie));
        }
    }

    [GeneratedRegex("""<form [^>]*action="(?<action>[^"]*)".*?</form>""", RegexOptions.Singleline, 1_000)]
    private static partial Regex Form();

    [GeneratedRegex(
        """<input type="hidden" name="(?<name>[^"]*)" value="(?<value>[^"]*)" />""",
        RegexOptions.None,
        1_000
    )]
    private static partial Regex Hidden();
}
