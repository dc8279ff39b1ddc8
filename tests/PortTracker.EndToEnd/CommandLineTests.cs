namespace PortTracker.EndToEnd;

public sealed class CommandLineTests(HostProcess host) : IClassFixture<HostProcess>, IDisposable
{
    public void Dispose() => host.TellLog();

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
        simulated.Read<PlayResult>().Outcome.Ended.ShouldBe(Vehicles);

        var verified = await CommandLine.RunAsync(host, "verify", "--json");
        verified.ExitCode.ShouldBe(0, verified.Error);
        var report = verified.Read<VerificationReport>();
        report.Checks.ShouldAllBe(check => check.Holds);
        report.Checks.Max(check => check.Examined).ShouldBeGreaterThanOrEqualTo(Vehicles);
    }

    [Fact]
    public async Task The_command_line_imports_history_and_tells_its_totals()
    {
        var history = Built.File("src/PortTracker.Client/Samples/khorgos-official-totals.csv");

        var imported = await CommandLine.RunAsync(host, "import", "history", history, "--json");
        imported.ExitCode.ShouldBe(0, imported.Error);

        var totals = await CommandLine.RunAsync(host, "totals", "--year", "2023", "--json");
        totals.ExitCode.ShouldBe(0, totals.Error);
        var year = totals.Read<TotalsResponse>().Total;
        year.Vehicles.ShouldBe(303_752);
        year.Source.ShouldBe(TotalSource.Official);
    }

    [Theory]
    [InlineData("fly")]
    [InlineData("simulate", "--vehicles", "none")]
    [InlineData("import", "history", "there-is-no-such-file.csv")]
    [InlineData("totals", "--year", "2023", "--port", "NOWHERE")]
    public async Task The_command_line_fails_with_a_word_when_it_is_told_nonsense(params string[] arguments)
    {
        var failed = await CommandLine.RunAsync(host, arguments);

        failed.ExitCode.ShouldNotBe(0);
        failed.Error.ShouldNotBeEmpty();
    }
}
