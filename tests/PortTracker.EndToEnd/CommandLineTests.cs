using PortTracker.Contracts.Audit;
using PortTracker.Contracts.Entry;
using PortTracker.Contracts.Events;
using PortTracker.Contracts.Throughput;
using PortTracker.Contracts.Vehicles;
using PortTracker.Simulation;
using PortTracker.Verification;

namespace PortTracker.EndToEnd;

public sealed class CommandLineTests(HostProcess host) : IClassFixture<HostProcess>, IDisposable
{
    public void Dispose() => host.WriteLog();

    [Fact]
    public async Task The_command_line_simulates_and_verifies()
    {
        const int Vehicles = 200;

        var simulated = await CommandLine.RunAsync(
            host,
            "simulate",
            "--vehicles",
            $"{Vehicles}",
            "--rate",
            "max",
            "--json"
        );
        simulated.ExitCode.ShouldBe(0, simulated.Error);
        simulated.Read<SimulationResult>().Outcome.Ended.ShouldBe(Vehicles);

        var verified = await CommandLine.RunAsync(host, "verify", "--json");
        verified.ExitCode.ShouldBe(0, verified.Error);
        var report = verified.Read<VerificationReport>();
        report.Checks.ShouldAllBe(check => check.Holds);
        report.Checks.Max(check => check.Examined).ShouldBeGreaterThanOrEqualTo(Vehicles);
    }

    [Fact]
    public async Task The_command_line_imports_history_and_prints_its_totals()
    {
        var history = SolutionOutput.File("src/Clients/PortTracker.Simulation/Samples/khorgos-official-totals.csv");

        var imported = await CommandLine.RunAsync(host, "import", "official-totals", history, "--json");
        imported.ExitCode.ShouldBe(0, imported.Error);

        var totals = await CommandLine.RunAsync(host, "totals", "--year", "2023", "--json");
        totals.ExitCode.ShouldBe(0, totals.Error);
        var year = totals.Read<TotalsResponse>().Total;
        year.Vehicles.ShouldBe(303_752);
        year.Source.ShouldBe(TotalSource.Official);
    }

    [Fact]
    public async Task The_command_line_verifies_searches_and_exports_the_audit_trail_and_names_an_altered_row()
    {
        var car = TestTraffic.Car();
        var arrived = await host.Client.ArriveAsync(car);

        var clean = await CommandLine.RunAsync(host, "verify", "audit", "--anchors", host.AnchorFile);
        clean.ExitCode.ShouldBe(0, clean.Error + clean.Output);
        clean.Output.ShouldContain("Every row is as it was written.");

        var search = await CommandLine.RunAsync(host, "audit", "search", "--vin", car.Vin, "--json");
        search.ExitCode.ShouldBe(0, search.Error);
        var entry = search.Read<List<AuditEntry>>().ShouldHaveSingleItem();
        entry.Action.ShouldBe("entry/arrivals");
        entry.Subject.ShouldBe(arrived.MovementId.ToString());
        AuditDetails.Of(entry).ShouldNotBeNull().Address.ShouldBe("127.0.0.1");

        var file = Path.Combine(Path.GetDirectoryName(host.AnchorFile)!, "trail.csv");
        var export = await CommandLine.RunAsync(host, "audit", "export", file, "--service", "entry");
        export.ExitCode.ShouldBe(0, export.Error);
        (await File.ReadAllTextAsync(file)).ShouldContain(entry.Hash);

        await Sqlite.ExecuteAsync(
            host.FileOf(ServiceNames.Entry),
            $"UPDATE audit SET Actor = 'somebody else' WHERE Sequence = {entry.Sequence}"
        );
        try
        {
            var altered = await CommandLine.RunAsync(host, "verify", "audit", "--anchors", host.AnchorFile, "--json");
            altered.ExitCode.ShouldBe(1);
            var trail = altered.Read<AuditReport>().Trails.Single(trail => trail.Service == ServiceNames.Entry);
            var finding = trail.Findings.ShouldHaveSingleItem();
            finding.Sequence.ShouldBe(entry.Sequence);
            finding.Fault.ShouldBe(AuditFault.Altered);

            var told = await CommandLine.RunAsync(host, "verify", "audit");
            told.Output.ShouldContain($"entry, row {entry.Sequence}: altered");
        }
        finally
        {
            await Sqlite.ExecuteAsync(
                host.FileOf(ServiceNames.Entry),
                $"UPDATE audit SET Actor = '{entry.Actor}' WHERE Sequence = {entry.Sequence}"
            );
        }
    }

    [Theory]
    [InlineData("fly")]
    [InlineData("verify", "audit", "--anchors", "there-is-no-such-file")]
    [InlineData("audit", "export", "trail.csv")]
    [InlineData("simulate", "--vehicles", "none")]
    [InlineData("import", "official-totals", "there-is-no-such-file.csv")]
    [InlineData("totals", "--year", "2023", "--port", "NOWHERE")]
    public async Task The_command_line_explains_invalid_arguments(params string[] arguments)
    {
        var failed = await CommandLine.RunAsync(host, arguments);

        failed.ExitCode.ShouldNotBe(0);
        failed.Error.ShouldNotBeEmpty();
    }
}
