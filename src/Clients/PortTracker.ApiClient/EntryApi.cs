using PortTracker.Contracts.Api;
using PortTracker.Contracts.Entry;
using PortTracker.Contracts.Events;

namespace PortTracker.ApiClient;

/// <summary>The entry service: pre-registrations, arrivals and withdrawals.</summary>
public sealed class EntryApi
{
    private const int PageSize = 1_000;
    private readonly ApiSender _sender;

    internal EntryApi(ApiSender sender) => _sender = sender;

    /// <summary>Announces vehicles.</summary>
    public Task<PreRegistrationResponse> PreRegisterAsync(
        PreRegistrationRequest request,
        CancellationToken cancellationToken = default
    ) =>
        _sender.PostAsync<PreRegistrationRequest, PreRegistrationResponse>(
            "api/entry/pre-registrations",
            request,
            cancellationToken
        );

    /// <summary>Announces the vehicles of a manifest.</summary>
    /// <param name="port">Code of the port.</param>
    /// <param name="expectedOn">The business day for which the vehicles are announced.</param>
    /// <param name="badLines">Whether a bad line rejects the file.</param>
    /// <param name="manifest">The file.</param>
    /// <param name="idempotencyKey">Uploads with the same key are accepted once; null for a new key.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public Task<PreRegistrationResponse> PreRegisterAsync(
        string port,
        DateOnly expectedOn,
        BadLineHandling badLines,
        CsvSource manifest,
        string? idempotencyKey = null,
        CancellationToken cancellationToken = default
    ) =>
        _sender.UploadAsync<PreRegistrationResponse>(
            QueryString.Append(
                "api/entry/pre-registrations/csv",
                ("port", port),
                ("expectedOn", expectedOn),
                ("badLines", badLines)
            ),
            manifest,
            idempotencyKey,
            cancellationToken
        );

    /// <summary>Records arrivals at the gate.</summary>
    public Task<ArrivalResponse> ArriveAsync(ArrivalRequest request, CancellationToken cancellationToken = default) =>
        _sender.PostAsync<ArrivalRequest, ArrivalResponse>("api/entry/arrivals", request, cancellationToken);

    /// <summary>Records that announced vehicles did not arrive.</summary>
    public Task<ActionResponse> RecordNoShowsAsync(
        WithdrawalRequest request,
        CancellationToken cancellationToken = default
    ) => _sender.PostAsync<WithdrawalRequest, ActionResponse>("api/entry/no-shows", request, cancellationToken);

    /// <summary>Cancels pre-registrations. A firm can cancel its own.</summary>
    public Task<ActionResponse> CancelAsync(WithdrawalRequest request, CancellationToken cancellationToken = default) =>
        _sender.PostAsync<WithdrawalRequest, ActionResponse>("api/entry/cancellations", request, cancellationToken);

    /// <summary>Movements of a port. A firm sees its own.</summary>
    public PagedList<EntryMovement> Movements(string port, string? vin = null, EntryStatus? status = null) =>
        new(_sender, PageSize, "api/entry/movements", ("port", port), ("vin", vin), ("status", status));
}
