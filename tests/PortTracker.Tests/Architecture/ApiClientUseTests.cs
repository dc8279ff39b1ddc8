using System.Reflection;
using System.Text.RegularExpressions;
using PortTracker.ApiClient;

namespace PortTracker.Tests.Architecture;

/// <summary>The API client offers what the programs and pages of this repository call, and nothing else.</summary>
public sealed class ApiClientUseTests
{
    private const string Project = "PortTracker.ApiClient/";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    [Fact]
    public void Every_method_of_the_API_client_has_a_caller()
    {
        var sources = SolutionTree
            .Files("src", ".cs", ".razor")
            .Where(file => !file.Path.Contains(Project, StringComparison.Ordinal))
            .Select(file => File.ReadAllText(file.FullPath))
            .ToList();

        Methods()
            .Where(method => !sources.Exists(source => Calls(source, method.Service, method.Name)))
            .Select(method => $"{method.Service}.{method.Name}")
            .ShouldBeEmpty("Nothing in src calls these methods: call them as client.Service.Method, or delete them.");
    }

    [Theory]
    [InlineData("await client.Entry.ArriveAsync(request)", true)]
    [InlineData("await client\n    .Entry.ArriveAsync(request)", true)]
    [InlineData("entry => entry.ArriveAsync(request)", true)]
    [InlineData("await port.ArriveAsync(request)", false)]
    [InlineData("await client.Entry.ArriveAsyncAgain(request)", false)]
    public void The_check_finds_calls(string source, bool isCall) =>
        Calls(source, "Entry", "ArriveAsync").ShouldBe(isCall);

    private static IEnumerable<(string Service, string Name)> Methods() =>
        typeof(PortTrackerClient)
            .GetProperties()
            .SelectMany(service =>
                service
                    .PropertyType.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
                    .Select(method => (service.Name, method.Name))
            )
            .Distinct();

    /// <summary>Whether a source calls a method on the client's property, or on a variable of its name.</summary>
    private static bool Calls(string source, string service, string method) =>
        Regex.IsMatch(source, $@"\b{service}\s*\.\s*{method}\b", RegexOptions.IgnoreCase, Patience);
}
