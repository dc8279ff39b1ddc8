using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using PortTracker.Contracts.Throughput;
using PortTracker.ServiceCore.Ports;
using PortTracker.ServiceHosting.Csv;
using PortTracker.ServiceHosting.Xlsx;
using PortTracker.Throughput.Data;

namespace PortTracker.Throughput.Movements;

/// <summary><c>GET /api/throughput/movements.csv</c> and <c>.xlsx</c>: all movements behind a figure.</summary>
internal static class MovementDownload
{
    private static readonly CsvColumn<ExportedMovement>[] Columns =
    [
        new("movement_id", movement => movement.MovementId),
        new("departed_on", movement => movement.DepartedOn),
        new("vin", movement => movement.Vin),
        new("brand", movement => movement.Brand),
        new("model", movement => movement.Model),
        new("category", movement => movement.Category),
        new("propulsion", movement => movement.Propulsion),
        new("form", movement => movement.Form),
        new("destination", movement => movement.Destination),
        new("declaration_number", movement => movement.DeclarationNumber),
        new("channel", movement => movement.Channel),
        new("inspections", movement => movement.Inspections),
        new("findings", movement => movement.Findings),
        new("arrived_at", movement => movement.ArrivedAt),
        new("cleared_at", movement => movement.ClearedAt),
        new("departed_at", movement => movement.DepartedAt),
        new("release_seconds", movement => movement.ReleaseSeconds),
    ];

    public static Results<PushStreamHttpResult, ProblemHttpResult> Csv(
        [AsParameters] MovementQuery query,
        ThroughputDb db,
        PortCatalog ports,
        TimeProvider time,
        CancellationToken cancellationToken
    ) =>
        MovementList.Refuse(query, ports) is { } problem
            ? problem
            : CsvDownload.Of(
                $"{Name(query, ports)}.csv",
                Columns,
                new MovementList(db, ports, time).AllAsync(query, cancellationToken)
            );

    public static Results<PushStreamHttpResult, ProblemHttpResult> Xlsx(
        [AsParameters] MovementQuery query,
        ThroughputDb db,
        PortCatalog ports,
        TimeProvider time,
        CancellationToken cancellationToken
    ) =>
        MovementList.Refuse(query, ports) is { } problem
            ? problem
            : XlsxDownload.Of(
                $"{Name(query, ports)}.xlsx",
                XlsxSheet.Of("Vehicles", Columns, new MovementList(db, ports, time).AllAsync(query, cancellationToken))
            );

    private static string Name(MovementQuery query, PortCatalog ports) =>
        $"vehicles-{ports[query.Port].Code}-{query.Period.From:yyyy-MM-dd}-{query.Period.To:yyyy-MM-dd}";
}
