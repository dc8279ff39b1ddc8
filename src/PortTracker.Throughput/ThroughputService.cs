using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace PortTracker.Throughput;

/// <summary>The throughput service: what left the port, by day, month and year.</summary>
public static class ThroughputService
{
    /// <summary>Where Hangfire's dashboard is.</summary>
    public const string JobsPage = "/jobs";

    private const long LargestImport = 1L << 30;

    public static IHostApplicationBuilder AddThroughput(this IHostApplicationBuilder builder)
    {
        builder
            .AddServiceDatabase<ThroughputDb>(ServiceNames.Throughput)
            .AddEventConsumer<ThroughputDb, FactProjection>()
            .ForgetsMovements<ThroughputDb>(Forgetting.NextAsync)
            .AddScoped<DailyAggregation>()
            .AddJobs(builder.Configuration)
            .AddHostedService<AggregationSchedule>();
        builder.Logging.AddFilter("Hangfire", LogLevel.Warning);
        return builder;
    }

    public static IEndpointRouteBuilder MapThroughput(this IEndpointRouteBuilder endpoints)
    {
        var group = endpoints.MapGroup("/api/throughput").WithTags("Throughput");

        var managers = group.MapGroup("").RequireAuthorization(Policies.Managers);
        managers
            .MapGet("/totals", Totals.HandleAsync)
            .WithSummary("What was exported in a year or a month")
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound);
        managers
            .MapGet("/years", YearTotals.HandleAsync)
            .WithSummary("Every year on record, each beside the one before")
            .ProducesProblem(StatusCodes.Status404NotFound);
        managers
            .MapGet("/totals.csv", TotalsDownload.CsvAsync)
            .WithSummary("The same as a CSV: the total, its months or days, and every breakdown")
            .Produces<string>(contentType: "text/csv")
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound);
        managers
            .MapGet("/totals.xlsx", TotalsDownload.XlsxAsync)
            .WithSummary("The same as a workbook")
            .Produces<string>(contentType: XlsxDownload.ContentType)
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound);
        managers
            .MapGet("/movements", MovementList.HandleAsync)
            .WithSummary("The movements that a figure is made of, and how they add up to it")
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound);
        managers
            .MapGet("/movements.csv", MovementDownload.Csv)
            .WithSummary("All of them as a CSV")
            .Produces<string>(contentType: "text/csv")
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound);
        managers
            .MapGet("/movements.xlsx", MovementDownload.Xlsx)
            .WithSummary("All of them as a workbook")
            .Produces<string>(contentType: XlsxDownload.ContentType)
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound);
        managers
            .MapGet("/days", DayTotals.HandleAsync)
            .WithSummary("What was exported on each day, and how that day stands")
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound);
        managers.MapGet("/aggregations", AggregationRuns.ListAsync).WithSummary("The latest runs of the aggregation");
        managers
            .MapPost("/aggregations", AggregationRuns.RunAsync)
            .Audited<ThroughputDb>()
            .WithSummary(
                "Counts now what the schedule would count within ten minutes, and days that are named once more"
            )
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound);
        managers
            .MapGet("/aggregations/pending", AggregationRuns.PendingAsync)
            .WithSummary("The days that wait to be counted, and when they will be");

        var administrators = group.MapGroup("").RequireAuthorization(Policies.Administrators);
        administrators
            .MapPost("/movements/import", MovementImport.HandleAsync)
            .Audited<ThroughputDb>()
            .WithSummary("Takes in completed movements from before go-live")
            .Accepts<string>("text/csv")
            .WithMetadata(new RequestSizeLimitAttribute(LargestImport))
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status415UnsupportedMediaType);
        administrators
            .MapPost("/history/import", HistoryImport.HandleAsync)
            .Audited<ThroughputDb>()
            .WithSummary("Takes in official totals from before go-live")
            .Accepts<string>("text/csv")
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound)
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
