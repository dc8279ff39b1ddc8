using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Mvc.Testing.Handlers;

namespace PortTracker.Tests;

/// <summary>A browser without scripts: it keeps cookies and sends the forms of pages. It follows no redirect by itself.</summary>
internal sealed partial class PlainBrowser(HttpMessageHandler host, Uri address) : IDisposable
{
    private readonly CookieContainer cookies = new();

    private HttpClient Http =>
        field ??= new HttpClient(new CookieContainerHandler(cookies) { InnerHandler = host }) { BaseAddress = address };

    public void Dispose() => Http.Dispose();

    public Task<HttpResponseMessage> OpenAsync(string page) => Http.GetAsync(new Uri(page, UriKind.Relative));

    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request) => Http.SendAsync(request);

    /// <summary>Opens a page and sends a form of its, with what is typed into it.</summary>
    public async Task<HttpResponseMessage> SendFormAsync(
        string page,
        string action,
        params IEnumerable<(string Field, string Value)> typed
    )
    {
        using var opened = await OpenAsync(page);
        return await SendAsync(await FormAsync(opened, action, typed));
    }

    public Task<HttpResponseMessage> SignInAsync(string userName, string password, string returnUrl = "/") =>
        SendFormAsync(
            $"/sign-in?returnUrl={Uri.EscapeDataString(returnUrl)}",
            "api/access/sessions",
            ("userName", userName),
            ("password", password)
        );

    /// <summary>The request that a form of an open page makes.</summary>
    public static async Task<HttpRequestMessage> FormAsync(
        HttpResponseMessage page,
        string action,
        params IEnumerable<(string Field, string Value)> typed
    )
    {
        var html = await page.Content.ReadAsStringAsync();
        var form = Form()
            .Matches(html)
            .FirstOrDefault(form => form.Groups["action"].Value == action)
            .ShouldNotBeNull($"There is no form for {action}:\n{html}");
        var fields = Hidden()
            .Matches(form.Value)
            .ToDictionary(
                input => input.Groups["name"].Value,
                input => WebUtility.HtmlDecode(input.Groups["value"].Value),
                StringComparer.Ordinal
            );
        foreach (var (field, value) in typed)
        {
            fields[field] = value;
        }

        return new HttpRequestMessage(HttpMethod.Post, "/" + action) { Content = new FormUrlEncodedContent(fields) };
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
