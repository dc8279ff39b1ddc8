using System.Net;
using System.Text.RegularExpressions;
using PortTracker.Contracts.Access;
using PortTracker.Contracts.Api;

namespace PortTracker.Tests.Hosting;

/// <summary>Hangfire's dashboard, through the web host and in one process.</summary>
public sealed partial class JobsPageTests(ServiceAndWebHosts hosts, PortHost port)
    : IClassFixture<ServiceAndWebHosts>,
        IClassFixture<PortHost>
{
    private const string Trigger = "/jobs/recurring/trigger";

    [Fact]
    public async Task An_administrator_can_run_a_job_from_the_page()
    {
        using var inOneProcess = port.As("root", Roles.Administrator);
        foreach (var client in (HttpClient[])[inOneProcess, hosts.Web])
        {
            var page = await PageAsync(client);
            page.Text.ShouldContain("aggregate-throughput");
            page.Text.ShouldContain(Trigger);

            using var run = await TriggerAsync(client, page);

            run.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        }
    }

    [Fact]
    public async Task A_job_runs_after_other_hosts_in_the_process_have_stopped()
    {
        using var client = port.As("root", Roles.Administrator);
        var page = await PageAsync(client);
        await using (var other = new PortHost())
        {
            await other.InitializeAsync();
        }

        using var run = await TriggerAsync(client, page);

        run.StatusCode.ShouldBe(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task Another_site_cannot_trigger_a_job()
    {
        using var client = port.As("root", Roles.Administrator);
        var page = await PageAsync(client);

        using var run = await TriggerAsync(client, page with { Token = "" });

        run.IsSuccessStatusCode.ShouldBeFalse();
    }

    [Fact]
    public async Task An_auditor_has_read_only_access()
    {
        using var client = port.As("auditor", Roles.Auditor);
        var page = await PageAsync(client);
        page.Text.ShouldContain("aggregate-throughput");
        page.Text.ShouldNotContain(Trigger);

        using var run = await TriggerAsync(client, page);

        run.IsSuccessStatusCode.ShouldBeFalse();
    }

    [Theory]
    [InlineData("/jobs")]
    [InlineData("/jobs/servers")]
    [InlineData("/jobs/stats")]
    public async Task Other_roles_cannot_open_the_jobs_page(string path)
    {
        using var officer = port.As("officer", Roles.Officer, Roles.Supervisor, Roles.Manager);
        using var firm = port.As("dispatcher", Roles.Operator);
        using var nobody = new HttpClient(port.Handler()) { BaseAddress = new Uri("http://localhost") };

        (await officer.GetAsync(path)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await firm.GetAsync(path)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await nobody.GetAsync(path)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    private static async Task<Page> PageAsync(HttpClient client)
    {
        using var answer = await client.GetAsync("/jobs/recurring");
        var text = await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync();
        return new Page(
            text,
            Token().Match(text).Groups["token"].Value,
            answer.Headers.GetValues("Set-Cookie").Single().Split(';')[0]
        );
    }

    private static async Task<HttpResponseMessage> TriggerAsync(HttpClient client, Page page)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Trigger)
        {
            Content = new FormUrlEncodedContent([new("jobs[]", "aggregate-throughput")]),
            Headers = { { RequestHeaders.Antiforgery, page.Token }, { "Cookie", page.Cookie } },
        };
        return await client.SendAsync(request);
    }

    [GeneratedRegex("""name="csrf-token" content="(?<token>[^"]+)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Token();

    private sealed record Page(string Text, string Token, string Cookie);
}
