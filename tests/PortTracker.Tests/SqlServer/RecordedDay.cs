using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using PortTracker.Contracts.Audit;
using PortTracker.Contracts.Events;

namespace PortTracker.Tests.SqlServer;

/// <summary>A coverage day with its queries, its called routes and the audit trails after it.</summary>
public sealed class RecordedDay : IAsyncLifetime
{
    private readonly QueryRecorder queries = new();
    private readonly RouteRecorder routes = new();
    private readonly PortHost port;

    // On files and in one process: the recorded queries do not depend on the database or the broker.
    public RecordedDay() =>
        port = new PortHost
        {
            Database = TestDatabase.OnFiles(),
            Transport = TestTransport.Embedded(),
            With = services => services.AddSingleton<IInterceptor>(queries).AddSingleton<IStartupFilter>(routes),
        };

    private const string AppendOnly = """
        CREATE TRIGGER no_update BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'The audit trail was changed.'); END;
        CREATE TRIGGER no_delete BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'The audit trail was cut.'); END;
        """;

    internal IEnumerable<(Type Context, System.Linq.Expressions.Expression Query)> Queries => queries.Queries;

    internal IEnumerable<string> Called => routes.Called;

    internal IReadOnlyList<string> Routes { get; private set; } = [];

    internal IReadOnlyList<AuditEntry> Trail { get; private set; } = [];

    public async ValueTask InitializeAsync()
    {
        await port.InitializeAsync();
        foreach (var service in ServiceNames.WithTrail)
        {
            // A change of the trail fails the day.
            SqliteFile.Execute(port.Database.FileOf(service), AppendOnly);
        }

        await CoverageDay.PlayAsync(port);
        Trail =
        [
            .. (await Task.WhenAll(ServiceNames.WithTrail.Select(service => port.AuditAsync(service)))).SelectMany(t =>
                t
            ),
        ];
        await CoverageDay.PurgeAsync(port);
        Routes = [.. RouteRecorder.NamesOf(port.Services.GetRequiredService<EndpointDataSource>())];
    }

    public ValueTask DisposeAsync() => port.DisposeAsync();
}
