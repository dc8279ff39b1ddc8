using Microsoft.AspNetCore.Components;
using PortTracker.ApiClient;
using PortTracker.Contracts.Api;
using PortTracker.Contracts.Events;
using PortTracker.Contracts.FailedEvents;
using PortTracker.Web.Shared;

namespace PortTracker.Web.Features.FailedEvents;

/// <summary>The events that the services could not apply, and what an administrator can do about them.</summary>
public sealed partial class FailedEventsPanel
{
    private const int AtOnce = 100;

    private Refusal? refusal;
    private bool isBusy;
    private List<FailedEventItem>? rows;
    private List<string> unanswered = [];
    private List<string> truncated = [];
    private long loadedAt;
    private string onlyService = "";
    private int shown = AtOnce;
    private string message = "";
    private bool isDiscarding;
    private bool focusReason;
    private string reason = "";
    private ElementReference reasonInput;

    /// <summary>Whether the user may act on the events.</summary>
    [Parameter, EditorRequired]
    public bool MayAct { get; set; }

    private List<FailedEventItem> Visible =>
        [.. (rows ?? []).Where(row => onlyService.Length is 0 || row.Failed.Endpoint == onlyService)];

    private List<FailedEventItem> Chosen => [.. Visible.Where(row => row.IsSelected)];

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
        (isBusy, refusal, unanswered) = (true, null, []);
        StateHasChanged();
        var selected = Chosen.Select(row => row.Key).ToHashSet(StringComparer.Ordinal);
        var answers = await Task.WhenAll(ServiceNames.All.Select(LoadServiceAsync));
        rows =
        [
            .. answers
                .SelectMany(answer => answer.Page?.Items ?? [])
                .OrderByDescending(failed => failed.FailedAt)
                .Select(failed => new FailedEventItem(failed))
                .Select(row =>
                {
                    row.IsSelected = selected.Contains(row.Key);
                    return row;
                }),
        ];
        truncated = [.. answers.Where(answer => answer.Page?.Next is not null).Select(answer => answer.Service)];
        onlyService = rows.Exists(row => row.Failed.Endpoint == onlyService) ? onlyService : "";
        loadedAt = Clock.GetTimestamp();
        isDiscarding &= Chosen.Count > 0;
        isBusy = false;

        async Task<(string Service, Page<FailedEvent>? Page)> LoadServiceAsync(string service)
        {
            try
            {
                // As many as one request may select.
                return (service, await Client.FailedEvents.List(service).PageAsync());
            }
            catch (Exception e) when (RefusalFormat.Of(e) is { } why)
            {
                Note(service, why);
                return (service, null);
            }
        }
    }

    private void Note(string service, Refusal why)
    {
        if (why.Kind is RefusalKind.NoAnswer)
        {
            unanswered.Add(service);
        }
        else
        {
            refusal = why;
        }
    }

    private int Count(string service) => rows?.Count(row => row.Failed.Endpoint == service) ?? 0;

    private string Age(FailedEvent failed)
    {
        var age = TimeSpan.FromSeconds(failed.AgeSeconds) + Clock.GetElapsedTime(loadedAt);
        return age < TimeSpan.FromDays(2)
            ? DisplayFormat.Wait(age)
            : DisplayFormat.Fill(FailedEventsText.Days, (int)age.TotalDays);
    }

    private void SelectAll(ChangeEventArgs change) => Visible.ForEach(row => row.IsSelected = change.Value is true);

    // Actions must not touch hidden rows.
    private void Unselect()
    {
        shown = AtOnce;
        isDiscarding = false;
        rows?.ForEach(row => row.IsSelected = false);
    }

    private async Task OpenAsync(FailedEventItem row)
    {
        row.IsOpen = !row.IsOpen;
        if (!row.IsOpen || row.Detail is not null)
        {
            return;
        }

        try
        {
            row.Detail = await Client.FailedEvents.GetAsync(row.Failed.Endpoint, row.Failed.Id);
        }
        catch (Exception e) when (RefusalFormat.Of(e) is not null)
        {
            row.IsOpen = false;
            message = DisplayFormat.Fill(FailedEventsText.NoDetails, row.Failed.Id);
        }
    }

    private async Task PreviewAsync()
    {
        var results = await ActAsync(
            (failedEvents, service, ids) =>
                failedEvents.PreviewRedriveAsync(service, new FailedEventSelection { Ids = ids })
        );
        foreach (var row in Chosen)
        {
            row.Preview = results.GetValueOrDefault(row.Key);
        }

        message = FailedEventsFormat.Counts(
            results.Values,
            (FailedEventOutcome.Applied, FailedEventsText.CountWouldApply),
            (FailedEventOutcome.Outdated, FailedEventsText.CountWouldBeOutdated),
            (FailedEventOutcome.FailedAgain, FailedEventsText.CountWouldFail),
            (FailedEventOutcome.Gone, FailedEventsText.CountGone)
        );
    }

    private async Task RedriveAsync()
    {
        var results = await ActAsync(
            (failedEvents, service, ids) => failedEvents.RedriveAsync(service, new FailedEventSelection { Ids = ids })
        );
        await AfterAsync(
            FailedEventsFormat.Counts(
                results.Values,
                (FailedEventOutcome.Applied, FailedEventsText.CountApplied),
                (FailedEventOutcome.Outdated, FailedEventsText.CountOutdated),
                (FailedEventOutcome.FailedAgain, FailedEventsText.CountFailed),
                (FailedEventOutcome.Gone, FailedEventsText.CountGone)
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

        var results = await ActAsync(
            (failedEvents, service, ids) =>
                failedEvents.DiscardAsync(service, new DiscardRequest { Ids = ids, Reason = reason })
        );
        (isDiscarding, reason) = (false, "");
        await AfterAsync(
            FailedEventsFormat.Counts(
                results.Values,
                (FailedEventOutcome.Discarded, FailedEventsText.CountDiscarded),
                (FailedEventOutcome.Gone, FailedEventsText.CountGone)
            )
        );
    }

    private async Task AfterAsync(string sentence)
    {
        var (before, refused) = (unanswered, refusal);
        await LoadAsync();
        unanswered = [.. unanswered.Union(before, StringComparer.Ordinal)];
        refusal ??= refused;
        message = sentence;
    }

    /// <summary>Acts on the selection, service by service. If a service does not answer, the page names it and continues.</summary>
    private async Task<Dictionary<string, FailedEventResult>> ActAsync(
        Func<FailedEventsApi, string, IReadOnlyList<string>, Task<FailedEventResponse>> act
    )
    {
        (isBusy, message, unanswered, refusal) = (true, FailedEventsText.Working, [], null);
        Dictionary<string, FailedEventResult> results = new(StringComparer.Ordinal);
        foreach (var service in Chosen.GroupBy(row => row.Failed.Endpoint, StringComparer.Ordinal))
        {
            try
            {
                var answer = await act(Client.FailedEvents, service.Key, [.. service.Select(row => row.Failed.Id)]);
                foreach (var result in answer.Results)
                {
                    results[$"{service.Key}:{result.Id}"] = result;
                }
            }
            catch (Exception e) when (RefusalFormat.Of(e) is { } why)
            {
                Note(service.Key, why);
            }
        }

        isBusy = false;
        return results;
    }
}
