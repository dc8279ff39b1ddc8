using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Polly;
using Polly.Timeout;
using PortTracker.Contracts;

namespace PortTracker.Client;

/// <summary>
/// The public API of PortTracker. A call is tried again while the server is away; it carries the same idempotency key each
/// time, so that it is done once. An answer that is not a success is a <see cref="PortTrackerException"/>; a server that
/// stays away is a <see cref="HttpRequestException"/>.
/// </summary>
public sealed class PortTrackerClient
{
    private readonly HttpClient _http;
    private readonly TokenSource? _tokens;
    private readonly ResiliencePipeline<HttpResponseMessage> _calls;
    private readonly ResiliencePipeline<HttpResponseMessage> _uploads;

    /// <summary>A client over an <see cref="HttpClient"/> whose base address is the server.</summary>
    /// <param name="http">Makes the calls; stays the caller's to dispose of.</param>
    /// <param name="tokens">In whose name; null for nobody's, who sees the hall board only.</param>
    /// <param name="retryFor">About how long a call is tried again; two minutes by default, zero for never.</param>
    public PortTrackerClient(HttpClient http, TokenSource? tokens, TimeSpan? retryFor = null)
    {
        var total = retryFor ?? TimeSpan.FromMinutes(2);
        _http = http;
        _tokens = tokens;
        _calls = Retries.ForCalls(total);
        _uploads = Retries.ForUploads(total);
    }

    // Access

    /// <summary>Who is signed in.</summary>
    public Task<Me> MeAsync(CancellationToken cancellationToken = default) =>
        GetAsync<Me>("api/access/me", cancellationToken);

    /// <summary>Chooses another password; all sessions of the account end.</summary>
    public Task ChangePasswordAsync(PasswordChange request, CancellationToken cancellationToken = default) =>
        SendAsync("api/access/me/password", request, cancellationToken);

    /// <summary>Ends all sessions of the account.</summary>
    public Task SignOutEverywhereAsync(CancellationToken cancellationToken = default) =>
        SendAsync("api/access/me/sign-outs", new object(), cancellationToken);

    /// <summary>Begins to set up an authenticator app.</summary>
    public Task<TwoFactorSetUp> SetUpTwoFactorAsync(CancellationToken cancellationToken = default) =>
        PostAsync<object, TwoFactorSetUp>("api/access/me/two-factor", new object(), cancellationToken);

    /// <summary>Turns the second factor on.</summary>
    public Task<RecoveryCodes> ConfirmTwoFactorAsync(
        TwoFactorConfirmation request,
        CancellationToken cancellationToken = default
    ) =>
        PostAsync<TwoFactorConfirmation, RecoveryCodes>(
            "api/access/me/two-factor/confirmations",
            request,
            cancellationToken
        );

    /// <summary>Turns the second factor off.</summary>
    public Task RemoveOwnTwoFactorAsync(TwoFactorRemoval request, CancellationToken cancellationToken = default) =>
        SendAsync("api/access/me/two-factor/removals", request, cancellationToken);

    /// <summary>One user.</summary>
    public Task<User> UserAsync(Guid userId, CancellationToken cancellationToken = default) =>
        GetAsync<User>($"api/access/users/{userId}", cancellationToken);

    /// <summary>Users, page by page.</summary>
    public IAsyncEnumerable<User> UsersAsync(string? search = null, CancellationToken cancellationToken = default) =>
        PagesAsync<User>("api/access/users", [("search", search)], cancellationToken);

    /// <summary>Adds a user.</summary>
    public Task<OneTimePassword> AddUserAsync(NewUser request, CancellationToken cancellationToken = default) =>
        PostAsync<NewUser, OneTimePassword>("api/access/users", request, cancellationToken);

    /// <summary>Gives a user other rights.</summary>
    public Task<User> ChangeRightsAsync(
        Guid userId,
        RightsChange request,
        CancellationToken cancellationToken = default
    ) => PostAsync<RightsChange, User>($"api/access/users/{userId}/rights", request, cancellationToken);

    /// <summary>Locks a user out.</summary>
    public Task<User> LockUserAsync(Guid userId, string reason, CancellationToken cancellationToken = default) =>
        ActAsync<User>($"api/access/users/{userId}/locks", reason, cancellationToken);

    /// <summary>Lets a user in again.</summary>
    public Task<User> UnlockUserAsync(Guid userId, string reason, CancellationToken cancellationToken = default) =>
        ActAsync<User>($"api/access/users/{userId}/unlocks", reason, cancellationToken);

    /// <summary>Ends a user's sessions.</summary>
    public Task<User> SignUserOutAsync(Guid userId, string reason, CancellationToken cancellationToken = default) =>
        ActAsync<User>($"api/access/users/{userId}/sign-outs", reason, cancellationToken);

    /// <summary>Turns off the second factor of a user who has lost it.</summary>
    public Task<User> RemoveTwoFactorAsync(Guid userId, string reason, CancellationToken cancellationToken = default) =>
        ActAsync<User>($"api/access/users/{userId}/two-factor-removals", reason, cancellationToken);

    /// <summary>Gives a user a one-time password.</summary>
    public Task<OneTimePassword> ResetPasswordAsync(
        Guid userId,
        string reason,
        CancellationToken cancellationToken = default
    ) => ActAsync<OneTimePassword>($"api/access/users/{userId}/password-resets", reason, cancellationToken);

    /// <summary>The firms.</summary>
    public Task<IReadOnlyList<Firm>> FirmsAsync(CancellationToken cancellationToken = default) =>
        GetAsync<IReadOnlyList<Firm>>("api/access/firms", cancellationToken);

    /// <summary>Adds a firm, or renames one.</summary>
    public Task<Firm> PutFirmAsync(Firm request, CancellationToken cancellationToken = default) =>
        PostAsync<Firm, Firm>("api/access/firms", request, cancellationToken);

    /// <summary>API keys, page by page.</summary>
    public IAsyncEnumerable<ApiKey> KeysAsync(string? firm = null, CancellationToken cancellationToken = default) =>
        PagesAsync<ApiKey>("api/access/keys", [("firm", firm)], cancellationToken);

    /// <summary>Makes an API key.</summary>
    public Task<MadeApiKey> MakeKeyAsync(NewApiKey request, CancellationToken cancellationToken = default) =>
        PostAsync<NewApiKey, MadeApiKey>("api/access/keys", request, cancellationToken);

    /// <summary>Revokes an API key.</summary>
    public Task<ApiKey> RevokeKeyAsync(Guid keyId, string reason, CancellationToken cancellationToken = default) =>
        ActAsync<ApiKey>($"api/access/keys/{keyId}/revocations", reason, cancellationToken);

    // Entry

    /// <summary>Announces vehicles.</summary>
    public Task<PreRegistrationResponse> PreRegisterAsync(
        PreRegistrationRequest request,
        CancellationToken cancellationToken = default
    ) =>
        PostAsync<PreRegistrationRequest, PreRegistrationResponse>(
            "api/entry/pre-registrations",
            request,
            cancellationToken
        );

    /// <summary>Announces the vehicles of a manifest.</summary>
    public Task<PreRegistrationResponse> PreRegisterAsync(
        string port,
        DateOnly expectedOn,
        BadLines badLines,
        CsvUpload manifest,
        CancellationToken cancellationToken = default
    ) =>
        UploadAsync<PreRegistrationResponse>(
            Path(
                "api/entry/pre-registrations/csv",
                [("port", port), ("expectedOn", expectedOn), ("badLines", badLines)]
            ),
            manifest,
            cancellationToken
        );

    /// <summary>Lets vehicles through the gate.</summary>
    public Task<ArrivalResponse> ArriveAsync(ArrivalRequest request, CancellationToken cancellationToken = default) =>
        PostAsync<ArrivalRequest, ArrivalResponse>("api/entry/arrivals", request, cancellationToken);

    /// <summary>Records that announced vehicles did not come.</summary>
    public Task<ActionResponse> RecordNoShowsAsync(
        ClosingRequest request,
        CancellationToken cancellationToken = default
    ) => PostAsync<ClosingRequest, ActionResponse>("api/entry/no-shows", request, cancellationToken);

    /// <summary>Withdraws announcements; a firm its own.</summary>
    public Task<ActionResponse> CancelAsync(ClosingRequest request, CancellationToken cancellationToken = default) =>
        PostAsync<ClosingRequest, ActionResponse>("api/entry/cancellations", request, cancellationToken);

    /// <summary>Gives a waiting vehicle another place in the queue.</summary>
    public Task<ActionResponse> MoveInQueueAsync(
        QueueMoveRequest request,
        CancellationToken cancellationToken = default
    ) => PostAsync<QueueMoveRequest, ActionResponse>("api/entry/queue-moves", request, cancellationToken);

    /// <summary>Movements of a port, or those of one VIN; a firm sees its own.</summary>
    public Task<Page<EntryMovement>> EntryMovementsAsync(
        string port,
        string? vin = null,
        EntryStatus? status = null,
        string? after = null,
        int? limit = null,
        CancellationToken cancellationToken = default
    ) =>
        GetAsync<Page<EntryMovement>>(
            Path(
                "api/entry/movements",
                [("port", port), ("vin", vin), ("status", status), ("after", after), ("limit", limit)]
            ),
            cancellationToken
        );

    /// <summary>One movement.</summary>
    public Task<EntryMovement> EntryMovementAsync(Guid movementId, CancellationToken cancellationToken = default) =>
        GetAsync<EntryMovement>($"api/entry/movements/{movementId}", cancellationToken);

    /// <summary>Every change of a movement's place in the queue.</summary>
    public Task<IReadOnlyList<QueueChange>> QueueChangesAsync(
        Guid movementId,
        CancellationToken cancellationToken = default
    ) => GetAsync<IReadOnlyList<QueueChange>>($"api/entry/movements/{movementId}/queue-changes", cancellationToken);

    // Inspection

    /// <summary>Movements in one state at the inspection service, oldest first.</summary>
    public Task<Page<InspectionMovement>> InspectionMovementsAsync(
        string port,
        InspectionStatus? status = null,
        string? after = null,
        int? limit = null,
        CancellationToken cancellationToken = default
    ) =>
        GetAsync<Page<InspectionMovement>>(
            Path("api/inspection/movements", [("port", port), ("status", status), ("after", after), ("limit", limit)]),
            cancellationToken
        );

    /// <summary>Finds documents in order.</summary>
    public Task<ActionResponse> ApproveDocumentsAsync(
        InspectionRequest request,
        CancellationToken cancellationToken = default
    ) => PostAsync<InspectionRequest, ActionResponse>("api/inspection/document-approvals", request, cancellationToken);

    /// <summary>Begins inspections.</summary>
    public Task<ActionResponse> StartInspectionsAsync(
        InspectionRequest request,
        CancellationToken cancellationToken = default
    ) => PostAsync<InspectionRequest, ActionResponse>("api/inspection/starts", request, cancellationToken);

    /// <summary>Ends inspections, with what they found.</summary>
    public Task<ActionResponse> CompleteInspectionsAsync(
        CompletionRequest request,
        CancellationToken cancellationToken = default
    ) => PostAsync<CompletionRequest, ActionResponse>("api/inspection/completions", request, cancellationToken);

    /// <summary>Puts a movement into another channel.</summary>
    public Task<ActionResponse> ReRouteAsync(ReRouteRequest request, CancellationToken cancellationToken = default) =>
        PostAsync<ReRouteRequest, ActionResponse>("api/inspection/re-routes", request, cancellationToken);

    // Clearance

    /// <summary>A queue of the clearance service, oldest first.</summary>
    public Task<Page<ClearanceMovement>> ClearanceMovementsAsync(
        string port,
        ClearanceQueue? queue = null,
        string? after = null,
        int? limit = null,
        CancellationToken cancellationToken = default
    ) =>
        GetAsync<Page<ClearanceMovement>>(
            Path("api/clearance/movements", [("port", port), ("queue", queue), ("after", after), ("limit", limit)]),
            cancellationToken
        );

    /// <summary>Grants clearance.</summary>
    public Task<ActionResponse> GrantAsync(ClearanceRequest request, CancellationToken cancellationToken = default) =>
        PostAsync<ClearanceRequest, ActionResponse>("api/clearance/grants", request, cancellationToken);

    /// <summary>Puts on hold.</summary>
    public Task<ActionResponse> HoldAsync(
        ReasonedClearanceRequest request,
        CancellationToken cancellationToken = default
    ) => PostAsync<ReasonedClearanceRequest, ActionResponse>("api/clearance/holds", request, cancellationToken);

    /// <summary>Ends holds.</summary>
    public Task<ActionResponse> ResumeAsync(ClearanceRequest request, CancellationToken cancellationToken = default) =>
        PostAsync<ClearanceRequest, ActionResponse>("api/clearance/resumptions", request, cancellationToken);

    /// <summary>Refuses clearance.</summary>
    public Task<ActionResponse> RefuseAsync(
        ReasonedClearanceRequest request,
        CancellationToken cancellationToken = default
    ) => PostAsync<ReasonedClearanceRequest, ActionResponse>("api/clearance/refusals", request, cancellationToken);

    /// <summary>Lets cleared vehicles out.</summary>
    public Task<ActionResponse> DepartAsync(ClearanceRequest request, CancellationToken cancellationToken = default) =>
        PostAsync<ClearanceRequest, ActionResponse>("api/clearance/departures", request, cancellationToken);

    /// <summary>Corrects the time of a departure.</summary>
    public Task<ActionResponse> CorrectDepartureAsync(
        DepartureCorrectionRequest request,
        CancellationToken cancellationToken = default
    ) =>
        PostAsync<DepartureCorrectionRequest, ActionResponse>(
            "api/clearance/departure-corrections",
            request,
            cancellationToken
        );

    // Throughput

    /// <summary>What was exported in a year or a month.</summary>
    public Task<TotalsResponse> TotalsAsync(
        string port,
        int year,
        int? month = null,
        CancellationToken cancellationToken = default
    ) =>
        GetAsync<TotalsResponse>(
            Path("api/throughput/totals", [("port", port), ("year", year), ("month", month)]),
            cancellationToken
        );

    /// <summary>What was exported on each day.</summary>
    public Task<IReadOnlyList<DayTotal>> DaysAsync(
        string port,
        DateOnly from,
        DateOnly to,
        CancellationToken cancellationToken = default
    ) =>
        GetAsync<IReadOnlyList<DayTotal>>(
            Path("api/throughput/days", [("port", port), ("from", from), ("to", to)]),
            cancellationToken
        );

    /// <summary>The first page of the movements that a figure is made of, with how they add up; a filter such as ("destination", "KZ") for a line of a breakdown.</summary>
    public Task<ExportedMovements> ExportedMovementsAsync(
        string port,
        int year,
        int? month = null,
        (string Dimension, string Key)? only = null,
        CancellationToken cancellationToken = default
    ) =>
        GetAsync<ExportedMovements>(
            Path(
                "api/throughput/movements",
                [("port", port), ("year", year), ("month", month), (only?.Dimension ?? "brand", only?.Key)]
            ),
            cancellationToken
        );

    /// <summary>Imports completed movements from before go-live.</summary>
    public Task<MovementImportResponse> ImportMovementsAsync(
        string port,
        BadLines badLines,
        CsvUpload movements,
        CancellationToken cancellationToken = default
    ) =>
        UploadAsync<MovementImportResponse>(
            Path("api/throughput/movements/import", [("port", port), ("badLines", badLines)]),
            movements,
            cancellationToken
        );

    /// <summary>Imports official totals from before go-live.</summary>
    public Task<HistoryImportResponse> ImportHistoryAsync(
        string port,
        CsvUpload history,
        CancellationToken cancellationToken = default
    ) =>
        UploadAsync<HistoryImportResponse>(
            Path("api/throughput/history/import", [("port", port)]),
            history,
            cancellationToken
        );

    /// <summary>Runs the aggregation job now.</summary>
    public Task<AggregationRun> AggregateAsync(CancellationToken cancellationToken = default) =>
        PostAsync<object, AggregationRun>("api/throughput/aggregations", new object(), cancellationToken);

    /// <summary>The latest runs of the aggregation job.</summary>
    public Task<IReadOnlyList<AggregationRun>> AggregationsAsync(CancellationToken cancellationToken = default) =>
        GetAsync<IReadOnlyList<AggregationRun>>("api/throughput/aggregations", cancellationToken);

    // Board

    /// <summary>The ports.</summary>
    public Task<IReadOnlyList<PortInfo>> PortsAsync(CancellationToken cancellationToken = default) =>
        GetAsync<IReadOnlyList<PortInfo>>("api/board/ports", cancellationToken);

    /// <summary>A port's board.</summary>
    public Task<BoardSnapshot> BoardAsync(string port, CancellationToken cancellationToken = default) =>
        GetAsync<BoardSnapshot>($"api/board/{Uri.EscapeDataString(port)}", cancellationToken);

    /// <summary>The own firm's movements at a port, page by page: announced, in the port, and those that ended today.</summary>
    public IAsyncEnumerable<FirmMovement> FirmMovementsAsync(
        string port,
        Stage? stage = null,
        CancellationToken cancellationToken = default
    ) =>
        PagesAsync<FirmMovement>(
            "api/board/firm/movements",
            [("port", port), ("stage", stage), ("limit", Limits.Page)],
            cancellationToken
        );

    /// <summary>The same as a CSV for a spreadsheet.</summary>
    public async Task<byte[]> FirmMovementsCsvAsync(
        string port,
        Stage? stage = null,
        CancellationToken cancellationToken = default
    )
    {
        using var response = await AnswerAsync(
            _calls,
            HttpMethod.Get,
            Path("api/board/firm/movements.csv", [("port", port), ("stage", stage)]),
            () => null,
            cancellationToken
        );
        return await response.Content.ReadAsByteArrayAsync(cancellationToken);
    }

    // Every service

    /// <summary>All that a service knows of every movement, page by page.</summary>
    public async IAsyncEnumerable<LedgerEntry> LedgerAsync(
        string service,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        string? after = null;
        do
        {
            var page = await GetAsync<Page<LedgerEntry>>(
                Path($"api/{service}/ledger", [("after", after), ("limit", Limits.Page)]),
                cancellationToken
            );
            foreach (var entry in page.Items)
            {
                yield return entry;
            }

            after = page.Next;
        } while (after is not null);
    }

    /// <summary>How far a service is with the events of the others.</summary>
    public Task<FeedStatus> FeedAsync(string service, CancellationToken cancellationToken = default) =>
        GetAsync<FeedStatus>($"api/{service}/feed", cancellationToken);

    /// <summary>Has the events of the others applied once more to what a service made of them.</summary>
    public Task<ReplayStarted> ReplayAsync(
        string service,
        DateTimeOffset? from,
        CancellationToken cancellationToken = default
    ) =>
        PostAsync<ReplayRequest, ReplayStarted>(
            $"api/{service}/replays",
            new ReplayRequest { From = from?.ToUniversalTime() },
            cancellationToken
        );

    /// <summary>Has a service hand its journal to the broker once more.</summary>
    public Task<RefillStarted> RefillAsync(
        string service,
        DateTimeOffset? from,
        CancellationToken cancellationToken = default
    ) =>
        PostAsync<ReplayRequest, RefillStarted>(
            $"api/{service}/refills",
            new ReplayRequest { From = from?.ToUniversalTime() },
            cancellationToken
        );

    /// <summary>Events that a service could not apply, page by page.</summary>
    public async IAsyncEnumerable<FailedMessage> FailuresAsync(
        string service,
        FailureOrder order = FailureOrder.Newest,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        string? after = null;
        do
        {
            var page = await GetAsync<Page<FailedMessage>>(
                Path($"api/{service}/failures", [("order", order), ("after", after), ("limit", Limits.Batch)]),
                cancellationToken
            );
            foreach (var failed in page.Items)
            {
                yield return failed;
            }

            after = page.Next;
        } while (after is not null);
    }

    /// <summary>One of them, with its body and the whole exception.</summary>
    public Task<FailedMessageDetail> FailureAsync(
        string service,
        string id,
        CancellationToken cancellationToken = default
    ) => GetAsync<FailedMessageDetail>($"api/{service}/failures/{id}", cancellationToken);

    /// <summary>What a redrive would do.</summary>
    public Task<FailureResponse> PreviewRedriveAsync(
        string service,
        FailureSelection selection,
        CancellationToken cancellationToken = default
    ) => PostAsync<FailureSelection, FailureResponse>($"api/{service}/failures/previews", selection, cancellationToken);

    /// <summary>Applies failed messages again.</summary>
    public Task<FailureResponse> RedriveAsync(
        string service,
        FailureSelection selection,
        CancellationToken cancellationToken = default
    ) => PostAsync<FailureSelection, FailureResponse>($"api/{service}/failures/redrives", selection, cancellationToken);

    /// <summary>Gives failed messages up.</summary>
    public Task<FailureResponse> DiscardAsync(
        string service,
        DiscardRequest request,
        CancellationToken cancellationToken = default
    ) => PostAsync<DiscardRequest, FailureResponse>($"api/{service}/failures/discards", request, cancellationToken);

    /// <summary>The rows of a service's audit trail, in their order, page by page.</summary>
    public async IAsyncEnumerable<AuditEntry> AuditAsync(
        string service,
        AuditFilter filter,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        string? after = null;
        do
        {
            var page = await GetAsync<Page<AuditEntry>>(
                AuditPath($"api/{service}/audit", filter, [("after", after), ("limit", Limits.Page)]),
                cancellationToken
            );
            foreach (var entry in page.Items)
            {
                yield return entry;
            }

            after = page.Next;
        } while (after is not null);
    }

    /// <summary>Writes a service's audit trail as CSV. That it was taken is on the trail too.</summary>
    public async Task ExportAuditAsync(
        string service,
        AuditFilter filter,
        Stream file,
        CancellationToken cancellationToken = default
    )
    {
        var token = _tokens is null ? null : await _tokens.TokenAsync(cancellationToken);
        using var request = Request(HttpMethod.Get, AuditPath($"api/{service}/audit.csv", filter, []), token);
        using var response = await _http.SendAsync(
            request,
            HttpCompletionOption.ResponseHeadersRead,
            cancellationToken
        );
        if (!response.IsSuccessStatusCode)
        {
            throw await PortTrackerException.FromAsync(response, cancellationToken);
        }

        await response.Content.CopyToAsync(file, cancellationToken);
    }

    private Task<T> GetAsync<T>(string path, CancellationToken cancellationToken) =>
        SendAsync<T>(_calls, HttpMethod.Get, path, () => null, cancellationToken);

    private Task<TResponse> PostAsync<TRequest, TResponse>(
        string path,
        TRequest request,
        CancellationToken cancellationToken
    )
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(request, PortJson.Options);
        return SendAsync<TResponse>(_calls, HttpMethod.Post, path, Content, cancellationToken);

        HttpContent Content() =>
            new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
    }

    private Task<T> ActAsync<T>(string path, string reason, CancellationToken cancellationToken) =>
        PostAsync<UserAction, T>(path, new UserAction { Reason = reason }, cancellationToken);

    private async IAsyncEnumerable<T> PagesAsync<T>(
        string path,
        (string Name, object? Value)[] filters,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        string? after = null;
        do
        {
            var page = await GetAsync<Page<T>>(Path(path, [.. filters, ("after", after)]), cancellationToken);
            foreach (var item in page.Items)
            {
                yield return item;
            }

            after = page.Next;
        } while (after is not null);
    }

    private Task<T> UploadAsync<T>(string path, CsvUpload upload, CancellationToken cancellationToken) =>
        SendAsync<T>(_uploads, HttpMethod.Post, path, upload.AsContent, cancellationToken);

    private async Task<T> SendAsync<T>(
        ResiliencePipeline<HttpResponseMessage> retries,
        HttpMethod method,
        string path,
        Func<HttpContent?> content,
        CancellationToken cancellationToken
    )
    {
        using var response = await AnswerAsync(retries, method, path, content, cancellationToken);
        return await response.Content.ReadFromJsonAsync<T>(PortJson.Options, cancellationToken)
            ?? throw new JsonException($"{method} {path} answered null.");
    }

    /// <summary>Posts what is answered with nothing but success.</summary>
    private async Task SendAsync<TRequest>(string path, TRequest request, CancellationToken cancellationToken)
    {
        using var response = await AnswerAsync(
            _calls,
            HttpMethod.Post,
            path,
            () => JsonContent.Create(request, options: PortJson.Options),
            cancellationToken
        );
    }

    private async Task<HttpResponseMessage> AnswerAsync(
        ResiliencePipeline<HttpResponseMessage> retries,
        HttpMethod method,
        string path,
        Func<HttpContent?> content,
        CancellationToken cancellationToken
    )
    {
        var key = method == HttpMethod.Post ? Guid.NewGuid().ToString() : null;
        var response = await AnswerAsync();
        if (!response.IsSuccessStatusCode)
        {
            using (response)
            {
                throw await PortTrackerException.FromAsync(response, cancellationToken);
            }
        }

        return response;

        async Task<HttpResponseMessage> AnswerAsync()
        {
            try
            {
                return await retries.ExecuteAsync(async attempt => await AttemptAsync(attempt), cancellationToken);
            }
            catch (TimeoutRejectedException timeout)
            {
                throw new HttpRequestException($"{method} {path} was not answered in time.", timeout);
            }
        }

        // The answer's body is read within the attempt: a host that dies in mid-answer is asked again.
        async Task<HttpResponseMessage> AttemptAsync(CancellationToken attempt)
        {
            var token = _tokens is null ? null : await _tokens.TokenAsync(attempt);
            var answer = await CallAsync(token, attempt);
            if (answer.StatusCode is not HttpStatusCode.Unauthorized || token is null || !_tokens!.Drop(token))
            {
                return answer;
            }

            // The session was ended, or the server has other keys now: sign in once more.
            answer.Dispose();
            return await CallAsync(await _tokens.TokenAsync(attempt), attempt);
        }

        async Task<HttpResponseMessage> CallAsync(string? token, CancellationToken attempt)
        {
            using var request = Request(method, path, token);
            request.Content = content();
            if (key is not null)
            {
                request.Headers.Add(Headers.IdempotencyKey, key);
            }

            return await _http.SendAsync(request, HttpCompletionOption.ResponseContentRead, attempt);
        }
    }

    private static HttpRequestMessage Request(HttpMethod method, string path, string? token) =>
        new(method, path)
        {
            Headers = { Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token) },
        };

    private static string AuditPath(string path, AuditFilter filter, ReadOnlySpan<(string, object?)> page) =>
        Path(
            path,
            [
                ("from", filter.From),
                ("to", filter.To),
                ("actor", filter.Actor),
                ("action", filter.Action),
                ("subject", filter.Subject),
                ("port", filter.Port),
                ("vin", filter.Vin),
                .. page,
            ]
        );

    private static string Path(string path, ReadOnlySpan<(string Name, object? Value)> query)
    {
        var separator = '?';
        foreach (var (name, value) in query)
        {
            var text = value switch
            {
                null => null,
                DateOnly date => date.ToString("O", CultureInfo.InvariantCulture),
                DateTimeOffset instant => instant.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
                _ => Convert.ToString(value, CultureInfo.InvariantCulture),
            };
            if (text is not null)
            {
                path = $"{path}{separator}{name}={Uri.EscapeDataString(text)}";
                separator = '&';
            }
        }

        return path;
    }
}
