using System.Reflection;
using ArchUnitNET.Domain;
using ArchUnitNET.Fluent;
using ArchUnitNET.Loader;
using PortTracker.Access;
using PortTracker.Clearance;
using PortTracker.Inspection;
using PortTracker.QueueBoard;
using PortTracker.Throughput;
using PortTracker.VehicleEntry;
using static ArchUnitNET.Fluent.ArchRuleDefinition;
using Assembly = System.Reflection.Assembly;

namespace PortTracker.Tests;

public sealed class ArchitectureTests
{
    private static readonly Assembly[] Services =
    [
        typeof(VehicleEntryService).Assembly,
        typeof(InspectionService).Assembly,
        typeof(ClearanceService).Assembly,
        typeof(ThroughputService).Assembly,
        typeof(QueueBoardService).Assembly,
        typeof(AccessService).Assembly,
    ];

    public static TheoryData<string> ServiceNames { get; } = [.. Services.Select(service => service.GetName().Name!)];

    [Theory]
    [MemberData(nameof(ServiceNames))]
    public void A_service_references_no_other_service(string name)
    {
        var service = Services.Single(assembly => assembly.GetName().Name == name);
        service
            .GetReferencedAssemblies()
            .Select(reference => reference.Name!)
            .Where(reference => reference.StartsWith("PortTracker.", StringComparison.Ordinal))
            .ShouldBeSubsetOf(["PortTracker.Contracts", "PortTracker.ServiceDefaults"]);
    }

    [Theory]
    [MemberData(nameof(ServiceNames))]
    public void A_service_shows_only_how_to_add_and_to_map_it(string name)
    {
        var service = Services.Single(assembly => assembly.GetName().Name == name);
        var shown = service
            .GetExportedTypes()
            .Where(type => type.Namespace?.StartsWith("PortTracker", StringComparison.Ordinal) is true);
        shown
            .ShouldHaveSingleItem()
            .GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly)
            .Length.ShouldBe(2);
    }

    [Fact]
    public void The_shared_code_knows_no_service()
    {
        var architecture = new ArchLoader().LoadAssemblies([.. Services, typeof(Act).Assembly]).Build();
        IArchRule rule = Types()
            .That()
            .ResideInAssembly(typeof(Act).Assembly)
            .Should()
            .NotDependOnAny(Types().That().ResideInAssembly(Services[0], Services[1..]));
        rule.Evaluate(architecture)
            .Where(result => !result.Passed)
            .Select(result => result.Description)
            .ShouldBeEmpty();
    }
}
