using System.Net.Http.Json;
using PortTracker.Contracts.Access;
using PortTracker.Contracts.Api;
using PortTracker.Contracts.Clearance;
using PortTracker.Contracts.Entry;
using PortTracker.Contracts.Events;
using PortTracker.Contracts.FailedEvents;
using PortTracker.Contracts.Inspection;
using PortTracker.Contracts.Operations;
using PortTracker.Contracts.Vehicles;

namespace PortTracker.Tests.Isolation;

/// <summary>A body for each write route with every value that can identify another firm's movement.</summary>
internal static class SampleBodies
{
    private static readonly Dictionary<string, Func<FirmSecrets, HttpContent?>> ByRoute = new(StringComparer.Ordinal)
    {
        ["POST /api/access/firms"] = of => Json(new Firm { Uscc = of.Papers.Operator, Name = of.FirmName }),
        ["POST /api/access/keys"] = of =>
            Json(
                new CreateApiKeyRequest
                {
                    Firm = of.Papers.Operator,
                    Name = of.KeyName,
                    Scopes = Scopes.All,
                    Days = 1,
                }
            ),
        ["POST /api/access/keys/{keyId:guid}/revocations"] = Reason,
        ["POST /api/access/me/password"] = of =>
            Json(new PasswordChangeRequest { Current = of.Note, New = of.Papers.Vin }),
        ["POST /api/access/me/sessions/{sessionId:guid}/sign-outs"] = None,
        ["POST /api/access/me/sign-outs"] = None,
        ["POST /api/access/me/two-factor"] = None,
        ["POST /api/access/me/two-factor/confirmations"] = of =>
            Json(new TwoFactorConfirmationRequest { Password = of.Note, Code = of.Note }),
        ["POST /api/access/me/two-factor/removals"] = of =>
            Json(new TwoFactorRemovalRequest { Password = of.Note, Code = of.Note }),
        ["POST /api/access/sessions"] = of => new FormUrlEncodedContent([
            new("userName", of.UserName),
            new("password", of.Note),
            new("returnUrl", $"/{of.MovementId}"),
        ]),
        ["POST /api/access/sign-outs"] = None,
        ["POST /api/access/tokens"] = of => Json(new SignInRequest { UserName = of.UserName, Password = of.Note }),
        ["POST /api/access/tokens/refreshes"] = of => Json(new RefreshRequest { RefreshToken = of.Note }),
        ["POST /api/access/users"] = of =>
            Json(
                new AddUserRequest
                {
                    UserName = of.UserName,
                    DisplayName = of.UserName,
                    Roles = [Roles.Operator],
                    Firm = of.Papers.Operator,
                }
            ),
        ["POST /api/access/users/{userId:guid}/locks"] = Reason,
        ["POST /api/access/users/{userId:guid}/password-resets"] = Reason,
        ["POST /api/access/users/{userId:guid}/rights"] = of =>
            Json(
                new RightsChangeRequest
                {
                    DisplayName = of.UserName,
                    Roles = [Roles.Operator],
                    Firm = of.Papers.Operator,
                    Version = 1,
                    Reason = of.Note,
                }
            ),
        ["POST /api/access/users/{userId:guid}/sign-outs"] = Reason,
        ["POST /api/access/users/{userId:guid}/two-factor-removals"] = Reason,
        ["POST /api/access/users/{userId:guid}/unlocks"] = Reason,
        ["POST /api/clearance/departure-corrections"] = of =>
            Json(
                new DepartureCorrectionRequest
                {
                    MovementId = of.MovementId,
                    DepartedAt = DateTimeOffset.UnixEpoch.AddYears(50),
                    Reason = of.Note,
                }
            ),
        ["POST /api/clearance/departures"] = OfDeclaration,
        ["POST /api/clearance/grants"] = OfDeclaration,
        ["POST /api/clearance/holds"] = OfCarrier,
        ["POST /api/clearance/refusals"] = OfCarrier,
        ["POST /api/clearance/resumptions"] = of => Json(PortHost.On(of.MovementId)),
        ["POST /api/entry/arrivals"] = of => Json(PortHost.Arrival(of.Papers)),
        ["POST /api/entry/cancellations"] = Closing,
        ["POST /api/entry/no-shows"] = Closing,
        ["POST /api/entry/pre-registrations"] = of => Json(FirmSteps.Announcement(of.Papers)),
        ["POST /api/entry/pre-registrations/csv"] = of => CsvBody.Of(Manifest(of.Papers)),
        ["POST /api/entry/queue-moves"] = of =>
            Json(
                new QueueMoveRequest
                {
                    MovementId = of.MovementId,
                    Before = of.MovementId,
                    Reason = of.Note,
                }
            ),
        ["POST /api/inspection/completions"] = of =>
            Json(new CompletionRequest { Inspections = [new InspectionOutcome { MovementId = of.MovementId }] }),
        ["POST /api/inspection/document-approvals"] = Inspection,
        ["POST /api/inspection/re-routes"] = of =>
            Json(
                new ReRouteRequest
                {
                    MovementId = of.MovementId,
                    Channel = Channel.Red,
                    Reason = of.Note,
                }
            ),
        ["POST /api/inspection/starts"] = Inspection,
        ["POST /api/throughput/aggregations"] = None,
        ["POST /api/throughput/official-totals/import"] = of =>
            CsvBody.Of($"year,month,vehicles,new_energy,source\n{of.Note}"),
        ["POST /api/throughput/movements/import"] = of => CsvBody.Of(Manifest(of.Papers)),
    };

    static SampleBodies()
    {
        foreach (var source in ServiceNames.Sources)
        {
            ByRoute[$"POST /api/{source}/refills"] = _ => Json(new ReplayRequest());
        }

        foreach (var service in ServiceNames.All)
        {
            ByRoute[$"POST /api/{service}/failures/discards"] = of =>
                Json(new DiscardRequest { Ids = [$"entry/{of.MovementId}"], Reason = of.Note });
            ByRoute[$"POST /api/{service}/failures/previews"] = Failures;
            ByRoute[$"POST /api/{service}/failures/redrives"] = Failures;
            ByRoute[$"POST /api/{service}/replays"] = _ => Json(new ReplayRequest());
        }
    }

    public static bool Has(string route) => ByRoute.ContainsKey(route);

    public static HttpContent? Of(string route, FirmSecrets traces) => ByRoute.GetValueOrDefault(route, None)(traces);

    public static string Manifest(Vehicle v) =>
        $"""
            {string.Join(',', VehicleCsv.Columns)}
            {v.Vin},{v.Plate},{v.Brand},{v.Model},{v.Category},{v.Propulsion},{v.Form},{v.HsCode},{v.Destination},{v.DeclarationNumber},{v.CarrierPlate},{v.Operator}
            """;

    private static JsonContent Json<T>(T body) => JsonContent.Create(body, options: PortJson.Options);

    private static HttpContent? None(FirmSecrets of) => null;

    private static JsonContent Reason(FirmSecrets of) => Json(new ReasonRequest { Reason = of.Note });

    private static JsonContent Closing(FirmSecrets of) =>
        Json(new WithdrawalRequest { Movements = [of.MovementId], Reason = of.Note });

    private static JsonContent Inspection(FirmSecrets of) =>
        Json(new MovementsRequest { Movements = [new MovementReference { MovementId = of.MovementId }] });

    private static JsonContent Failures(FirmSecrets of) =>
        Json(new FailedEventSelection { Ids = [$"entry/{of.MovementId}"] });

    private static JsonContent OfDeclaration(FirmSecrets of) =>
        Json(new ClearanceRequest { Port = PortHost.Port, DeclarationNumber = of.Papers.DeclarationNumber });

    private static JsonContent OfCarrier(FirmSecrets of) =>
        Json(
            new ReasonedClearanceRequest
            {
                Port = PortHost.Port,
                CarrierPlate = of.Papers.CarrierPlate,
                Reason = of.Note,
            }
        );
}
