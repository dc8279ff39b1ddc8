using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using PortTracker.Contracts;
using PortTracker.Web.Board;
using PortTracker.Web.Desks;
using PortTracker.Web.Resources;

namespace PortTracker.Web.Firms;

/// <summary>Where a firm announces the vehicles of a manifest, and reads what became of each line.</summary>
public sealed partial class ManifestUpload
{
    private const int Step = 100;

    private readonly Attempt attempt = new();
    private DateOnly day;
    private BadLines badLines;
    private byte[]? csv;
    private string name = "";
    private Manifest? sent;
    private IReadOnlyList<BadLine> bad = [];
    private IReadOnlyList<PreRegistered> accepted = [];
    private string said = "";
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

    /// <summary>The day at the port.</summary>
    [Parameter, EditorRequired]
    public DateOnly Today { get; set; }

    private int BadCount => bad.Select(line => line.Line).Distinct().Count();

    /// <summary>Lines that are not bad; none where it is the heading that is.</summary>
    private int Others =>
        sent is null || bad.Count >= Limits.BadLines || bad.Any(line => line.Line is 1)
            ? 0
            : Math.Max(0, ManifestFile.Vehicles(sent.Csv) - BadCount);

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

    private void Choose(BadLines choice) => badLines = choice;

    private async Task TakeAsync(InputFileChangeEventArgs change)
    {
        (csv, name, isReading) = (null, change.File.Name, true);
        Forget();
        var file = change.File;
        await attempt.RunAsync(async () =>
        {
            if (file.Size > Limits.BodyBytes)
            {
                throw Refused(BoardFormat.Fill(FirmText.TooLarge, Limits.BodyBytes / 1024 / 1024));
            }

            using var read = new MemoryStream();
            try
            {
                await using var stream = file.OpenReadStream(Limits.BodyBytes);
                await stream.CopyToAsync(read);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // Another program may hold it, or it has changed since it was chosen.
                throw Refused(FirmText.NotRead);
            }

            csv = read.ToArray();
            if (!ManifestFile.IsText(csv))
            {
                csv = null;
                throw Refused(FirmText.NotUtf8);
            }
        });
        isReading = false;
        if (csv is null)
        {
            inputs++;
        }
    }

    private Task SendChosenAsync() =>
        csv is null ? Task.CompletedTask : SendAsync(new Manifest(name, csv, day, badLines));

    private Task SendOthersAsync() => SendAsync(new Manifest(sent!.Name, sent.Csv, sent.ExpectedOn, BadLines.Report));

    /// <summary>Sends it, with a key of its own: if no answer comes, the same can be sent again and is taken once.</summary>
    private async Task SendAsync(Manifest manifest)
    {
        Forget();
        sent = manifest;
        var isTaken = await attempt.RunAsync(async () =>
        {
            var answer = await Client.AnnounceAsync(Port, manifest);
            (accepted, bad) = (answer.Movements, answer.BadLines);
            said = BoardFormat.Fill(
                FirmText.Announced,
                BoardFormat.Number(accepted.Count),
                BoardFormat.Date(manifest.ExpectedOn)
            );
        });
        if (!isTaken)
        {
            bad = attempt.Refusal?.BadLines ?? [];
        }

        if (isTaken || bad.Count > 0)
        {
            // Corrected under the same name, a browser would not tell that it was chosen anew.
            (csv, isAnswered) = (null, true);
            inputs++;
        }
    }

    private void Forget()
    {
        attempt.Forget();
        (bad, accepted, said, sent, shownBad, shownAccepted) = ([], [], "", null, Step, Step);
    }

    private static RefusedException Refused(string text) => new(new Refusal { Text = text });

    /// <summary>A manifest with nothing but its heading.</summary>
    private static class Template
    {
        public const string Name = "manifest.csv";

        // With the mark by which spreadsheets know that it is UTF-8.
        public static string Address { get; } =
            $"data:text/csv;charset=utf-8,%EF%BB%BF{Uri.EscapeDataString(string.Join(',', VehicleCsv.Columns) + "\r\n")}";
    }
}
