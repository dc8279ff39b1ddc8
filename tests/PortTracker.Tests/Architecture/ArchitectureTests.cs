using System.Reflection;

namespace PortTracker.Tests.Architecture;

/// <summary>
/// Which project may see which: by the project files, which say what may be used, and by the assemblies, which say what is used.
/// </summary>
public sealed class ArchitectureTests
{
    private const string Contracts = "PortTracker.Contracts";
    private const string ServiceCore = "PortTracker.ServiceCore";
    private const string ServiceHosting = "PortTracker.ServiceHosting";
    private const string Messaging = "PortTracker.Messaging";
    private const string Sqlite = "PortTracker.Storage.Sqlite";
    private const string SqlServer = "PortTracker.Storage.SqlServer";
    private const string ApiClient = "PortTracker.ApiClient";
    private const string Web = "PortTracker.Web";

    private static readonly string[] ServiceProjects =
    [
        .. SolutionTree.ProjectsIn("Services").Select(project => project.Name),
    ];

    /// <summary>The projects of each layer, and what they may reference.</summary>
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        [Contracts] = [],
        [ServiceCore] = [Contracts],
        [ServiceHosting] = [Contracts, ServiceCore],
        [Messaging] = [Contracts, ServiceCore],
        // Migrations are made of the services' contexts.
        [Sqlite] = [Contracts, ServiceCore, .. ServiceProjects],
        [SqlServer] = [Contracts, ServiceCore, .. ServiceProjects],
        [ApiClient] = [Contracts],
        [Web] = [Contracts, ApiClient],
    };

    private static readonly string[] AllowedToServices = [Contracts, ServiceCore, ServiceHosting];

    /// <summary>The packages that only one project may use; a name covers those that begin with it and a dot.</summary>
    private static readonly Dictionary<string, string[]> Owners = new(StringComparer.Ordinal)
    {
        [Messaging] = ["MassTransit", "RabbitMQ.Client"],
        [Sqlite] = ["Microsoft.Data.Sqlite", "Microsoft.EntityFrameworkCore.Sqlite", "SQLitePCLRaw"],
        [SqlServer] = ["Microsoft.Data.SqlClient", "Microsoft.EntityFrameworkCore.SqlServer", "Hangfire.SqlServer"],
    };

    public static TheoryData<string> AllProjects { get; } = [.. SolutionTree.Projects.Keys.Order()];

    public static TheoryData<string> LayeredProjects { get; } = [.. Allowed.Keys];

    public static TheoryData<string> Services { get; } =
    [.. SolutionTree.ProjectsIn("Services").Select(project => project.Name).Order()];

    public static TheoryData<string> Clients { get; } =
    [.. SolutionTree.ProjectsIn("Clients").Select(project => project.Name).Order()];

    [Theory]
    [MemberData(nameof(LayeredProjects))]
    public void A_project_sees_only_the_layers_below_it(string name)
    {
        SolutionTree.Projects.Keys.ShouldContain(name, $"src has no project {name}: correct the rules of this test.");
        References(name)
            .Except(Allowed[name])
            .ShouldBeEmpty(
                $"{name} may reference only [{string.Join(", ", Allowed[name])}]. Move the code that needs more to a higher layer, or put what it needs into a lower one."
            );
    }

    [Theory]
    [MemberData(nameof(Services))]
    public void A_service_sees_only_contracts_and_the_service_framework(string name) =>
        References(name)
            .Except(AllowedToServices)
            .ShouldBeEmpty(
                $"{name} may reference only [{string.Join(", ", AllowedToServices)}]. Services communicate through events: put shared types into Contracts and shared code into ServiceCore or ServiceHosting."
            );

    [Theory]
    [MemberData(nameof(Clients))]
    public void A_client_sees_only_contracts_and_other_clients(string name) =>
        References(name)
            .Except([Contracts, .. Clients.Select(client => client.Data)])
            .ShouldBeEmpty(
                $"{name} may reference only {Contracts} and the projects of src/Clients: it talks to the services over HTTP."
            );

    [Theory]
    [MemberData(nameof(AllProjects))]
    public void A_package_is_used_only_by_its_owner(string name)
    {
        var packages = SolutionTree.Projects[name].Packages.Concat(AssembliesUsedBy(name)).Distinct().ToList();
        foreach (var (owner, owned) in Owners.Where(entry => entry.Key != name))
        {
            packages
                .Where(package => owned.Any(prefix => IsOrBelow(package, prefix)))
                .ShouldBeEmpty(
                    $"Only {owner} may use these packages. Move the code of {name} that needs them there, behind an interface of ServiceCore."
                );
        }
    }

    [Theory]
    [MemberData(nameof(Services))]
    public void A_service_exposes_only_its_two_registration_methods(string name) =>
        Assembly
            .Load(name)
            .GetExportedTypes()
            .Where(type => type.Namespace is { } space && IsOrBelow(space, "PortTracker"))
            .ShouldHaveSingleItem(
                $"{name} has one public type, which adds and maps the service. Make the others internal."
            )
            .GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly)
            .Length.ShouldBe(2, "A service is added by one method and mapped by another. Make the others internal.");

    /// <summary>Our projects that a project references, or whose assemblies it uses.</summary>
    private static IEnumerable<string> References(string name) =>
        SolutionTree
            .Projects[name]
            .Projects.Concat(AssembliesUsedBy(name).Where(SolutionTree.Projects.ContainsKey))
            .Distinct(StringComparer.Ordinal)
            .Except([name]);

    /// <summary>Empty for a program that the tests do not reference: its project file has to do.</summary>
    private static IEnumerable<string> AssembliesUsedBy(string name) =>
        File.Exists(Path.Combine(AppContext.BaseDirectory, name + ".dll"))
            ? Assembly.Load(name).GetReferencedAssemblies().Select(reference => reference.Name!)
            : [];

    private static bool IsOrBelow(string name, string prefix) =>
        name == prefix || name.StartsWith(prefix + ".", StringComparison.Ordinal);
}
