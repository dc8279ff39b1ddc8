using System.Collections.Concurrent;
using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace PortTracker.Tests.SqlServer;

/// <summary>
/// Records each query of a host before its provider translates it. It also intercepts materialisation, so that
/// EF Core does not reuse the queries that other hosts of the process compiled.
/// </summary>
internal sealed class QueryRecorder : IQueryExpressionInterceptor, IMaterializationInterceptor
{
    private readonly ConcurrentQueue<(Type Context, Expression Query)> queries = [];

    public IReadOnlyCollection<(Type Context, Expression Query)> Queries => queries;

    public Expression QueryCompilationStarting(Expression queryExpression, QueryExpressionEventData eventData)
    {
        queries.Enqueue((eventData.Context!.GetType(), queryExpression));
        return queryExpression;
    }
}
