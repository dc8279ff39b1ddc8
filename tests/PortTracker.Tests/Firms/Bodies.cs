using System.Net.Http.Json;

namespace PortTracker.Tests.Firms;

/// <summary>For each route that is written to, a body in which all is named by which somebody else's movement can be.</summary>
internal static class Bodies
{
    private static readonly Dictionary<string, Func<Traces, HttpContent?>> ByRoute = new(StringComparer.Ordinal)
    {
        ["POST /api/access/firms"] = of => Json(new Firm { Uscc = of.Papers.Operator, Name = of.FirmName }),
        ["POST /api/access/keys"] = of =>
            Json(
                new NewApiKey
                {
                    Firm = of.Papers.Operator,
                    Name = of.KeyName,
                    Scopes = Scopes.All,
                    Days = 1,
                }
            ),
        ["POST /api/access/keys/{keyId:guid}/revocations"] = Reason,
        ["POST /api/access/me/password"] = of => Json(new PasswordChange { Current = of.Note, New = of.Papers.Vin }),
        ["POST /api/access/me/sign-outs"] = None,
        ["POST /api/access/me/two-factor"] = None,
        ["POST /api/access/me/two-factor/confirmations"] = of => Json(new TwoFactorConfirmation { Code = of.Note }),
        ["POST /api/access/me/two-factor/removals"] = of => Json(new TwoFactorRemoval { Password = of.Note }),
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
                new NewUser
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
                new RightsChange
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
        ["POST /api/entry/pre-registrations"] = of => Json(AtTheFirm.Announcement(of.Papers)),
        ["POST /api/entry/pre-registrations/csv"] = of => Answers.Csv(Manifest(of.Papers)),
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
        ["POST /api/throughput/history/import"] = of =>
            Answers.Csv($"year,month,vehicles,new_energy,source\n{of.Note}"),
        ["POST /api/throughput/movements/import"] = of => Answers.Csv(Manifest(of.Papers)),
    };

    static Bodies()
    {
        foreach (var service in ServiceNames.All)
        {
            ByRoute[$"POST /api/{service}/failures/discards"] = of =>
                Json(new DiscardRequest { Ids = [$"entry/{of.MovementId}"], Reason = of.Note });
            ByRoute[$"POST /api/{service}/failures/previews"] = Failures;
            ByRoute[$"POST /api/{service}/failures/redrives"] = Failures;
            ByRoute[$"POST /api/{service}/refills"] = _ => Json(new ReplayRequest());
            ByRoute[$"POST /api/{service}/replays"] = _ => Json(new ReplayRequest());
        }
    }

    public static bool Has(string route) => ByRoute.ContainsKey(route);

    public static HttpContent? Of(string route, Traces traces) => ByRoute.GetValueOrDefault(route, None)(traces);

    public static string Manifest(Vehicle v) =>
        $"""
            {string.Join(',', VehicleCsv.Columns)}
            {v.Vin},{v.Plate},{v.Brand},{v.Model},{v.Category},{v.Propulsion},{v.Form},{v.HsCode},{v.Destination},{v.DeclarationNumber},{v.CarrierPlate},{v.Operator}
            """;

    private static JsonContent Json<T>(T body) => JsonContent.Create(body, options: PortJson.Options);

    private static HttpContent? None(Traces of) => null;

    private static JsonContent Reason(Traces of) => Json(new UserAction { Reason = of.Note });

    private static JsonContent Closing(Traces of) =>
        Json(new ClosingRequest { Movements = [of.MovementId], Reason = of.Note });

    private static JsonContent Inspection(Traces of) =>
        Json(new InspectionRequest { Movements = [new MovementRef { MovementId = of.MovementId }] });

    private static JsonContent Failures(Traces of) => Json(new FailureSelection { Ids = [$"entry/{of.MovementId}"] });

    private static JsonContent OfDeclaration(Traces of) =>
        Json(new ClearanceRequest { Port = PortHost.Port, DeclarationNumber = of.Papers.DeclarationNumber });

    private static JsonContent OfCarrier(Traces of) =>
        Json(
            new ReasonedClearanceRequest
            {
                Port = PortHost.Port,
                CarrierPlate = of.Papers.CarrierPlate,
                Reason = of.Note,
            }
        );
}
