using System.ComponentModel;
using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PortTracker.Contracts.Api;
using PortTracker.Contracts.Audit;
using PortTracker.Contracts.Operations;
using PortTracker.Contracts.Vehicles;
using PortTracker.ServiceCore.Persistence;
using PortTracker.ServiceHosting.Csv;
using PortTracker.ServiceHosting.Paging;

namespace PortTracker.ServiceHosting.Audit;

/// <summary>Reads a service's audit trail in order.</summary>
internal sealed class AuditReader<TDb>(Func<TDb, IQueryable<LedgerEntry>>? ledger)
    where TDb : ServiceDbContext
{
    private const int ExportPageSize = 1_000;

    private static readonly CsvColumn<ExportedRow>[] Columns =
    [
        new("service", row => row.Entry.Service),
        new("sequence", row => row.Entry.Sequence),
        new("at", row => row.Entry.At.UtcDateTime.ToString("O", CultureInfo.InvariantCulture)),
        new("actor", row => row.Entry.Actor),
        new("name", row => row.Details?.Name),
        new("address", row => row.Details?.Address),
        new("action", row => row.Entry.Action),
        new("subject", row => row.Entry.Subject),
        new("port", row => row.Entry.Port),
        new("vin", row => row.Details?.Vin),
        new("reason", row => row.Details?.Reason),
        new("before", row => row.Details?.Before?.GetRawText()),
        new("after", row => row.Details?.After?.GetRawText()),
        new("details_hash", row => row.Entry.DetailsHash),
        new("previous_hash", row => row.Entry.PreviousHash),
        new("hash", row => row.Entry.Hash),
    ];

    public async Task<Ok<Page<AuditEntry>>> PageAsync(
        TDb db,
        ServiceName<TDb> service,
        [AsParameters] AuditFilter filter,
        [Description("'next' of the previous page")] long? after,
        [Description("Rows per page, at most 5,000")] int? limit,
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
        return CsvDownload.Of(
            $"audit-{service.Value}.csv",
            Columns,
            RowsAsync(db, service.Value, filter, cancellationToken),
            hasByteOrderMark: false
        );
    }

    /// <summary>Reads one page of the given lines.</summary>
    public static async Task<Page<AuditEntry>> PageAsync(
        IQueryable<AuditRowWithDetails> lines,
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
        return new Page<AuditEntry>
        {
            Items = [.. page.Items.Select(line => line.ToContract(service))],
            Next = page.Next,
        };
    }

    private async Task<IQueryable<AuditRowWithDetails>> SelectAsync(
        TDb db,
        AuditFilter filter,
        CancellationToken cancellationToken
    )
    {
        var lines = AuditRowWithDetails.Of(db);
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
            // Search by the vehicle's movements: rows keep the movement, but the details with the VIN are deleted later.
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

    private async IAsyncEnumerable<ExportedRow> RowsAsync(
        TDb db,
        string service,
        AuditFilter filter,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var rows = await SelectAsync(db, filter, cancellationToken);
        long? after = long.MinValue;
        while (after is { } last)
        {
            var page = await PageAsync(rows, service, last, ExportPageSize, cancellationToken);
            foreach (var entry in page.Items)
            {
                yield return new ExportedRow(entry, Contracts.Audit.AuditDetails.Of(entry));
            }

            after = page.Next is null ? null : page.Items[^1].Sequence;
        }
    }

    private sealed record ExportedRow(AuditEntry Entry, Contracts.Audit.AuditDetails? Details);
}
