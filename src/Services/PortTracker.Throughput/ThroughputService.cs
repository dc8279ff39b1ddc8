using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PortTracker.Contracts.Access;
using PortTracker.Contracts.Events;
using PortTracker.Contracts.Operations;
using PortTracker.ServiceCore.Retention;
using PortTracker.ServiceCore.Setup;
using PortTracker.ServiceHosting.Audit;
using PortTracker.ServiceHosting.Endpoints;
using PortTracker.ServiceHosting.RequestLimits;
using PortTracker.ServiceHosting.Xlsx;
using PortTracker.Throughput.Aggregation;
using PortTracker.Throughput.Data;
using PortTracker.Throughput.Facts;
using PortTracker.Throughput.Imports;
using PortTracker.Throughput.Movements;
using PortTracker.Throughput.Totals;

namespace PortTracker.Throughput;

/// <summary>The throughput service: exports by day, month and year.</summary>
public static class ThroughputService
{
    /// <summary>Path of Hangfire's dashboard.</summary>
    public const string JobsPage = "/jobs";

    private const long LargestImport = 1L << 30;

    public static void AddThroughput(this PlatformBuilder platform)
    {
        platform.AddDatabase<ThroughputDb>(ServiceNames.Throughput);
        platform.AddEventConsumer<ThroughputDb, FactProjection>(ServiceNames.Throughput);
        platform.AddJobStorage(ServiceNames.Throughput);
        platform
            .Services.AnonymisesMovements<ThroughputDb>(FactAnonymisation.NextAsync)
            .AddScoped<DailyAggregation>()
            .AddJobs()
            .AddHostedService<AggregationSchedule>()
            .AddLogging(logging => logging.AddFilter("Hangfire", LogLevel.Warning));
    }

    public static IEndpointRouteBuilder MapThroughput(this IEndpointRouteBuilder endpoints)
    {
        var group = endpoints.MapGroup("/api/throughput").WithTags("Throughput");

        var managers = group.MapGroup("").RequireAuthorization(Policies.Managers);
        managers
            .MapGet("/totals", TotalsEndpoint.HandleAsync)
            .WithSummary("Vehicles exported in a year or a month")
            .ProducesProblem(StatusCodes.Status400BadRequest);
        managers
            .MapGet("/years", YearTotalsEndpoint.HandleAsync)
            .WithSummary("Every year on record, each compared with the previous one")
            .ProducesProblem(StatusCodes.Status400BadRequest);
        managers
            .MapGet("/totals.csv", TotalsDownload.CsvAsync)
            .WithSummary("The total of a year or a month, its periods and its breakdowns as CSV")
            .Produces<string>(contentType: "text/csv")
            .ProducesProblem(StatusCodes.Status400BadRequest);
        managers
            .MapGet("/totals.xlsx", TotalsDownload.XlsxAsync)
            .WithSummary("The total of a year or a month, its periods and its breakdowns as a workbook")
            .Produces<string>(contentType: XlsxDownload.ContentType)
            .ProducesProblem(StatusCodes.Status400BadRequest);
        managers
            .MapGet("/movements", MovementList.HandleAsync)
            .WithSummary("The movements behind a figure, and how they add up to it")
            .ProducesProblem(StatusCodes.Status400BadRequest);
        managers
            .MapGet("/movements.csv", MovementDownload.Csv)
            .WithSummary("The movements behind a figure as CSV")
            .Produces<string>(contentType: "text/csv")
            .ProducesProblem(StatusCodes.Status400BadRequest);
        managers
            .MapGet("/movements.xlsx", MovementDownload.Xlsx)
            .WithSummary("The movements behind a figure as a workbook")
            .Produces<string>(contentType: XlsxDownload.ContentType)
            .ProducesProblem(StatusCodes.Status400BadRequest);
        managers
            .MapGet("/days", DayTotalsEndpoint.HandleAsync)
            .WithSummary("Vehicles exported on each day, and whether the day is closed")
            .ProducesProblem(StatusCodes.Status400BadRequest);
        managers.MapGet("/aggregations", AggregationEndpoints.ListAsync).WithSummary("The latest aggregation runs");
        group
            .MapPost("/aggregations", AggregationEndpoints.RunAsync)
            .RequireAuthorization(Policies.Aggregators)
            .Audited<ThroughputDb>()
            .WithSummary("Count pending days now, and recount the days that are named")
            .ProducesProblem(StatusCodes.Status400BadRequest);
        managers
            .MapGet("/aggregations/pending", AggregationEndpoints.PendingAsync)
            .WithSummary("Days pending aggregation, and the time of the next run");

        var administrators = group.MapGroup("").RequireAuthorization(Policies.Administrators);
        administrators
            .MapPost("/movements/import", ImportMovements.HandleAsync)
            .Audited<ThroughputDb>()
            .WithSummary("Import completed movements from before go-live")
            .Accepts<string>("text/csv")
            .WithMetadata(new RequestSizeLimitAttribute(LargestImport))
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status415UnsupportedMediaType);
        administrators
            .MapPost("/official-totals/import", ImportOfficialTotals.HandleAsync)
            .Audited<ThroughputDb>()
            .WithSummary("Import official totals from before go-live")
            .Accepts<string>("text/csv")
            .AcceptsBatches()
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status415UnsupportedMediaType);

        group.MapServiceRoutes<ThroughputDb>(Ledger);
        endpoints.MapJobsPage(JobsPage);
        return endpoints;
    }

    private static IQueryable<LedgerEntry> Ledger(ThroughputDb db) =>
        db
            .Facts.AsNoTracking()
            .Select(fact => new LedgerEntry
            {
                MovementId = fact.MovementId,
                Port = fact.Port,
                Vin = fact.Vin,
                EntryVersion = fact.EntryVersion,
                InspectionVersion = fact.InspectionVersion,
                ClearanceVersion = fact.ClearanceVersion,
                Stage = fact.Stage,
                DepartedOn = fact.DepartedOn,
                Imported = fact.Imported,
            });
}
