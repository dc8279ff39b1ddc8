using System.Collections;
using System.Data.Common;
using System.Globalization;
using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.EntityFrameworkCore.Storage;
using PortTracker.Contracts.Events;
using PortTracker.Contracts.Vehicles;
using PortTracker.ServiceCore.Journal;

namespace PortTracker.Tests.SqlServer;

/// <summary>Captures the statements of a SQL Server context before they are sent. No server is needed.</summary>
internal static class Statements
{
    private static readonly MethodInfo Compile = typeof(Statements).GetMethod(
        nameof(RunCompiled),
        BindingFlags.NonPublic | BindingFlags.Static
    )!;

    /// <summary>The statements of a query recorded on another provider, with and without parameter values.</summary>
    public static IEnumerable<Statement> OfQuery(Context context, Expression query)
    {
        foreach (var given in (bool[])[true, false])
        {
            yield return Of(
                context,
                db =>
                {
                    var onServer = new OnModel(db.Model, given);
                    var expression = onServer.Visit(query);
                    var result = expression.Type.IsAssignableTo(typeof(IQueryable))
                        ? typeof(IEnumerable<>).MakeGenericType(
                            expression
                                .Type.GetInterfaces()
                                .Append(expression.Type)
                                .First(IsQueryable)
                                .GetGenericArguments()
                        )
                        : expression.Type;
                    Compile
                        .MakeGenericMethod(result)
                        .Invoke(
                            null,
                            BindingFlags.DoNotWrapExceptions,
                            binder: null,
                            [db, expression, onServer.Values],
                            CultureInfo.InvariantCulture
                        );
                }
            );
        }

        static bool IsQueryable(Type type) =>
            type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IQueryable<>);
    }

    /// <summary>Inserts, updates and deletes of each table, for one row and for several.</summary>
    public static IEnumerable<Statement> OfWrites(Context context)
    {
        using var db = context.ForSqlServer();
        foreach (var type in db.Model.GetEntityTypes().Select(type => type.Name).ToList())
        {
            foreach (var rows in (int[])[1, 5])
            {
                yield return Write(rows, (db, row) => db.Add(row), isNew: true);
                if (!HasOnlyItsKey(db.Model.FindEntityType(type)!))
                {
                    yield return Write(rows, Change);
                }

                yield return Write(rows, (db, row) => db.Remove(row));
            }

            Statement Write(int rows, Action<DbContext, object> how, bool isNew = false) =>
                Of(
                    context,
                    db =>
                    {
                        var entity = db.Model.FindEntityType(type)!;
                        for (var i = 1; i <= rows; i++)
                        {
                            how(db, Row(db, entity, i, isNew));
                        }

                        db.SaveChanges();
                    }
                );
        }

        static void Change(DbContext db, object row)
        {
            var entry = db.Attach(row);
            foreach (var property in entry.Properties.Where(p => CanChange(p.Metadata)))
            {
                property.IsModified = true;
            }
        }

        static bool HasOnlyItsKey(IEntityType type) => !type.GetProperties().Any(CanChange);

        static bool CanChange(IReadOnlyProperty property) =>
            !property.IsPrimaryKey() && property.GetAfterSaveBehavior() is PropertySaveBehavior.Save;
    }

    /// <summary>The statement that an action executes.</summary>
    public static Statement Of(Context context, Action<DbContext> action)
    {
        var net = new Net(context.Service);
        using var db = context.ForSqlServer(net);
        db.Database.AutoTransactionBehavior = AutoTransactionBehavior.Never;
        try
        {
            action(db);
        }
        catch (CaughtException caught)
        {
            return caught.Statement;
        }

        throw new InvalidOperationException("It sent nothing.");
    }

    private static object Row(DbContext db, IEntityType type, int number, bool isNew)
    {
        var row = RuntimeHelpers.GetUninitializedObject(type.ClrType);
        var entry = db.Entry(row);
        foreach (var property in type.GetProperties().Where(property => !property.IsShadowProperty()))
        {
            var isGivenByServer = property.ValueGenerated is ValueGenerated.OnAdd && property.ClrType == typeof(long);
            if (!(isNew && isGivenByServer))
            {
                entry.Property(property.Name).CurrentValue = Some(property.ClrType, number);
            }
        }

        return row;
    }

    private static void RunCompiled<TResult>(
        DbContext db,
        Expression query,
        IReadOnlyDictionary<string, object?> values
    )
    {
        var run = db.GetService<IDatabase>().CompileQuery<TResult>(query, async: false);
        var context = db.GetService<IQueryContextFactory>().Create();
        foreach (var (name, value) in values)
        {
            context.Parameters.Add(name, value);
        }

        if (run(context) is IEnumerable rows)
        {
            foreach (var _ in rows) { }
        }
    }

    /// <summary>A value of the type of a column or parameter.</summary>
    private static object Some(Type type, int number)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type.IsArray && type != typeof(byte[]))
        {
            var element = type.GetElementType()!;
            var values = Array.CreateInstance(element, 2);
            values.SetValue(Some(element, 1), 0);
            values.SetValue(Some(element, 2), 1);
            return values;
        }

        return type switch
        {
            _ when type == typeof(string) => $"x{number}",
            _ when type == typeof(Guid) => Guid.CreateVersion7(),
            _ when type == typeof(byte[]) => new[] { (byte)number },
            _ when type == typeof(bool) => true,
            _ when type == typeof(DateOnly) => new DateOnly(2026, 5, number),
            _ when type == typeof(DateTimeOffset) => DateTimeOffset.UnixEpoch.AddDays(number),
            _ when type == typeof(Vehicle) => SomeVehicle.Green(),
            _ when type == typeof(IReadOnlyList<Finding>) => Array.Empty<Finding>(),
            _ when type == typeof(IReadOnlyList<string>) => new[] { $"x{number}" },
            _ when type == typeof(IReadOnlyList<SequenceRange>) => new[] { new SequenceRange(1, 2) },
            { IsEnum: true } => Enum.GetValues(type).GetValue(0)!,
            _ => Convert.ChangeType(number, type, CultureInfo.InvariantCulture),
        };
    }

    /// <summary>Moves a query to the model of another provider, and supplies its parameters.</summary>
    private sealed class OnModel(IModel model, bool given) : ExpressionVisitor
    {
        private readonly Dictionary<string, object?> values = new(StringComparer.Ordinal);

        public IReadOnlyDictionary<string, object?> Values => values;

        protected override Expression VisitExtension(Expression node)
        {
            switch (node)
            {
                case EntityQueryRootExpression root:
                    return new EntityQueryRootExpression(model.FindEntityType(root.EntityType.Name)!);
                case QueryParameterExpression parameter:
                    values[parameter.Name] = given || !CanBeNull(parameter) ? Some(parameter.Type, 1) : null;
                    return node;
                default:
                    return base.VisitExtension(node);
            }
        }

        private static bool CanBeNull(QueryParameterExpression parameter) =>
            Nullable.GetUnderlyingType(parameter.Type) is not null || parameter.Type == typeof(string);
    }

    private sealed class Net(string service) : DbCommandInterceptor, IDbConnectionInterceptor
    {
        public InterceptionResult ConnectionOpening(
            DbConnection connection,
            ConnectionEventData eventData,
            InterceptionResult result
        ) => InterceptionResult.Suppress();

        public ValueTask<InterceptionResult> ConnectionOpeningAsync(
            DbConnection connection,
            ConnectionEventData eventData,
            InterceptionResult result,
            CancellationToken cancellationToken = default
        ) => ValueTask.FromResult(InterceptionResult.Suppress());

        public override InterceptionResult<DbDataReader> ReaderExecuting(
            DbCommand command,
            CommandEventData eventData,
            InterceptionResult<DbDataReader> result
        ) => throw new CaughtException(Statement.Of(service, command));

        public override InterceptionResult<int> NonQueryExecuting(
            DbCommand command,
            CommandEventData eventData,
            InterceptionResult<int> result
        ) => throw new CaughtException(Statement.Of(service, command));

        public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
            DbCommand command,
            CommandEventData eventData,
            InterceptionResult<int> result,
            CancellationToken cancellationToken = default
        ) => throw new CaughtException(Statement.Of(service, command));
    }

    // Of this kind, so that EF Core lets it pass as it is.
    private sealed class CaughtException(Statement statement) : OperationCanceledException
    {
        public Statement Statement { get; } = statement;
    }
}
