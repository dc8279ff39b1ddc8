using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Microsoft.Net.Http.Headers;

namespace PortTracker.Tests.Access;

/// <summary>
/// A browser at a port's pages: it keeps cookies and follows to where it is sent, also to other sites and back. Cookies last until they
/// are taken away; whether what they hold has run out is for the port to see.
/// </summary>
internal sealed partial class Browser(Uri home, HttpMessageHandler handler) : IDisposable
{
    /// <summary>Where the form of the sign-in page goes.</summary>
    public const string Sessions = "api/access/sessions";

    private readonly HttpMessageInvoker atHome = new(handler);
    private readonly HttpMessageInvoker elsewhere = new(new SocketsHttpHandler { AllowAutoRedirect = false });
    private readonly List<(string Site, SetCookieHeaderValue Cookie)> cookies = [];

    public Browser(PortHost port)
        : this(new Uri("http://localhost"), port.Handler()) { }

    /// <summary>Where it was sent, one after the other.</summary>
    public List<Uri> Visited { get; } = [];

    /// <summary>The cookies that the port has set, by name.</summary>
    public IReadOnlyDictionary<string, string> Cookies =>
        cookies
            .Where(cookie => cookie.Site == home.Authority)
            .ToDictionary(
                cookie => cookie.Cookie.Name.ToString(),
                cookie => cookie.Cookie.Value.ToString(),
                StringComparer.Ordinal
            );

    /// <summary>Whether it has a session, as far as it knows.</summary>
    public bool HasSession => Cookies.ContainsKey("porttracker");

    /// <summary>Puts a cookie in, as if the port had set it.</summary>
    public void Take(string name, string value) => Keep(home, new SetCookieHeaderValue(name, value) { Path = "/" });

    /// <summary>Throws a cookie away.</summary>
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

    /// <summary>Signs in for certain.</summary>
    public async Task SignInAsync(Person person)
    {
        using var answer = await SignInAsync(person.UserName, person.Password);
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        answer.Headers.Location.ShouldBe(new Uri("/", UriKind.Relative));
    }

    public async Task<Me> MeAsync()
    {
        using var answer = await GetAsync("/api/access/me");
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        return await answer.ReadAsync<Me>();
    }

    /// <summary>The request that a form of an open page makes, with what is typed into it.</summary>
    public static async Task<HttpRequestMessage> FormAsync(
        HttpResponseMessage page,
        string action,
        params IEnumerable<(string Field, string Value)> typed
    )
    {
        var html = await page.Content.ReadAsStringAsync();
        // Where somebody is signed in, the page of the sign-in has no form for it, but a token for all forms.
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

    /// <summary>Posts as a page does, with the antiforgery token that it has, if it has any.</summary>
    public Task<HttpResponseMessage> PostAsync(string path, object? body, string? antiforgery)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = body is null ? null : JsonContent.Create(body, body.GetType(), options: PortJson.Options),
        };
        if (antiforgery is not null)
        {
            request.Headers.Add(Contracts.Headers.Antiforgery, antiforgery);
        }

        return SendAsync(request);
    }

    /// <summary>Goes to an address and on to wherever it is sent, as someone who reads pages.</summary>
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
