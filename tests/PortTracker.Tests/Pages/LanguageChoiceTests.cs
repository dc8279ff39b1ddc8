using System.Net;
using PortTracker.Tests.Access;

namespace PortTracker.Tests.Pages;

/// <summary>The language of a page.</summary>
public sealed class LanguageChoiceTests(PortHost port) : IClassFixture<PortHost>
{
    [Theory]
    [InlineData("zh-CN,zh;q=0.9,en;q=0.5", "zh", "用户名")]
    [InlineData("en-GB", "en", "User name")]
    [InlineData("tlh", "en", "User name")]
    public async Task A_page_uses_the_language_of_the_browser(string asked, string language, string text)
    {
        using var browser = new HttpClient(port.Handler()) { BaseAddress = new Uri("http://localhost") };
        browser.DefaultRequestHeaders.Add("Accept-Language", asked);

        using var answer = await browser.GetAsync("/sign-in");
        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());

        page.ShouldContain($"<html lang=\"{language}\">");
        page.ShouldContain(text);
        answer.Headers.Vary.ShouldBe(["Cookie", "Accept-Language"]);
    }

    [Fact]
    public async Task The_chosen_language_is_remembered()
    {
        using var browser = new CookieBrowser(port);

        using var chosen = await browser.GetAsync("/languages/zh?returnUrl=%2Fsign-in");
        chosen.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        chosen.Headers.Location!.OriginalString.ShouldBe("/sign-in");

        using var inChinese = await browser.GetAsync("/sign-in");
        (await inChinese.Content.ReadAsStringAsync()).ShouldContain("<html lang=\"zh\">");

        using var back = await browser.GetAsync("/languages/en");
        using var inEnglish = await browser.GetAsync("/sign-in");
        (await inEnglish.Content.ReadAsStringAsync()).ShouldContain("<html lang=\"en\">");
    }

    [Theory]
    [InlineData("https://elsewhere.example/")]
    [InlineData("//elsewhere.example/")]
    [InlineData("/\\elsewhere.example/")]
    [InlineData("/\t/elsewhere.example/")]
    public async Task Choosing_a_language_does_not_redirect_to_another_site(string address)
    {
        using var browser = new CookieBrowser(port);

        using var answer = await browser.GetAsync($"/languages/en?returnUrl={Uri.EscapeDataString(address)}");

        answer.Headers.Location!.OriginalString.ShouldBe("/");
    }

    [Fact]
    public async Task Choosing_a_language_redirects_home_when_the_address_is_too_long()
    {
        using var browser = new CookieBrowser(port);

        using var answer = await browser.GetAsync("/languages/zh?returnUrl=/%E5%AD%97");

        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        answer.Headers.Location!.OriginalString.ShouldBe("/");
    }

    [Fact]
    public async Task An_unsupported_language_is_not_found()
    {
        using var browser = new CookieBrowser(port);

        using var answer = await browser.GetAsync("/languages/tlh");

        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }
}
