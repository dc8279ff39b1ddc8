using System.Linq.Expressions;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace PortTracker.ServiceDefaults;

/// <summary>
/// Says by which collation a column is looked up in a list of texts. The list goes to SQL Server as JSON and comes out of it in the
/// database's collation, which need not be the column's; the server refuses to compare the two.
/// </summary>
internal sealed class ExactMatches : ExpressionVisitor, IQueryExpressionInterceptor
{
    private static readonly MethodInfo Collate = typeof(RelationalDbFunctionsExtensions)
        .GetMethod(nameof(RelationalDbFunctionsExtensions.Collate))!
        .MakeGenericMethod(typeof(string));

    public static ExactMatches Instance { get; } = new();

    public Expression QueryCompilationStarting(Expression queryExpression, QueryExpressionEventData eventData) =>
        Visit(queryExpression);

    protected override Expression VisitMethodCall(MethodCallExpression node)
    {
        var visited = (MethodCallExpression)base.VisitMethodCall(node);
        if (
            visited
                is not {
                    Method: { Name: nameof(Enumerable.Contains), IsGenericMethod: true },
                    Arguments: [_, var sought, ..]
                }
            || sought.Type != typeof(string)
        )
        {
            return visited;
        }

        var exact = Expression.Call(
            Collate,
            Expression.Constant(EF.Functions),
            sought,
            Expression.Constant(SqlServerTables.Exact)
        );
        return visited.Update(visited.Object, visited.Arguments.Select(a => ReferenceEquals(a, sought) ? exact : a));
    }
}
