using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;

namespace PortTracker.Tests.Firms;

/// <summary>Asks every endpoint of a host for what is another's, in every way in which it can be asked.</summary>
/// <param name="endpoints">What the host has.</param>
/// <param name="secrets">What is another's.</param>
/// <param name="everyoneKnows">What of it is on the board that everyone may see.</param>
internal sealed partial class Asking(
    EndpointDataSource endpoints,
    IReadOnlyList<Traces> secrets,
    IReadOnlySet<string> everyoneKnows
)
{
    private readonly HashSet<string> all = [.. secrets.SelectMany(traces => traces.All)];
    private readonly List<string> leaks = [];
    private readonly List<string> differences = [];

    /// <summary>Answers in which something stood that the question did not say.</summary>
    public IReadOnlyList<string> Leaks => leaks;

    /// <summary>Questions whose answers told what there is from what there is not.</summary>
    public IReadOnlyList<string> Differences => differences;

    public int Questions { get; private set; }

    // The files of the build are the same for everyone.
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

    /// <summary>Asks an endpoint in all ways, and each time for the same of nobody: there is to be no difference.</summary>
    public async Task AskAsync(RouteEndpoint endpoint, string method, HttpClient client)
    {
        var parameters = ParametersOf(endpoint);
        var hasBody =
            !MethodsWithoutBody.Contains(method) && Bodies.Of(RouteOf(endpoint, method), secrets[0]) is not null;
        var nobody = secrets[0].OfNobody();
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
                // At the same place in the order, as an id may say from where on to read.
                var unknown = parameter.IsId ? traces.OfNobody() : nobody;
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
            if (answer != other)
            {
                differences.Add($"{RouteOf(endpoint, method)} {question}:\n  {answer}\n  {other}");
            }
        }
    }

    /// <summary>Looks whether something is in an answer that was not in the question.</summary>
    public void LookFor(string question, string answer, bool isPublic)
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
        Traces traces
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
        var content = MethodsWithoutBody.Contains(method) ? null : Bodies.Of(RouteOf(endpoint, method), traces);
        using var request = new HttpRequestMessage(new HttpMethod(method), $"/{path.TrimStart('/')}?{query}")
        {
            Content = content,
        };
        var question = $"{method} {path}?{query} {(content is null ? "" : await content.ReadAsStringAsync())}";
        question = Uri.UnescapeDataString(question);
        using var response = await client.SendAsync(request);
        Questions++;
        var body = await response.Content.ReadAsStringAsync();
        var answer = $"{(int)response.StatusCode} {response.Headers} {response.Content.Headers} {body}";
        LookFor(question, answer, endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null);

        // What was asked for is called the same in both answers, and so is what is new in each.
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

    /// <summary>With what is written in base 64 written out: pages carry what they know in it, in several layers.</summary>
    private static string Legible(string text)
    {
        var hidden = string.Concat(
            Base64().Matches(text).Select(match => Encoding.UTF8.GetString(Convert.FromBase64String(match.Value)))
        );
        return hidden is "" ? text : text + Legible(hidden);
    }

    [GeneratedRegex(@"\b(?:[A-Za-z0-9+/]{4}){8,}(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?")]
    private static partial Regex Base64();

    // Ids, and what pages carry along, in which tokens are.
    [GeneratedRegex(
        """[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|"traceId":"[^"]*"|nonce="[^"]*"|CfDJ8[A-Za-z0-9_-]+|<!--Blazor.*?-->""",
        RegexOptions.IgnoreCase | RegexOptions.Singleline
    )]
    private static partial Regex New();

    /// <summary>A part of an address that may be chosen.</summary>
    private sealed record Parameter(string Name, Type Type, bool IsInRoute, bool IsOptional)
    {
        public string? Given { get; init; }

        /// <summary>What is given, or else something that fits.</summary>
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

        /// <summary>What of somebody's can be given.</summary>
        public IReadOnlyList<string> Values(Traces traces) =>
            IsId ? [.. traces.Ids.Select(id => id.ToString())] : traces.All;
    }
}
