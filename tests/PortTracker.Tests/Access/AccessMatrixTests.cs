using System.Net;
using System.Reflection;
using System.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.DependencyInjection;
using PortTracker.ApiClient;
using PortTracker.ApiClient.Automation;
using PortTracker.Contracts.Access;
using PortTracker.Contracts.Api;
using PortTracker.Contracts.Events;
using PortTracker.ServiceHosting.Access;
using PortTracker.Simulation;

namespace PortTracker.Tests.Access;

/// <summary>
/// Who may do what: every endpoint and every hub method of the running application, called in every role. Read the approved table:
/// a change of it is a change of rights.
/// </summary>
public sealed class AccessMatrixTests(PortHost port) : IClassFixture<PortHost>
{
    private const string Yes = "yes";
    private const string No = "-";
    private const string SignIn = "sign in";

    // Mapped by the SDK for unpublished files; the fallback policy protects them.
    private const string DevelopmentFiles = "/{**path:file}";

    // Commands are refused for this header after the authorization, and so change nothing.
    private static readonly string UnusableKey = new('k', 200);

    [Fact]
    public async Task Every_endpoint_and_hub_method_admits_the_roles_of_the_table()
    {
        var callers = await CallersAsync();
        var endpoints = port
            .Services.GetRequiredService<EndpointDataSource>()
            .Endpoints.OfType<RouteEndpoint>()
            .SelectMany(Rows)
            .DistinctBy(row => row.Name)
            .OrderBy(row => row.Name[row.Name.IndexOf(' ')..], StringComparer.Ordinal)
            .ThenBy(row => row.Name, StringComparer.Ordinal)
            .ToList();
        endpoints.Count.ShouldBeGreaterThan(90);

        var table = new StringBuilder();
        var width = endpoints.Max(row => row.Name.Length) + 1;
        table
            .Append("".PadRight(width))
            .AppendJoin(' ', callers.Select(caller => caller.Name.PadRight(12)))
            .AppendLine();
        List<string> closed = [];
        foreach (var row in endpoints)
        {
            List<string> results = [];
            foreach (var caller in callers)
            {
                results.Add(await TryAsync(row, caller));
            }

            if (!results.Contains(Yes))
            {
                closed.Add(row.Name);
            }

            Add(row.Name, results);
        }

        foreach (var (hub, method) in HubMethods())
        {
            List<string> results = [];
            foreach (var caller in callers)
            {
                results.Add(await InvokeAsync(hub, method, caller));
            }

            Add($"HUB {hub} {method.Name}", results);
        }

        closed.ShouldBeEmpty("these let nobody in: they have no policy");
        table.ToString().ShouldMatchApproved(options => options.WithFileExtension(".txt").NoDiff());

        void Add(string name, IEnumerable<string> results) =>
            table
                .Append(name.PadRight(width))
                .AppendJoin(' ', results.Select(result => result.PadRight(12)))
                .AppendLine();
    }

    [Fact]
    public void Every_endpoint_declares_who_may_call_it()
    {
        port.Services.GetRequiredService<EndpointDataSource>()
            .Endpoints.OfType<RouteEndpoint>()
            // Blazor and the SDK map these without a way to name a policy; the fallback policy decides.
            .Where(endpoint =>
                !endpoint.RoutePattern.RawText!.Contains("_framework", StringComparison.Ordinal)
                && "/" + endpoint.RoutePattern.RawText is not DevelopmentFiles
            )
            .Where(endpoint =>
                endpoint.Metadata.GetMetadata<IAuthorizeData>() is null
                && endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null
                && endpoint.Metadata.GetMetadata<AuthorizationPolicy>() is null
            )
            .Select(endpoint => endpoint.RoutePattern.RawText)
            .ShouldBeEmpty();
    }

    private static IEnumerable<Row> Rows(RouteEndpoint endpoint)
    {
        var isFile = endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is not null;
        var path = "/" + endpoint.RoutePattern.RawText!.TrimStart('/');
        if (path is DevelopmentFiles)
        {
            return [];
        }

        // File names change with each build.
        var isOfBlazor = path.StartsWith("/_framework/", StringComparison.Ordinal);
        IReadOnlyList<string> methods = endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"];
        return methods
            .Where(method => method is not "HEAD" && (!isFile || method is "GET"))
            .Select(method => new Row(
                isFile ? "GET (static files)"
                    : isOfBlazor ? "GET (Blazor's own scripts)"
                    : $"{method} {path}",
                method,
                isFile ? path : Fill(endpoint.RoutePattern)
            ));
    }

    /// <summary>The pattern with a value for each parameter.</summary>
    private static string Fill(RoutePattern pattern) =>
        "/"
        + string.Join(
            '/',
            pattern.PathSegments.Select(segment =>
                string.Concat(segment.Parts.Select(part => part is RoutePatternParameterPart p ? Some(p) : Text(part)))
            )
        );

    private static string Text(RoutePatternPart part) =>
        part switch
        {
            RoutePatternLiteralPart literal => literal.Content,
            RoutePatternSeparatorPart separator => separator.Content,
            _ => "",
        };

    private static string Some(RoutePatternParameterPart parameter) =>
        parameter.Name is "port" or "Port" ? PortHost.Port
        : parameter.ParameterPolicies.Any(policy => policy.Content is "guid") ? Guid.NewGuid().ToString()
        : parameter.ParameterPolicies.Any(policy => policy.Content is "long" or "int") ? "1"
        : "x";

    private async Task<string> TryAsync(Row row, NamedCaller caller)
    {
        using var client = new HttpClient(port.Handler()) { BaseAddress = new Uri("http://localhost") };
        using var request = new HttpRequestMessage(new HttpMethod(row.Method), row.Path);
        request.Headers.Authorization = caller.Token is null ? null : new("Bearer", caller.Token);
        request.Headers.Add(RequestHeaders.IdempotencyKey, UnusableKey);
        if (row.Method is not "GET")
        {
            var isCsv =
                row.Path.EndsWith("/csv", StringComparison.Ordinal)
                || row.Path.EndsWith("/import", StringComparison.Ordinal);
            request.Content = new StringContent(
                isCsv ? "" : "{}",
                Encoding.UTF8,
                isCsv ? "text/csv" : "application/json"
            );
        }

        using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        return answer.StatusCode switch
        {
            HttpStatusCode.Unauthorized when row.Path.StartsWith("/api/access/tokens", StringComparison.Ordinal) => Yes,
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => No,
            HttpStatusCode.Redirect
                when answer.Headers.Location!.OriginalString.Contains(
                    AccessSchemes.SignInPage + "?returnUrl",
                    StringComparison.Ordinal
                ) => SignIn,
            < HttpStatusCode.InternalServerError => Yes,
            var status => $"{(int)status}",
        };
    }

    private async Task<string> InvokeAsync(string hub, MethodInfo method, NamedCaller caller)
    {
        await using var connection = new HubConnectionBuilder()
            .WithUrl(
                "http://localhost" + hub,
                options =>
                {
                    options.HttpMessageHandlerFactory = _ => port.Handler();
                    options.Transports = HttpTransportType.LongPolling;
                    options.AccessTokenProvider = () => Task.FromResult(caller.Token);
                }
            )
            .AddJsonProtocol(options => PortJson.Configure(options.PayloadSerializerOptions))
            .Build();
        try
        {
            await connection.StartAsync();
            await connection.InvokeCoreAsync<object>(
                method.Name,
                [.. method.GetParameters().Select(parameter => parameter.Name is "port" ? (object)PortHost.Port : "x")]
            );
            return Yes;
        }
        catch (HubException refused) when (refused.Message.Contains("unauthorized", StringComparison.OrdinalIgnoreCase))
        {
            return No;
        }
        catch (HttpRequestException refused)
            when (refused.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
        {
            return No;
        }
    }

    private IEnumerable<(string Hub, MethodInfo Method)> HubMethods() =>
        from endpoint in port.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        let hub = endpoint.Metadata.GetMetadata<HubMetadata>()
        where hub is not null && !endpoint.RoutePattern.RawText!.EndsWith("/negotiate", StringComparison.Ordinal)
        from method in hub.HubType.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
        where method.GetBaseDefinition().DeclaringType == hub.HubType
        orderby method.Name
        select ("/" + endpoint.RoutePattern.RawText!.TrimStart('/'), method);

    private async Task<List<NamedCaller>> CallersAsync()
    {
        var users = port.Users;
        var administrator = await users.AdministratorAsync();
        var http = port.Anonymous();
        List<NamedCaller> callers = [new("anonymous", Token: null), new("with a duty", await WithDutyAsync())];
        foreach (var stage in ServiceNames.Sources)
        {
            var officer = new AddUserRequest
            {
                UserName = $"officer.of.{stage}",
                DisplayName = stage,
                Roles = [Roles.Officer],
                Ports = ["*"],
                Stages = [stage],
            };
            var password = await DemoOnboarding.AddAsync(administrator, http, officer);
            var tokens = AccessTokenProvider.ForUser(http, officer.UserName, password, port.Time);
            callers.Add(new NamedCaller($"o. {stage}", await tokens.GetTokenAsync()));
        }

        foreach (var role in Roles.All.Where(role => role is not Roles.Officer))
        {
            callers.Add(new NamedCaller(role, await (await users.OfAsync("matrix", role)).GetTokenAsync()));
        }

        foreach (var scope in Scopes.All)
        {
            var key = new CreateApiKeyRequest
            {
                Firm = TestUsers.Firm,
                Name = scope,
                Scopes = [scope],
                Days = 30,
            };
            callers.Add(new NamedCaller($"k. {scope}", (await administrator.ApiKeys.CreateAsync(key)).Secret));
        }

        return callers;

        async Task<string> WithDutyAsync()
        {
            var newcomer = new AddUserRequest
            {
                UserName = "newcomer",
                DisplayName = "Newcomer",
                Roles = Roles.Staff,
                Ports = ["*"],
                Stages = ServiceNames.Sources,
            };
            var once = await administrator.Users.AddAsync(newcomer);
            return await AccessTokenProvider.ForUser(http, newcomer.UserName, once.Password, port.Time).GetTokenAsync();
        }
    }

    private sealed record Row(string Name, string Method, string Path);

    private sealed record NamedCaller(string Name, string? Token);
}
