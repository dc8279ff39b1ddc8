using System.Collections.Concurrent;
using System.Net.Http.Headers;
using PortTracker.ApiClient;
using PortTracker.ApiClient.Automation;
using PortTracker.Contracts.Access;
using PortTracker.Contracts.Events;
using PortTracker.Simulation;

namespace PortTracker.Tests;

/// <summary>The people of a test host. Each gets an account by name and roles when it is first needed, in the way that people get one.</summary>
internal sealed class TestUsers(Func<HttpClient> connect, string oneTimePassword, TimeProvider time)
{
    /// <summary>The firm of those who have the role of an operator, and of the vehicles that tests bring.</summary>
    public const string Firm = SomeVehicle.Operator;

    private const string Administrator = "administrator";

    private readonly ConcurrentDictionary<string, Lazy<Task<AccessTokenProvider>>> sources = new(
        StringComparer.Ordinal
    );
    private readonly Lazy<Task<PortTrackerClient>> administrator = new(() =>
        FirstAsync(connect, oneTimePassword, time)
    );

    /// <summary>The first administrator.</summary>
    public Task<PortTrackerClient> AdministratorAsync() => administrator.Value;

    public Task<AccessTokenProvider> OfAsync(string name, params IReadOnlyList<string> roles) =>
        OfAsync(name, roles, Firm);

    /// <summary>A user of a firm.</summary>
    public Task<AccessTokenProvider> OperatorAsync(string name, string firm) => OfAsync(name, [Roles.Operator], firm);

    /// <summary>A new API key of a firm's own systems.</summary>
    public async Task<CreatedApiKey> MakeKeyAsync(string firm, params IReadOnlyList<string> scopes)
    {
        var by = await AdministratorAsync();
        await by.Firms.PutAsync(new Firm { Uscc = firm, Name = NameOf(firm) });
        return await by.ApiKeys.CreateAsync(
            new CreateApiKeyRequest
            {
                Firm = firm,
                Name = $"{NameOf(firm)}.systems",
                Scopes = scopes,
                Days = 1,
            }
        );
    }

    /// <summary>What the users of a firm are called is unique to it, as is its own name.</summary>
    public static string NameOf(string firm) => $"firm{firm[^6..].ToLowerInvariant()}";

    private Task<AccessTokenProvider> OfAsync(string name, IReadOnlyList<string> roles, string firm)
    {
        var isOperator = roles.Contains(Roles.Operator);
        var userName = $"{name.Replace(' ', '-')}.{string.Join('.', roles)}" + (isOperator ? "." + firm : "");
        return sources
            .GetOrAdd(
                userName,
                n => new Lazy<Task<AccessTokenProvider>>(() => OpenAsync(n, name, roles, isOperator ? firm : null))
            )
            .Value;
    }

    /// <summary>A client in the name of one.</summary>
    public HttpMessageHandler Handler(HttpMessageHandler inner, string name, params IReadOnlyList<string> roles) =>
        Handler(inner, () => OfAsync(name, roles));

    public static HttpMessageHandler Handler(HttpMessageHandler inner, Func<Task<AccessTokenProvider>> who) =>
        new SignsIn(who) { InnerHandler = inner };

    private async Task<AccessTokenProvider> OpenAsync(
        string userName,
        string displayName,
        IReadOnlyList<string> roles,
        string? firm
    )
    {
        var by = await AdministratorAsync();
        if (firm is not null)
        {
            await by.Firms.PutAsync(new Firm { Uscc = firm, Name = NameOf(firm) });
        }

        var http = connect();
        var password = await DemoOnboarding.AddAsync(
            by,
            http,
            new AddUserRequest
            {
                UserName = userName,
                DisplayName = displayName,
                Roles = roles,
                Ports = firm is null ? ["*"] : [],
                Stages = firm is null ? ServiceNames.Sources : [],
                Firm = firm,
            }
        );
        return AccessTokenProvider.ForUser(http, userName, password, time);
    }

    private static async Task<PortTrackerClient> FirstAsync(
        Func<HttpClient> connect,
        string oneTimePassword,
        TimeProvider time
    )
    {
        var http = connect();
        var password = DemoOnboarding.RandomPassword();
        await DemoOnboarding.ChoosePasswordAsync(http, Administrator, oneTimePassword, password);
        return AutomationClient.Create(
            http,
            AccessTokenProvider.ForUser(http, Administrator, password, time),
            retryFor: TimeSpan.Zero
        );
    }

    private sealed class SignsIn(Func<Task<AccessTokenProvider>> who) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        )
        {
            var source = await who();
            request.Headers.Authorization = new AuthenticationHeaderValue(
                "Bearer",
                await source.GetTokenAsync(cancellationToken)
            );
            return await base.SendAsync(request, cancellationToken);
        }
    }
}
