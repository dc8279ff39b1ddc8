using PortTracker.Contracts.Api;
using PortTracker.Contracts.Entry;
using PortTracker.Testing;

namespace PortTracker.EndToEnd;

/// <summary>The files of people's programs, sent with the command line, which declares no charset.</summary>
public sealed class ManifestFileTests(HostProcess host) : IClassFixture<HostProcess>, IDisposable
{
    public static TheoryData<string> Files =>
        [.. ManifestFile.All.Where(file => file.Charset is null).Select(file => file.ToString())];

    public void Dispose() => host.WriteLog();

    [Theory]
    [MemberData(nameof(Files))]
    public async Task The_command_line_announces_each_vehicle_or_names_its_line(string name)
    {
        var file = ManifestFile.All.First(file => file.ToString() == name);

        var run = await CommandLine.RunAsync(
            host,
            "import",
            "manifest",
            SolutionOutput.File(file.Path),
            "--expected-on",
            "2099-01-01",
            "--bad-lines",
            nameof(BadLineHandling.Report),
            "--json"
        );

        if (file.Vins.Count is 0)
        {
            run.ExitCode.ShouldBe(1);
            foreach (var (line, column) in file.RefusedLines)
            {
                run.Error.ShouldContain(column is null ? $"line {line}:" : $"line {line}, {column}:");
            }

            return;
        }

        run.ExitCode.ShouldBe(0, run.Error);
        var announced = run.Read<PreRegistrationResponse>();
        announced.Movements.Select(movement => movement.Vin).ShouldBe(file.Vins);
        announced.BadLines.Select(line => (line.Line, line.Field)).ShouldBe(file.RefusedLines);
        // Other files have the same vehicles.
        await host.Client.Entry.CancelAsync(
            new WithdrawalRequest
            {
                Movements = [.. announced.Movements.Select(movement => movement.MovementId)],
                Reason = "Tried",
            },
            TestContext.Current.CancellationToken
        );
    }
}
