using System.ComponentModel;
using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace PortTracker.ServiceDefaults;

/// <summary>The routes by which auditors read a service's audit trail.</summary>
public static class AuditRoutes
{
    /// <summary>Maps reading and export.</summary>
    /// <param name="group">The service's routes.</param>
    /// <param name="ledger">What the service knows of movements, by which a VIN is found; null if it knows none.</param>
    public static void MapAudit<TDb>(this RouteGroupBuilder group, Func<TDb, IQueryable<LedgerEntry>>? ledger = null)
        where TDb : ServiceDbContext
    {
        var reader = new AuditReader<TDb>(ledger);
        Delegate page = reader.PageAsync;
        Delegate export = reader.ExportAsync;
        group.MapGet("/audit", page).WithSummary("The audit trail: what persons did, and its proof");
        group
            .MapGet("/audit.csv", export)
            .Produces<string>(contentType: "text/csv")
            .Audited<TDb>()
            .WithSummary("The audit trail as CSV, for spreadsheets; that it was taken is on the trail too");
    }
}

/// <summary>Reads a service's audit trail, in the order of its rows.</summary>
internal sealed class AuditReader<TDb>(Func<TDb, IQueryable<LedgerEntry>>? ledger)
    where TDb : ServiceDbContext
{
    private const int RowsAtOnce = 1_000;

    // What a spreadsheet would take for a formula gets an apostrophe before it.
    private static readonly CsvConfiguration Format = new(CultureInfo.InvariantCulture)
    {
        InjectionOptions = InjectionOptions.Escape,
    };

    private static readonly string[] Columns =
    [
        "service",
        "sequence",
        "at",
        "actor",
        "name",
        "address",
        "action",
        "subject",
        "port",
        "vin",
        "reason",
        "before",
        "after",
        "details_hash",
        "previous_hash",
        "hash",
    ];

    public async Task<Ok<Page<AuditEntry>>> PageAsync(
        TDb db,
        ServiceName<TDb> service,
        [AsParameters] AuditFilter filter,
        [Description("The page before's 'next'")] long? after,
        [Description("Rows a page, at most 5,000")] int? limit,
        CancellationToken cancellationToken
    )
    {
        var rows = await SelectAsync(db, filter, cancellationToken);
        return TypedResults.Ok(
            await PageAsync(rows, service.Value, after ?? long.MinValue, limit ?? 100, cancellationToken)
        );
    }

    public PushStreamHttpResult ExportAsync(
        TDb db,
        ServiceName<TDb> service,
        [AsParameters] AuditFilter filter,
        CancellationToken cancellationToken
    )
    {
        db.Audit(after: filter);
        return TypedResults.Stream(
            body => WriteAsync(db, service.Value, filter, body, cancellationToken),
            "text/csv; charset=utf-8",
            $"audit-{service.Value}.csv"
        );
    }

    /// <summary>One page of what was selected, or of all.</summary>
    public static async Task<Page<AuditEntry>> PageAsync(
        IQueryable<AuditLine> lines,
        string service,
        long after,
        int limit,
        CancellationToken cancellationToken
    )
    {
        var page = await lines
            .Where(line => line.Row.Sequence > after)
            .OrderBy(line => line.Row.Sequence)
            .ToPageAsync(limit, line => line.Row.Sequence.ToString(CultureInfo.InvariantCulture), cancellationToken);
        return new Page<AuditEntry> { Items = [.. page.Items.Select(line => line.Show(service))], Next = page.Next };
    }

    private async Task<IQueryable<AuditLine>> SelectAsync(
        TDb db,
        AuditFilter filter,
        CancellationToken cancellationToken
    )
    {
        var lines = AuditLine.Of(db);
        if (filter.From is { } from)
        {
            lines = lines.Where(line => line.Row.At >= from);
        }

        if (filter.To is { } to)
        {
            lines = lines.Where(line => line.Row.At < to);
        }

        if (filter.Actor is { } actor)
        {
            lines = lines.Where(line => line.Row.Actor == actor);
        }

        if (filter.Action is { } action)
        {
            lines = lines.Where(line => line.Row.Action == action);
        }

        if (filter.Subject is { } subject)
        {
            lines = lines.Where(line => line.Row.Subject == subject);
        }

        if (filter.Port is { } port)
        {
            lines = lines.Where(line => line.Row.Port == port);
        }

        if (filter.Vin is { } vin)
        {
            // By the movements that it had: those stand in the rows for good, the VIN only in the details.
            var normalised = Vin.Normalise(vin);
            var movements = ledger is null
                ? []
                : await ledger(db)
                    .Where(entry => entry.Vin == normalised)
                    .Select(entry => entry.MovementId)
                    .ToListAsync(cancellationToken);
            var subjects = movements.Select(id => id.ToString()).ToArray();
            lines = lines.Where(line => EF.Parameter(subjects).Contains(line.Row.Subject!));
        }

        return lines;
    }

    private async Task WriteAsync(
        TDb db,
        string service,
        AuditFilter filter,
        Stream body,
        CancellationToken cancellationToken
    )
    {
        var rows = await SelectAsync(db, filter, cancellationToken);
        await using var writer = new StreamWriter(body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        await using var csv = new CsvWriter(writer, Format);
        await WriteLineAsync(csv, Columns);
        long? after = long.MinValue;
        while (after is { } last)
        {
            var page = await PageAsync(rows, service, last, RowsAtOnce, cancellationToken);
            foreach (var entry in page.Items)
            {
                await WriteLineAsync(csv, Cells(entry));
            }

            await csv.FlushAsync();
            after = page.Next is null ? null : page.Items[^1].Sequence;
        }
    }

    private static async Task WriteLineAsync(CsvWriter csv, IEnumerable<string?> cells)
    {
        foreach (var cell in cells)
        {
            csv.WriteField(cell);
        }

        await csv.NextRecordAsync();
    }

    private static string?[] Cells(AuditEntry entry)
    {
        var details = Contracts.AuditDetails.Of(entry);
        return
        [
            entry.Service,
            entry.Sequence.ToString(CultureInfo.InvariantCulture),
            entry.At.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
            entry.Actor,
            details?.Name,
            details?.Address,
            entry.Action,
            entry.Subject,
            entry.Port,
            details?.Vin,
            details?.Reason,
            details?.Before?.GetRawText(),
            details?.After?.GetRawText(),
            entry.DetailsHash,
            entry.PreviousHash,
            entry.Hash,
        ];
    }
}

/// <summary>A row of the trail with its details, as long as they are there.</summary>
internal sealed class AuditLine
{
    public required AuditRow Row { get; init; }
    public required AuditRowDetails? Details { get; init; }

    public static IQueryable<AuditLine> Of(ServiceDbContext db) =>
        db.AuditRows.LeftJoin(
            db.AuditDetails,
            row => row.Sequence,
            details => details.Sequence,
            (row, details) => new AuditLine { Row = row, Details = details }
        );

    public AuditEntry Show(string service) =>
        new()
        {
            Service = service,
            Sequence = Row.Sequence,
            At = Row.At,
            Actor = Row.Actor,
            Action = Row.Action,
            Subject = Row.Subject,
            Port = Row.Port,
            DetailsHash = AuditChain.Text(Row.DetailsHash),
            PreviousHash = AuditChain.Text(Row.PreviousHash),
            Hash = AuditChain.Text(Row.Hash),
            Salt = Details is null ? null : AuditChain.Text(Details.Salt),
            Details = Details is null ? null : Encoding.UTF8.GetString(Details.Json),
        };
}
