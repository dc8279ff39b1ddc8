using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Components;
using PortTracker.Contracts;
using PortTracker.Web.Board;
using PortTracker.Web.Desks;
using PortTracker.Web.Resources;

namespace PortTracker.Web.Failures;

/// <summary>An administrator's desk for what the services could not apply.</summary>
public sealed partial class FailureDesk
{
    private const int AtOnce = 100;

    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private Refusal? refusal;
    private bool isBusy;
    private List<FailureRow>? rows;
    private List<string> silent = [];
    private List<string> cut = [];
    private long loadedAt;
    private string only = "";
    private int shown = AtOnce;
    private string said = "";
    private bool isDiscarding;
    private bool focusReason;
    private string reason = "";
    private ElementReference reasonInput;

    /// <summary>Whether its user may do something about them.</summary>
    [Parameter, EditorRequired]
    public bool MayAct { get; set; }

    private List<FailureRow> Visible => [.. (rows ?? []).Where(row => only.Length is 0 || row.Failed.Endpoint == only)];

    private List<FailureRow> Chosen => [.. Visible.Where(row => row.IsSelected)];

    internal static string Name(string service) =>
        service switch
        {
            ServiceNames.Entry => FailuresText.ServiceEntry,
            ServiceNames.Inspection => FailuresText.ServiceInspection,
            ServiceNames.Clearance => FailuresText.ServiceClearance,
            ServiceNames.Throughput => FailuresText.ServiceThroughput,
            ServiceNames.Board => FailuresText.ServiceBoard,
            _ => service,
        };

    internal static string ShortName(string type) => type[(type.LastIndexOf('.') + 1)..];

    internal static string Pretty(JsonElement body) => JsonSerializer.Serialize(body, Indented);

    internal static string Told(FailureResult preview, FailedMessage failed) =>
        preview.Outcome switch
        {
            FailureOutcome.Applied => FailuresText.WouldApply,
            FailureOutcome.Outdated => FailuresText.WouldBeOutdated,
            FailureOutcome.FailedAgain when preview.Error == failed.Error => FailuresText.WouldFailTheSame,
            FailureOutcome.FailedAgain => BoardFormat.Fill(FailuresText.WouldFail, preview.Error ?? ""),
            _ => FailuresText.IsGone,
        };

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        if (RendererInfo.IsInteractive)
        {
            await LoadAsync();
        }
    }

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (focusReason)
        {
            focusReason = false;
            await reasonInput.FocusAsync();
        }
    }

    private async Task LoadAsync()
    {
        (isBusy, refusal, silent) = (true, null, []);
        StateHasChanged();
        var selected = Chosen.Select(row => row.Key).ToHashSet(StringComparer.Ordinal);
        var answers = await Task.WhenAll(ServiceNames.All.Select(AskAsync));
        rows =
        [
            .. answers
                .SelectMany(answer => answer.Page?.Items ?? [])
                .OrderByDescending(failed => failed.FailedAt)
                .Select(failed => new FailureRow(failed))
                .Select(row =>
                {
                    row.IsSelected = selected.Contains(row.Key);
                    return row;
                }),
        ];
        cut = [.. answers.Where(answer => answer.Page?.Next is not null).Select(answer => answer.Service)];
        only = rows.Exists(row => row.Failed.Endpoint == only) ? only : "";
        loadedAt = Clock.GetTimestamp();
        isDiscarding &= Chosen.Count > 0;
        isBusy = false;

        async Task<(string Service, Page<FailedMessage>? Page)> AskAsync(string service)
        {
            try
            {
                return (service, await Client.LatestAsync(service));
            }
            catch (RefusedException e)
            {
                Note(service, e.Refusal);
                return (service, null);
            }
        }
    }

    private void Note(string service, Refusal why)
    {
        if (why.Kind is RefusalKind.NoAnswer)
        {
            silent.Add(service);
        }
        else
        {
            refusal = why;
        }
    }

    private int Count(string service) => rows?.Count(row => row.Failed.Endpoint == service) ?? 0;

    private string Age(FailedMessage failed)
    {
        var age = TimeSpan.FromSeconds(failed.AgeSeconds) + Clock.GetElapsedTime(loadedAt);
        return age < TimeSpan.FromDays(2)
            ? BoardFormat.Wait(age)
            : BoardFormat.Fill(FailuresText.Days, (int)age.TotalDays);
    }

    private void SelectAll(ChangeEventArgs change) => Visible.ForEach(row => row.IsSelected = change.Value is true);

    // What is no longer seen shall not be acted upon.
    private void Unselect()
    {
        shown = AtOnce;
        isDiscarding = false;
        rows?.ForEach(row => row.IsSelected = false);
    }

    private async Task OpenAsync(FailureRow row)
    {
        row.IsOpen = !row.IsOpen;
        if (!row.IsOpen || row.Detail is not null)
        {
            return;
        }

        try
        {
            row.Detail = await Client.OneAsync(row.Failed);
        }
        catch (RefusedException)
        {
            row.IsOpen = false;
            said = BoardFormat.Fill(FailuresText.NoDetails, row.Failed.Id);
        }
    }

    private async Task PreviewAsync()
    {
        var results = await ActAsync((from, service, ids) => from.PreviewAsync(service, ids));
        foreach (var row in Chosen)
        {
            row.Preview = results.GetValueOrDefault(row.Key);
        }

        said = Sentence(
            results,
            (FailureOutcome.Applied, FailuresText.CountWouldApply),
            (FailureOutcome.Outdated, FailuresText.CountWouldBeOutdated),
            (FailureOutcome.FailedAgain, FailuresText.CountWouldFail),
            (FailureOutcome.Gone, FailuresText.CountGone)
        );
    }

    private async Task RedriveAsync()
    {
        var results = await ActAsync((from, service, ids) => from.RedriveAsync(service, ids));
        await AfterAsync(
            Sentence(
                results,
                (FailureOutcome.Applied, FailuresText.CountApplied),
                (FailureOutcome.Outdated, FailuresText.CountOutdated),
                (FailureOutcome.FailedAgain, FailuresText.CountFailed),
                (FailureOutcome.Gone, FailuresText.CountGone)
            )
        );
    }

    private void AskForReason() => (isDiscarding, focusReason) = (!isDiscarding, !isDiscarding);

    private async Task DiscardAsync()
    {
        if (string.IsNullOrWhiteSpace(reason) || Chosen.Count is 0)
        {
            return;
        }

        var results = await ActAsync((from, service, ids) => from.DiscardAsync(service, ids, reason));
        (isDiscarding, reason) = (false, "");
        await AfterAsync(
            Sentence(
                results,
                (FailureOutcome.Discarded, FailuresText.CountDiscarded),
                (FailureOutcome.Gone, FailuresText.CountGone)
            )
        );
    }

    private async Task AfterAsync(string sentence)
    {
        var (unanswered, refused) = (silent, refusal);
        await LoadAsync();
        silent = [.. silent.Union(unanswered, StringComparer.Ordinal)];
        refusal ??= refused;
        said = sentence;
    }

    /// <summary>Does something with what is selected, service by service. A service that does not answer is named, and the others go on.</summary>
    private async Task<Dictionary<string, FailureResult>> ActAsync(
        Func<FailureClient, string, IReadOnlyList<string>, Task<FailureResponse>> act
    )
    {
        (isBusy, said, silent, refusal) = (true, FailuresText.Working, [], null);
        Dictionary<string, FailureResult> results = new(StringComparer.Ordinal);
        foreach (var service in Chosen.GroupBy(row => row.Failed.Endpoint, StringComparer.Ordinal))
        {
            try
            {
                var answer = await act(Client, service.Key, [.. service.Select(row => row.Failed.Id)]);
                foreach (var result in answer.Results)
                {
                    results[$"{service.Key}:{result.Id}"] = result;
                }
            }
            catch (RefusedException e)
            {
                Note(service.Key, e.Refusal);
            }
        }

        isBusy = false;
        return results;
    }

    private static string Sentence(
        Dictionary<string, FailureResult> results,
        params IEnumerable<(FailureOutcome Outcome, string Text)> parts
    ) =>
        string.Join(
            " ",
            parts
                .Select(part => (part.Text, Count: results.Values.Count(result => result.Outcome == part.Outcome)))
                .Where(part => part.Count > 0)
                .Select(part => BoardFormat.Fill(part.Text, BoardFormat.Number(part.Count)))
        );
}
