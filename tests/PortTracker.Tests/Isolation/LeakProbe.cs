using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;

namespace PortTracker.Tests.Isolation;

/// <summary>Calls every endpoint of a host with the values of another firm in every parameter and body.</summary>
/// <param name="endpoints">The endpoints of the host.</param>
/// <param name="secrets">The values of the other firm.</param>
/// <param name="everyoneKnows">The values that the public board shows.</param>
internal sealed partial class LeakProbe(
    EndpointDataSource endpoints,
    IReadOnlyList<FirmSecrets> secrets,
    IReadOnlySet<string> everyoneKnows
)
{
    private readonly HashSet<string> all = [.. secrets.SelectMany(traces => traces.All)];
    private readonly List<string> leaks = [];
    private readonly List<string> differences = [];

    /// <summary>Responses with a value that was not in the request.</summary>
    public IReadOnlyList<string> Leaks => leaks;

    /// <summary>Requests whose responses differ between existing and unknown values.</summary>
    public IReadOnlyList<string> Differences => differences;

    public int RequestCount { get; private set; }

    // Static files are the same for everyone.
    public IReadOnlyList<RouteEndpoint> Endpoints { get; } =
    [
        .. endpoints
            .Endpoints.Cast<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is null),
    ];

    public static IReadOnlyList<string> MethodsOf(RouteEndpoint endpoint) =>
        endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? [HttpMethods.Get, HttpMethods.Post];

    public static string RouteOf(RouteEndpoint endpoint, string method) =>
        $"{method} {endpoint.RoutePattern.RawText!.TrimEnd('/')}";

    /// <summary>Calls an endpoint in all ways, each time also with unknown values: the responses must not differ.</summary>
    public async Task ProbeAsync(RouteEndpoint endpoint, string method, HttpClient client)
    {
        var parameters = ParametersOf(endpoint);
        var hasBody =
            !MethodsWithoutBody.Contains(method) && SampleBodies.Of(RouteOf(endpoint, method), secrets[0]) is not null;
        var nobody = secrets[0].OfUnknownFirm();
        var toNobody = await AnswerAsync(endpoint, method, client, parameters, nobody);
        Dictionary<(Parameter, int), string> toNobodys = [];
        foreach (var traces in secrets)
        {
            if (hasBody)
            {
                Compare("", await AnswerAsync(endpoint, method, client, parameters, traces), toNobody);
            }

            foreach (var parameter in parameters)
            {
                // At the same place in the order, as an id may be a position to read from.
                var unknown = parameter.IsId ? traces.OfUnknownFirm() : nobody;
                foreach (var (i, value) in parameter.Values(traces).Index())
                {
                    if (parameter.IsId || !toNobodys.TryGetValue((parameter, i), out var other))
                    {
                        var given = Give(parameter, parameter.Values(unknown)[i]);
                        other = await AnswerAsync(endpoint, method, client, given, unknown);
                        toNobodys[(parameter, i)] = other;
                    }

                    var answer = await AnswerAsync(endpoint, method, client, Give(parameter, value), traces);
                    Compare($"{parameter.Name}={value}", answer, other);
                }
            }
        }

        List<Parameter> Give(Parameter parameter, string value) =>
            [.. parameters.Where(p => p != parameter), parameter with { Given = value }];

        void Compare(string question, string answer, string other)
        {
            // Wrong passwords are limited by the account that sends them, whatever they name.
            if (answer != other && !IsLimited(answer) && !IsLimited(other))
            {
                differences.Add($"{RouteOf(endpoint, method)} {question}:\n  {answer}\n  {other}");
            }
        }
    }

    private static bool IsLimited(string answer) => answer.StartsWith("429", StringComparison.Ordinal);

    /// <summary>Checks a response for values that were not in the request.</summary>
    public void CheckForLeaks(string question, string answer, bool isPublic)
    {
        answer = Legible(answer);
        foreach (var secret in all.Where(secret => !(isPublic && everyoneKnows.Contains(secret))))
        {
            if (
                answer.Contains(secret, StringComparison.OrdinalIgnoreCase)
                && !question.Contains(secret, StringComparison.OrdinalIgnoreCase)
            )
            {
                leaks.Add($"{question} told {secret}:\n  {answer[..Math.Min(answer.Length, MostShown)]}");
            }
        }
    }

    private const int MostShown = 500;
    private static readonly string[] MethodsWithoutBody = [HttpMethods.Get, HttpMethods.Head];

    private static List<Parameter> ParametersOf(RouteEndpoint endpoint)
    {
        var inRoute = endpoint.RoutePattern.Parameters.Select(parameter => parameter.Name).ToHashSet();
        var bound = endpoint.Metadata.GetOrderedMetadata<IParameterBindingMetadata>().ToDictionary(p => p.Name);
        return
        [
            .. inRoute.Select(name => new Parameter(
                name,
                bound.TryGetValue(name, out var known) ? known.ParameterInfo.ParameterType : typeof(string),
                IsInRoute: true,
                IsOptional: false
            )),
            .. bound
                .Values.Where(parameter => parameter.HasTryParse && !inRoute.Contains(parameter.Name))
                .Select(parameter => new Parameter(
                    parameter.Name,
                    parameter.ParameterInfo.ParameterType,
                    IsInRoute: false,
                    parameter.IsOptional
                )),
            .. (endpoint.Metadata.GetMetadata<ComponentTypeMetadata>()?.Type.GetProperties() ?? [])
                .Where(property => property.IsDefined(typeof(SupplyParameterFromQueryAttribute), inherit: true))
                .Select(property => new Parameter(
                    property.Name,
                    property.PropertyType,
                    IsInRoute: false,
                    IsOptional: true
                )),
        ];
    }

    private async Task<string> AnswerAsync(
        RouteEndpoint endpoint,
        string method,
        HttpClient client,
        IReadOnlyList<Parameter> parameters,
        FirmSecrets traces
    )
    {
        var path = RouteParameter()
            .Replace(
                endpoint.RoutePattern.RawText!,
                match => Uri.EscapeDataString(parameters.Single(p => p.Name == match.Groups["name"].Value).Text)
            );
        var query = string.Join(
            '&',
            parameters
                .Where(parameter => !parameter.IsInRoute && parameter is not { IsOptional: true, Given: null })
                .Select(parameter => $"{parameter.Name}={Uri.EscapeDataString(parameter.Text)}")
        );
        var content = MethodsWithoutBody.Contains(method) ? null : SampleBodies.Of(RouteOf(endpoint, method), traces);
        using var request = new HttpRequestMessage(new HttpMethod(method), $"/{path.TrimStart('/')}?{query}")
        {
            Content = content,
        };
        var question = $"{method} {path}?{query} {(content is null ? "" : await content.ReadAsStringAsync())}";
        question = Uri.UnescapeDataString(question);
        using var response = await client.SendAsync(request);
        RequestCount++;
        var body = await response.Content.ReadAsStringAsync();
        var answer = $"{(int)response.StatusCode} {response.Headers} {response.Content.Headers} {body}";
        CheckForLeaks(question, answer, endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null);

        // Mask the requested values and the generated ones, so that responses can be compared.
        var masked = $"{(int)response.StatusCode} {response.Headers.Location} {body}";
        foreach (var (i, value) in traces.All.Index().OrderByDescending(trace => trace.Item.Length))
        {
            masked = masked
                .Replace(Uri.EscapeDataString(value), $"#{i}", StringComparison.OrdinalIgnoreCase)
                .Replace(value, $"#{i}", StringComparison.OrdinalIgnoreCase);
        }

        return New().Replace(masked, "#");
    }

    [GeneratedRegex(@"\{\**(?<name>\w+)[^}]*\}")]
    private static partial Regex RouteParameter();

    /// <summary>The text with all Base64 decoded: pages carry their state in several layers of it.</summary>
    private static string Legible(string text)
    {
        var hidden = string.Concat(
            Base64().Matches(text).Select(match => Encoding.UTF8.GetString(Convert.FromBase64String(match.Value)))
        );
        return hidden is "" ? text : text + Legible(hidden);
    }

    [GeneratedRegex(@"\b(?:[A-Za-z0-9+/]{4}){8,}(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?")]
    private static partial Regex Base64();

    // Ids, tokens and page state.
    [GeneratedRegex(
        """[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|"traceId":"[^"]*"|nonce="[^"]*"|CfDJ8[A-Za-z0-9_-]+|<!--Blazor.*?-->""",
        RegexOptions.IgnoreCase | RegexOptions.Singleline
    )]
    private static partial Regex New();

    /// <summary>A parameter of the route or the query.</summary>
    private sealed record Parameter(string Name, Type Type, bool IsInRoute, bool IsOptional)
    {
        public string? Given { get; init; }

        /// <summary>The given value, or a default of its type.</summary>
        public string Text =>
            Given
            ?? (
                Underlying == typeof(string) ? PortHost.Port
                : Underlying == typeof(Guid) ? Guid.Empty.ToString()
                : Underlying == typeof(DateOnly) ? "2026-05-13"
                : Underlying.IsEnum ? Enum.GetNames(Underlying)[0]
                : "2026"
            );

        private Type Underlying => Nullable.GetUnderlyingType(Type) ?? Type;

        public bool IsId => Underlying == typeof(Guid);

        /// <summary>The values that fit this parameter.</summary>
        public IReadOnlyList<string> Values(FirmSecrets traces) =>
            IsId ? [.. traces.Ids.Select(id => id.ToString())] : traces.All;
    }
}
