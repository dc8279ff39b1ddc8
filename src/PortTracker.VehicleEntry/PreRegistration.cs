using System.ComponentModel;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace PortTracker.VehicleEntry;

/// <summary>An operator announces the vehicles that it will bring.</summary>
internal static class PreRegistration
{
    public static Task<Results<Created<PreRegistrationResponse>, ProblemHttpResult>> HandleAsync(
        PreRegistrationRequest request,
        EntryDb db,
        PortCatalog ports,
        CurrentAct act,
        CancellationToken cancellationToken
    ) =>
        AnnounceAsync(
            request,
            badLines: [],
            line: null,
            (i, field) => $"vehicles[{i}].{field}",
            db,
            ports,
            act.Now,
            cancellationToken
        );

    public static async Task<Results<Created<PreRegistrationResponse>, ProblemHttpResult>> HandleCsvAsync(
        HttpRequest http,
        [Description("Code of the port")] string port,
        [Description("Day for which they are announced, in the port's time zone")] DateOnly expectedOn,
        [Description("Reject (none of the file) or Report (all but the bad lines)")] BadLines? badLines,
        EntryDb db,
        PortCatalog ports,
        CurrentAct current,
        CancellationToken cancellationToken
    )
    {
        var act = current.Now;
        if (http.ContentType?.StartsWith("text/csv", StringComparison.OrdinalIgnoreCase) is not true)
        {
            return TypedResults.Problem(statusCode: StatusCodes.Status415UnsupportedMediaType);
        }

        List<Vehicle> vehicles = [];
        List<int> lines = [];
        List<BadLine> bad = [];
        Dictionary<string, int> seen = new(StringComparer.Ordinal);
        await foreach (
            var line in CsvLines.ReadAsync(http.Body, VehicleCsv.Columns, VehicleColumns.Read, cancellationToken)
        )
        {
            bad.AddRange(line.Errors);
            if (line.Value?.Normalised() is not { } vehicle)
            {
                continue;
            }

            if (!seen.TryAdd(vehicle.Vin, line.Number))
            {
                bad.Add(new BadLine(line.Number, "vin", $"This VIN stands on line {seen[vehicle.Vin]} already."));
                continue;
            }

            if (!act.By.Sees(vehicle.Operator))
            {
                bad.Add(new BadLine(line.Number, "operator", OfAnotherFirm(act.By)));
                continue;
            }

            vehicles.Add(vehicle);
            lines.Add(line.Number);
            if (vehicles.Count > Limits.Manifest)
            {
                return Problems.Invalid(
                    "body",
                    $"A manifest has at most {Limits.Manifest} vehicles: send it in parts."
                );
            }
        }

        if (vehicles.Count is 0 && bad.Count is 0)
        {
            bad.Add(new BadLine(1, Field: null, "The file has a heading, but no vehicle."));
        }

        var open = await OpenMovementsAsync(db, vehicles, cancellationToken);
        for (var i = vehicles.Count - 1; i >= 0; i--)
        {
            if (open.TryGetValue(vehicles[i].Vin, out var movement))
            {
                bad.Add(new BadLine(lines[i], "vin", AlreadyOpen(movement)));
                vehicles.RemoveAt(i);
                lines.RemoveAt(i);
            }
        }

        bad.Sort((a, b) => a.Line.CompareTo(b.Line));
        if (bad.Count > 0 && (badLines is not BadLines.Report || vehicles.Count is 0))
        {
            return Problems.BadLines(bad, bad.Select(line => line.Line).Distinct().Count());
        }

        var request = new PreRegistrationRequest
        {
            Port = port,
            ExpectedOn = expectedOn,
            Vehicles = vehicles,
        };
        return await AnnounceAsync(
            request,
            bad,
            i => lines[i],
            (i, _) => $"line {lines[i]}",
            db,
            ports,
            act,
            cancellationToken
        );
    }

    private static async Task<Results<Created<PreRegistrationResponse>, ProblemHttpResult>> AnnounceAsync(
        PreRegistrationRequest request,
        IReadOnlyList<BadLine> badLines,
        Func<int, int>? line,
        Func<int, string, string> field,
        EntryDb db,
        PortCatalog ports,
        Act act,
        CancellationToken cancellationToken
    )
    {
        if (!ports.TryGet(request.Port, out var port))
        {
            return Problems.Invalid("port", ports.UnknownPort(request.Port));
        }

        if (act.By.Firm is null && !act.By.MayActAt(port.Code))
        {
            return Problems.OtherPort(port.Code);
        }

        var errors = new FieldErrors();
        if (request.ExpectedOn < port.BusinessDate(act.RecordedAt).AddDays(-1))
        {
            errors.Add("expectedOn", "This day is over: announce the vehicles for today or later.");
        }

        var vehicles = request.Vehicles.Select(vehicle => vehicle.Normalised()).ToList();
        HashSet<string> vins = new(StringComparer.Ordinal);
        for (var i = 0; i < vehicles.Count; i++)
        {
            if (!vins.Add(vehicles[i].Vin))
            {
                errors.Add(field(i, "vin"), "This VIN is in the request twice.");
            }

            if (!act.By.Sees(vehicles[i].Operator))
            {
                errors.Add(field(i, "operator"), OfAnotherFirm(act.By));
            }
        }

        if (errors.Any)
        {
            return errors.ToProblem();
        }

        var open = await OpenMovementsAsync(db, vehicles, cancellationToken);
        if (open.Count > 0)
        {
            return Problems.Conflict([.. open.Values.Select(movement => movement.Conflict(AlreadyOpen(movement)))]);
        }

        List<PreRegistered> registered = [];
        for (var i = 0; i < vehicles.Count; i++)
        {
            var (movement, announced) = Movement.PreRegister(port, vehicles[i], request.ExpectedOn, act);
            db.Movements.Add(movement);
            db.Record(announced);
            registered.Add(new PreRegistered(movement.Id, movement.Vin, line?.Invoke(i)));
        }

        return TypedResults.Created(
            (string?)null,
            new PreRegistrationResponse { Movements = registered, BadLines = badLines }
        );
    }

    private static string OfAnotherFirm(Caller caller) =>
        $"You announce vehicles of your own firm only, whose USCC is {caller.Firm}: correct the operator, or leave this vehicle to the firm that brings it.";

    private static string AlreadyOpen(Movement movement) =>
        movement.IsOnSite
            ? $"{movement.Vin} stands in the port now ({movement.QueueNumber}): it cannot be announced before it has left."
            : $"{movement.Vin} is announced already, for {movement.ExpectedOn:yyyy-MM-dd}: cancel that first to announce it anew.";

    /// <summary>Those of the vehicles that the same firm has announced or in the port already; what others have does not count.</summary>
    private static async Task<Dictionary<string, Movement>> OpenMovementsAsync(
        EntryDb db,
        IReadOnlyList<Vehicle> vehicles,
        CancellationToken cancellationToken
    )
    {
        var firms = vehicles.ToDictionary(vehicle => vehicle.Vin, vehicle => vehicle.Operator, StringComparer.Ordinal);
        var vins = firms.Keys.ToArray();
        var open = await db
            .Movements.Where(m => m.IsOpen && EF.Parameter(vins).Contains(m.Vin))
            .ToListAsync(cancellationToken);
        return open.Where(m => m.Operator == firms[m.Vin]).ToDictionary(m => m.Vin, StringComparer.Ordinal);
    }
}
