using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using PortTracker.ApiClient;
using PortTracker.Contracts.Api;
using PortTracker.Contracts.Entry;
using PortTracker.Contracts.Vehicles;
using PortTracker.Web.Shared;

namespace PortTracker.Web.Features.Firms;

/// <summary>Uploads a manifest and shows the result of each line.</summary>
public sealed partial class ManifestUpload
{
    private const int Step = 100;

    private readonly Attempt attempt = new();
    private DateOnly day;
    private BadLineHandling badLines;
    private byte[]? csv;
    private string name = "";
    private ManifestSubmission? sent;
    private IReadOnlyList<LineError> bad = [];
    private IReadOnlyList<PreRegisteredVehicle> accepted = [];
    private string message = "";
    private bool isReading;
    private int inputs;
    private int shownBad = Step;
    private int shownAccepted = Step;
    private bool isAnswered;
    private ElementReference result;

    /// <summary>Code of the port.</summary>
    [Parameter, EditorRequired]
    public required string Port { get; set; }

    /// <summary>USCC of the firm.</summary>
    [Parameter, EditorRequired]
    public required string Firm { get; set; }

    /// <summary>Today at the port.</summary>
    [Parameter, EditorRequired]
    public DateOnly Today { get; set; }

    private int BadCount => bad.Select(line => line.Line).Distinct().Count();

    /// <summary>The number of valid lines; none if the heading is bad.</summary>
    private int Others =>
        sent is null || bad.Count >= Limits.BadLines || bad.Any(line => line.Line is 1)
            ? 0
            : Math.Max(0, ManifestCsv.Vehicles(sent.Csv) - BadCount);

    /// <inheritdoc />
    protected override void OnInitialized() => day = Today;

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (isAnswered && bad.Count > 0)
        {
            isAnswered = false;
            await result.FocusAsync();
        }
    }

    private void Choose(BadLineHandling choice) => badLines = choice;

    private async Task TakeAsync(InputFileChangeEventArgs change)
    {
        (csv, name, isReading) = (null, change.File.Name, true);
        Forget();
        string? whyNot = null;
        await attempt.RunAsync(async () => (csv, whyNot) = await ReadAsync(change.File));
        isReading = false;
        if (whyNot is not null)
        {
            attempt.Refuse(new Refusal { Text = whyNot });
        }

        if (csv is null)
        {
            inputs++;
        }
    }

    /// <summary>The content of a file, or why it cannot be sent.</summary>
    private static async Task<(byte[]? Csv, string? WhyNot)> ReadAsync(IBrowserFile file)
    {
        if (file.Size > Limits.BatchBytes)
        {
            return (null, DisplayFormat.Fill(FirmText.TooLarge, Limits.BatchBytes / 1024 / 1024));
        }

        using var read = new MemoryStream();
        try
        {
            await using var stream = file.OpenReadStream(Limits.BatchBytes);
            await stream.CopyToAsync(read);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // Another program may lock the file, or the file changed after it was chosen.
            return (null, FirmText.NotRead);
        }

        var content = read.ToArray();
        return ManifestCsv.IsText(content) ? (content, null) : (null, FirmText.NotText);
    }

    private Task SendChosenAsync() =>
        csv is null ? Task.CompletedTask : SendAsync(new ManifestSubmission(name, csv, day, badLines));

    private Task SendOthersAsync() =>
        SendAsync(new ManifestSubmission(sent!.Name, sent.Csv, sent.ExpectedOn, BadLineHandling.Report));

    /// <summary>Sends a manifest with its own key. If no answer arrives, it can be sent again and is accepted once.</summary>
    private async Task SendAsync(ManifestSubmission manifest)
    {
        Forget();
        sent = manifest;
        var isTaken = await attempt.RunAsync(async () =>
        {
            var answer = await Client.Entry.PreRegisterAsync(
                Port,
                manifest.ExpectedOn,
                manifest.BadLines,
                new CsvSource(() => new MemoryStream(manifest.Csv)),
                manifest.Key
            );
            (accepted, bad) = (answer.Movements, answer.BadLines);
            message = DisplayFormat.Fill(
                FirmText.Announced,
                DisplayFormat.Number(accepted.Count),
                DisplayFormat.Date(manifest.ExpectedOn)
            );
        });
        if (!isTaken)
        {
            bad = attempt.Refusal?.BadLines ?? [];
        }

        if (isTaken || bad.Count > 0)
        {
            // Reset the input: a browser raises no event if the corrected file has the same name.
            (csv, isAnswered) = (null, true);
            inputs++;
        }
    }

    private void Forget()
    {
        attempt.Forget();
        (bad, accepted, message, sent, shownBad, shownAccepted) = ([], [], "", null, Step, Step);
    }

    /// <summary>A manifest with only its heading.</summary>
    private static class Template
    {
        public const string Name = "manifest.csv";

        // The byte order mark tells spreadsheets that it is UTF-8.
        public static string Address { get; } =
            $"data:text/csv;charset=utf-8,%EF%BB%BF{Uri.EscapeDataString(string.Join(',', VehicleCsv.Columns) + "\r\n")}";
    }
}
