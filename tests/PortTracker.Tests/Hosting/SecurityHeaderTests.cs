using System.Net;
using System.Text;

namespace PortTracker.Tests.Hosting;

public sealed class SecurityHeaderTests(ServiceAndWebHosts hosts) : IClassFixture<ServiceAndWebHosts>, IDisposable
{
    private const string Policy = "Content-Security-Policy";
    private readonly HttpClient browser = new(new SocketsHttpHandler { AllowAutoRedirect = false })
    {
        BaseAddress = hosts.Web.BaseAddress,
    };

    public void Dispose() => browser.Dispose();

    /// <summary>Every kind of response, of the web host and of the services behind it.</summary>
    public static TheoryData<string, HttpStatusCode> Answers { get; } =
        new()
        {
            { $"/board/{PortHost.Port}", HttpStatusCode.OK },
            { "/failures", HttpStatusCode.Redirect },
            { "/sign-in", HttpStatusCode.OK },
            { "/nothing", HttpStatusCode.NotFound },
            { "/board.css", HttpStatusCode.OK },
            { "/scalar/", HttpStatusCode.OK },
            { "/openapi/v1.json", HttpStatusCode.OK },
            { "/health/live", HttpStatusCode.OK },
            { "/health/ready", HttpStatusCode.OK },
            { "/api/board/ports", HttpStatusCode.OK },
            { "/api/board/NOWHERE", HttpStatusCode.NotFound },
            { "/api/entry/feed", HttpStatusCode.Unauthorized },
            { "/jobs", HttpStatusCode.Redirect },
            { "/hubs/queue", HttpStatusCode.BadRequest },
        };

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task Every_response_has_each_security_header_once(string path, HttpStatusCode status)
    {
        using var answer = await browser.GetAsync(path);

        answer.StatusCode.ShouldBe(status);
        ShouldBeSafe(answer);
    }

    [Theory]
    [InlineData("/api/entry/feed")]
    [InlineData("/jobs")]
    public async Task A_forwarded_response_keeps_the_headers_of_the_service(string path)
    {
        using var forwarded = await hosts.Web.GetAsync(path);
        using var direct = await hosts.Services.GetAsync(path);

        direct.StatusCode.ShouldBe(HttpStatusCode.OK);
        forwarded.StatusCode.ShouldBe(HttpStatusCode.OK);
        ShouldBeSafe(direct);
        ShouldBeSafe(forwarded);
        forwarded.Headers.GetValues(Policy).ShouldBe(direct.Headers.GetValues(Policy));
    }

    [Theory]
    [InlineData("/api/entry/feed")]
    [InlineData("/API/Entry/FEED")]
    public async Task Programs_get_an_uncached_401_however_the_path_is_written(string path)
    {
        using var answer = await browser.GetAsync(path);

        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        answer.Headers.WwwAuthenticate.Single().Scheme.ShouldBe("Bearer");
        answer.Headers.CacheControl.ShouldNotBeNull().NoStore.ShouldBeTrue();
    }

    [Fact]
    public async Task A_response_to_a_malformed_request_has_the_headers()
    {
        using var unreadable = new StringContent("{", Encoding.UTF8, "application/json");
        using var answer = await hosts.Services.PostAsync("/api/access/tokens", unreadable);

        await answer.ShouldBeProblemAsync(HttpStatusCode.BadRequest);
        ShouldBeSafe(answer);
    }

    [Fact]
    public async Task The_script_nonce_of_the_API_page_changes_with_each_request()
    {
        (await NonceAsync()).ShouldNotBe(await NonceAsync());

        async Task<string> NonceAsync()
        {
            using var page = await browser.GetAsync("/scalar/");
            var allowed = page.Headers.GetValues(Policy).Single().Split("script-src 'nonce-")[1].Split('\'')[0];
            allowed.Length.ShouldBeGreaterThan(20);
            (await page.Content.ReadAsStringAsync()).ShouldContain($"nonce=\"{allowed}\"");
            return allowed;
        }
    }

    [Theory]
    [InlineData("https", true)]
    [InlineData("http", false)]
    public async Task HSTS_is_sent_only_over_HTTPS(string scheme, bool isTold)
    {
        browser.DefaultRequestHeaders.Add("X-Forwarded-Proto", scheme);
        foreach (var path in (string[])["/api/board/ports", "/failures"])
        {
            using var answer = await browser.GetAsync(path);

            answer.Headers.Contains("Strict-Transport-Security").ShouldBe(isTold);
        }
    }

    [Fact]
    public async Task Vehicle_data_is_not_cached()
    {
        using var answer = await hosts.Web.GetAsync($"/api/entry/movements?port={PortHost.Port}");

        answer.EnsureSuccessStatusCode().Headers.CacheControl!.NoStore.ShouldBeTrue();
    }

    [Theory]
    [InlineData("/api/board/ports")]
    [InlineData("/hubs/queue/negotiate")]
    [InlineData("/openapi/v1.json")]
    public async Task No_other_origin_can_read_a_response(string path)
    {
        browser.DefaultRequestHeaders.Add("Origin", "https://elsewhere.example");
        using var preflight = new HttpRequestMessage(HttpMethod.Options, path);
        preflight.Headers.Add("Access-Control-Request-Method", "GET");

        using var asked = await browser.SendAsync(preflight);
        using var read = await browser.GetAsync(path);

        asked.StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
        foreach (var answer in (HttpResponseMessage[])[asked, read])
        {
            answer
                .Headers.Where(header => header.Key.StartsWith("Access-Control", StringComparison.OrdinalIgnoreCase))
                .ShouldBeEmpty();
        }
    }

    [Fact]
    public async Task The_sign_in_redirect_stays_on_the_requested_host()
    {
        using var answer = await browser.GetAsync("/jobs");

        answer.Headers.Location!.ToString().ShouldBe("/sign-in?returnUrl=%2Fjobs");
    }

    /// <summary>Each header is present once, with a strict value.</summary>
    internal static void ShouldBeSafe(HttpResponseMessage answer)
    {
        Single("X-Content-Type-Options").ShouldBe("nosniff");
        Single("Referrer-Policy").ShouldBe("same-origin");
        Single("Cross-Origin-Opener-Policy").ShouldBe("same-origin");
        Single("Cross-Origin-Resource-Policy").ShouldBe("same-origin");
        Single("Permissions-Policy").ShouldContain("camera=()");
        answer.Headers.Contains("Server").ShouldBeFalse();

        var policy = Single(Policy)
            .Split(';', StringSplitOptions.TrimEntries)
            .Select(directive => directive.Split(' '))
            .ToDictionary(words => words[0], words => words[1..], StringComparer.Ordinal);
        policy["default-src"].ShouldBe(["'none'"]);
        policy["frame-ancestors"].ShouldBe(["'none'"]);
        policy.ShouldContainKey("base-uri");
        policy.ShouldContainKey("form-action");
        string[] scripts = ["script-src", "script-src-elem", "script-src-attr", "worker-src", "object-src"];
        string[] dangerous = ["*", "http:", "https:", "data:", "blob:", "'unsafe-inline'", "'unsafe-eval'"];
        scripts.SelectMany(directive => policy.GetValueOrDefault(directive, [])).Intersect(dangerous).ShouldBeEmpty();

        string Single(string name) => answer.Headers.GetValues(name).ShouldHaveSingleItem(name);
    }
}
