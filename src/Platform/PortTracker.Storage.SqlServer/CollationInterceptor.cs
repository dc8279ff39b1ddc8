using System.Linq.Expressions;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace PortTracker.Storage.SqlServer;

/// <summary>
/// Sets the collation when a query looks up a column in a list of texts. EF Core sends the list as JSON, and SQL Server reads it in the
/// database's collation. SQL Server refuses to compare it with a column that has a different collation.
/// </summary>
internal sealed class CollationInterceptor : ExpressionVisitor, IQueryExpressionInterceptor
{
    private static readonly MethodInfo Collate = typeof(RelationalDbFunctionsExtensions)
        .GetMethod(nameof(RelationalDbFunctionsExtensions.Collate))!
        .MakeGenericMethod(typeof(string));

    public static CollationInterceptor Instance { get; } = new();

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
            Expression.Constant(SqlServerTableConvention.ExactCollation)
        );
        return visited.Update(visited.Object, visited.Arguments.Select(a => ReferenceEquals(a, sought) ? exact : a));
    }
}
