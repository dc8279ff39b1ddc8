using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using PortTracker.Contracts.Operations;
using PortTracker.ServiceCore.Persistence;

namespace PortTracker.ServiceHosting.Audit;

/// <summary>The routes for reading a service's audit trail.</summary>
public static class AuditEndpoints
{
    /// <summary>Maps the list and the export.</summary>
    /// <param name="group">The service's routes.</param>
    /// <param name="ledger">The service's movements, to search by VIN; null if it has none.</param>
    public static void MapAudit<TDb>(this RouteGroupBuilder group, Func<TDb, IQueryable<LedgerEntry>>? ledger = null)
        where TDb : ServiceDbContext
    {
        var reader = new AuditReader<TDb>(ledger);
        Delegate page = reader.PageAsync;
        Delegate export = reader.ExportAsync;
        group.MapGet("/audit", page).WithSummary("The audit trail: what people did, and its proof");
        group
            .MapGet("/audit.csv", export)
            .Produces<string>(contentType: "text/csv")
            .Audited<TDb>()
            .WithSummary("The audit trail as CSV, for spreadsheets. The export is audited too");
    }
}
