using ArchUnitNET.Domain;
using ArchUnitNET.Loader;
using Assembly = System.Reflection.Assembly;

namespace PortTracker.Tests.Architecture;

public sealed class NamespaceCycleTests
{
    public static TheoryData<string> Assemblies { get; } =
    [
        .. SolutionTree
            .Projects.Keys.Where(name => File.Exists(Path.Combine(AppContext.BaseDirectory, name + ".dll")))
            .Order(),
    ];

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void Namespaces_of_an_assembly_have_no_cycle(string name) =>
        CyclesOf(DependenciesIn(name))
            .ShouldBeEmpty(
                "These namespaces depend on each other; each line names an example. Move a type to where it is used, or move the common part into a namespace below both."
            );

    [Fact]
    public void The_check_finds_a_cycle() =>
        CyclesOf([new("A", "B", "1"), new("B", "C", "2"), new("C", "A", "3"), new("C", "D", "4")])
            .ShouldBe(["A -> B: 1", "B -> C: 2", "C -> A: 3"]);

    /// <summary>Which namespace uses which, with an example of each.</summary>
    private static List<Dependency> DependenciesIn(string assembly)
    {
        var types = new ArchLoader().LoadAssembly(Assembly.Load(assembly)).Build().Types.ToList();
        var namespaces = types.Select(NamespaceOf).Where(IsOurs).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. types
                .SelectMany(type =>
                    // A type parameter is in no namespace.
                    type.Dependencies.Where(dependency => dependency.Target is not GenericParameter)
                        .Select(dependency => new Dependency(
                            NamespaceOf(type),
                            NamespaceOf(dependency.Target),
                            $"{type.Name} uses {dependency.Target.Name}"
                        ))
                )
                .Where(dependency =>
                    dependency.From != dependency.To
                    && namespaces.Contains(dependency.From)
                    && namespaces.Contains(dependency.To)
                )
                .DistinctBy(dependency => (dependency.From, dependency.To)),
        ];
    }

    private static string NamespaceOf(IType type) => type.Namespace?.FullName ?? "";

    private static bool IsOurs(string name) => name.StartsWith("PortTracker.", StringComparison.Ordinal);

    /// <summary>The dependencies whose target leads back to their source.</summary>
    private static IEnumerable<string> CyclesOf(IReadOnlyList<Dependency> dependencies)
    {
        var targets = dependencies.ToLookup(dependency => dependency.From, dependency => dependency.To);
        return dependencies
            .Where(dependency => ReachableFrom(dependency.To).Contains(dependency.From))
            .Select(dependency => $"{dependency.From} -> {dependency.To}: {dependency.Example}")
            .Order();

        HashSet<string> ReachableFrom(string start)
        {
            var seen = new HashSet<string>(StringComparer.Ordinal) { start };
            var open = new Stack<string>(seen);
            while (open.TryPop(out var next))
            {
                foreach (var target in targets[next].Where(seen.Add))
                {
                    open.Push(target);
                }
            }

            return seen;
        }
    }

    private sealed record Dependency(string From, string To, string Example);
}
