using System.Collections.Concurrent;
using System.Net.Http.Headers;
using PortTracker.Client;

namespace PortTracker.Tests;

/// <summary>The people of a test host. Each gets an account by name and roles when it is first needed, in the way that people get one.</summary>
internal sealed class TestUsers(Func<HttpClient> connect, string oneTimePassword, TimeProvider time)
{
    /// <summary>The firm of those who have the role of an operator, and of the vehicles that tests bring.</summary>
    public const string Firm = SomeVehicle.Operator;

    private const string Administrator = "administrator";

    private readonly ConcurrentDictionary<string, Lazy<Task<TokenSource>>> sources = new(StringComparer.Ordinal);
    private readonly Lazy<Task<PortTrackerClient>> administrator = new(() =>
        FirstAsync(connect, oneTimePassword, time)
    );

    /// <summary>The first administrator.</summary>
    public Task<PortTrackerClient> AdministratorAsync() => administrator.Value;

    public Task<TokenSource> OfAsync(string name, params IReadOnlyList<string> roles)
    {
        var userName = $"{name.Replace(' ', '-')}.{string.Join('.', roles)}";
        return sources.GetOrAdd(userName, n => new Lazy<Task<TokenSource>>(() => OpenAsync(n, name, roles))).Value;
    }

    /// <summary>A client in the name of one.</summary>
    public HttpMessageHandler Handler(HttpMessageHandler inner, string name, params IReadOnlyList<string> roles) =>
        new SignsIn(() => OfAsync(name, roles)) { InnerHandler = inner };

    private async Task<TokenSource> OpenAsync(string userName, string displayName, IReadOnlyList<string> roles)
    {
        var by = await AdministratorAsync();
        var isOperator = roles.Contains(Roles.Operator);
        if (isOperator)
        {
            await by.PutFirmAsync(new Firm { Uscc = Firm, Name = "A firm" });
        }

        var http = connect();
        var password = await Onboarding.AddAsync(
            by,
            http,
            new NewUser
            {
                UserName = userName,
                DisplayName = displayName,
                Roles = roles,
                Ports = isOperator ? [] : ["*"],
                Stages = isOperator ? [] : ServiceNames.Sources,
                Firm = isOperator ? Firm : null,
            }
        );
        return TokenSource.OfUser(http, userName, password, time);
    }

    private static async Task<PortTrackerClient> FirstAsync(
        Func<HttpClient> connect,
        string oneTimePassword,
        TimeProvider time
    )
    {
        var http = connect();
        var password = Onboarding.RandomPassword();
        await Onboarding.ChoosePasswordAsync(http, Administrator, oneTimePassword, password);
        return new PortTrackerClient(
            http,
            TokenSource.OfUser(http, Administrator, password, time),
            retryFor: TimeSpan.Zero
        );
    }

    private sealed class SignsIn(Func<Task<TokenSource>> who) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        )
        {
            var source = await who();
            request.Headers.Authorization = new AuthenticationHeaderValue(
                "Bearer",
                await source.TokenAsync(cancellationToken)
            );
            return await base.SendAsync(request, cancellationToken);
        }
    }
}
