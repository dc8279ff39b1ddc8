using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.SqlServer.Dac;
using Microsoft.SqlServer.Dac.Model;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace PortTracker.Tests.SqlServer;

/// <summary>The migrated tables of all services in a model that finds unresolved names in statements.</summary>
internal sealed partial class Schema : IDisposable
{
    // DacFx reports an unknown table as a warning.
    private const int Unresolved = 71502;

    private static readonly Sql160ScriptGenerator Generator = new();
    private readonly TSqlModel model = new(SqlServerVersion.Sql160, new TSqlModelOptions());
    private int statements;

    public Schema()
    {
        foreach (var context in Contexts.All)
        {
            using var db = context.ForSqlServer();
            Add(db.GetService<IMigrator>().GenerateScript());
        }

        // A system procedure that the model does not know.
        model.AddObjects(
            """
            CREATE PROCEDURE [dbo].[sp_getapplock]
                @Resource nvarchar(255), @LockMode varchar(32), @LockOwner varchar(32) = 'Transaction', @LockTimeout int = NULL
            AS RETURN 0;
            """
        );
    }

    public List<TSqlFragment> Scripts { get; } = [];

    public static TSqlFragment Parse(string sql)
    {
        var fragment = new TSql160Parser(initialQuotedIdentifiers: true).Parse(new StringReader(sql), out var errors);
        errors.Select(error => $"{error.Line}: {error.Message}").ShouldBeEmpty(sql);
        return fragment;
    }

    public void Add(Statement statement)
    {
        Scripts.Add(Parse(statement.Sql));
        var number = (++statements).ToString(CultureInfo.InvariantCulture);
        model.AddObjects(
            $"""
            CREATE PROCEDURE [dbo].[statement{number}] {statement.Parameters} AS
            BEGIN
            {statement.Sql}
            END;
            """
        );
    }

    public IReadOnlyList<string> Problems() =>
        [
            .. model
                .Validate()
                .Where(message => message.MessageType is DacMessageType.Error || message.Number is Unresolved)
                .Select(message => $"{message.Prefix}{message.Number}: {message.Message}"),
        ];

    public void Dispose() => model.Dispose();

    private void Add(string script)
    {
        var parsed = Parse(script);
        Scripts.Add(parsed);
        // Made for the table of the migrations, and once more for the others if it is not there.
        foreach (var create in SchemaMade().Matches(script).Select(made => made.Groups["create"].Value).Distinct())
        {
            model.AddObjects(create);
        }

        var parts = new Parts();
        parsed.Accept(parts);
        foreach (var created in parts.Tables.Cast<TSqlFragment>().Concat(parts.Indexes))
        {
            Generator.GenerateScript(created, out var text);
            model.AddObjects(text);
        }

        foreach (var written in parts.Written)
        {
            Add(new Statement("migration", TextOf(written), ""));
        }
    }

    private static string TextOf(TSqlFragment fragment) =>
        string.Concat(
            fragment
                .ScriptTokenStream.Skip(fragment.FirstTokenIndex)
                .Take(fragment.LastTokenIndex - fragment.FirstTokenIndex + 1)
                .Select(token => token.Text)
        );

    [GeneratedRegex(@"IF SCHEMA_ID\(N'(?<name>\w+)'\) IS NULL EXEC\(N'(?<create>CREATE SCHEMA \[\k<name>\];)'\)")]
    private static partial Regex SchemaMade();

    /// <summary>The final tables of a service's migrations: the model does not support ALTER TABLE.</summary>
    private sealed class Parts : TSqlFragmentVisitor
    {
        public List<CreateTableStatement> Tables { get; } = [];
        public List<CreateIndexStatement> Indexes { get; } = [];
        public List<TSqlFragment> Written { get; } = [];

        public override void Visit(CreateTableStatement node) => Tables.Add(node);

        public override void Visit(AlterTableAddTableElementStatement node)
        {
            var table = Tables.Single(table => NameOf(table.SchemaObjectName) == NameOf(node.SchemaObjectName));
            foreach (var column in node.Definition.ColumnDefinitions)
            {
                table.Definition.ColumnDefinitions.Add(column);
            }
        }

        public override void Visit(CreateIndexStatement node) => Indexes.Add(node);

        public override void Visit(DropIndexClause node) =>
            Indexes.RemoveAll(index =>
                index.Name.Value == node.Index.Value && NameOf(index.OnName) == NameOf(node.Object)
            );

        public override void Visit(InsertStatement node) => Written.Add(node);

        public override void Visit(UpdateStatement node) => Written.Add(node);

        private static string NameOf(SchemaObjectName name) =>
            string.Join('.', name.Identifiers.Select(part => part.Value));
    }
}
