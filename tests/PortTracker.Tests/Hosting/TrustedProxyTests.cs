namespace PortTracker.Tests.Hosting;

/// <summary>The address of the client, on which the limits depend, behind proxies.</summary>
public sealed class TrustedProxyTests : IAsyncLifetime
{
    private const string Anywhere = "203.0.113.7";
    private const string Elsewhere = "203.0.113.8";
    private const string Proxy = "198.51.100.4";

    private readonly PortHost port = new()
    {
        Settings = { ["RateLimits:Anonymous"] = "1", ["Proxies:Networks"] = "198.51.100.0/24, 192.0.2.9" },
        With = ClientAddressFilter.AddTo,
    };

    public ValueTask InitializeAsync() => port.InitializeAsync();

    public ValueTask DisposeAsync() => port.DisposeAsync();

    [Fact]
    public async Task A_trusted_proxy_forwards_the_client_address()
    {
        using var one = From(Proxy, Anywhere);
        using var same = From(Anywhere);
        using var other = From(Proxy, Elsewhere);

        (await RequestAllowance.HasAllowanceAsync(one)).ShouldBeTrue();
        (await RequestAllowance.HasAllowanceAsync(same)).ShouldBeFalse();
        (await RequestAllowance.HasAllowanceAsync(other)).ShouldBeTrue();
    }

    [Fact]
    public async Task A_chain_of_trusted_proxies_forwards_the_client_address()
    {
        using var one = From("192.0.2.9", Anywhere, Proxy);
        using var lies = From("192.0.2.9", Elsewhere, Anywhere, Proxy);
        using var wronged = From(Elsewhere);

        (await RequestAllowance.HasAllowanceAsync(one)).ShouldBeTrue();
        (await RequestAllowance.HasAllowanceAsync(lies)).ShouldBeFalse();
        (await RequestAllowance.HasAllowanceAsync(wronged)).ShouldBeTrue();
    }

    [Fact]
    public async Task Forwarded_headers_of_an_untrusted_caller_are_ignored()
    {
        using var one = From(Anywhere);
        using var lies = From(Anywhere, Elsewhere);
        using var wronged = From(Elsewhere);

        (await RequestAllowance.HasAllowanceAsync(one)).ShouldBeTrue();
        (await RequestAllowance.HasAllowanceAsync(lies)).ShouldBeFalse();
        (await RequestAllowance.HasAllowanceAsync(wronged)).ShouldBeTrue();
    }

    [Theory]
    [InlineData(Proxy, true)]
    [InlineData(Anywhere, false)]
    public async Task Only_a_trusted_proxy_can_forward_the_HTTPS_scheme(string address, bool isBelieved)
    {
        using var client = From(address);
        client.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");

        using var answer = await client.GetAsync(RequestAllowance.Route);

        answer.Headers.Contains("Strict-Transport-Security").ShouldBe(isBelieved);
    }

    private HttpClient From(string address, params IReadOnlyList<string> forwardedFor) =>
        ClientAddressFilter.From(port, address, forwardedFor);
}
