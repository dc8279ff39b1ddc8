using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using PortTracker.Contracts.Api;
using PortTracker.Contracts.Entry;
using PortTracker.Testing;
using PortTracker.Tests.Architecture;

namespace PortTracker.Tests.Entry;

/// <summary>The files of people's programs, sent to the API. <c>PortTracker.EndToEnd</c> sends them with the command line.</summary>
public sealed class ManifestFileTests(PortHost port) : IClassFixture<PortHost>
{
    private const string Route = "/api/entry/pre-registrations/csv?port=KHORGOS&expectedOn=2026-05-13&badLines=";

    public static TheoryData<string> Files => [.. ManifestFile.All.Select(file => file.ToString())];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Each_vehicle_of_a_file_is_taken_or_its_line_is_refused(string name)
    {
        var file = ManifestFile.All.Single(file => file.ToString() == name);

        using var answer = await port.PostAsync(Route + nameof(BadLineHandling.Report), Body(file));

        var announced = file.Vins.Count is 0 ? null : await answer.ReadAsync<PreRegistrationResponse>();
        var bad = announced?.BadLines ?? (await answer.ShouldBeProblemAsync(HttpStatusCode.BadRequest)).BadLines;
        bad.Select(line => (line.Line, line.Field)).ShouldBe(file.RefusedLines);
        bad.ShouldAllBe(line => line.Message.Contains(file.Says, StringComparison.Ordinal));
        if (announced is not null)
        {
            await ShouldBeStoredAsync(file, announced);
        }
    }

    [Fact]
    public async Task A_file_in_an_unknown_charset_is_refused_with_the_charsets_that_are_read()
    {
        using var answer = await port.PostAsync(
            Route + nameof(BadLineHandling.Report),
            Body(ManifestFile.All[0] with { Charset = "klingon" })
        );

        var problem = await answer.ShouldBeProblemAsync(HttpStatusCode.UnsupportedMediaType);
        problem.Detail.ShouldNotBeNull().ShouldContain("GB18030");
    }

    private static ByteArrayContent Body(ManifestFile file)
    {
        var content = new ByteArrayContent(File.ReadAllBytes(Path.Combine(SolutionTree.Root, file.Path)));
        content.Headers.ContentType = new MediaTypeHeaderValue("text/csv", file.Charset);
        return content;
    }

    private async Task ShouldBeStoredAsync(ManifestFile file, PreRegistrationResponse announced)
    {
        announced.Movements.Select(movement => movement.Vin).ShouldBe(file.Vins);
        announced.Movements.ShouldAllBe(movement => movement.Warning == null != file.IsWarned);
        var first = await port.GetAsync<EntryMovement>($"/api/entry/movements/{announced.Movements[0].MovementId}");
        var stored = JsonSerializer.SerializeToNode(first.State.Vehicle, PortJson.Options)!.AsObject();
        foreach (var field in file.Stored.Split(';', StringSplitOptions.RemoveEmptyEntries))
        {
            var (key, value) = (field.Split('=')[0], field.Split('=')[1]);
            ((string?)stored[key] ?? "").ShouldBe(value, key);
        }

        // Other files have the same vehicles.
        using var firm = port.As("gate 1", Contracts.Access.Roles.Officer);
        (await firm.CancelAsync([.. announced.Movements.Select(movement => movement.MovementId)])).StatusCode.ShouldBe(
            HttpStatusCode.OK
        );
    }
}
