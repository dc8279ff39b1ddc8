using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.SqlServer.Dac;
using Microsoft.SqlServer.Dac.Model;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace PortTracker.Tests.SqlServer;

/// <summary>The tables of all services together as the migrations make them, in a model that finds what is missing in a statement.</summary>
internal sealed partial class Schema : IDisposable
{
    // A table that is not there is only a warning to it.
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

        // The server has it; the model would have to be given it.
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

    /// <summary>What the migrations of a service have made when all are through: the model takes no tables that change.</summary>
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

/// <summary>What not every server with SQL Server's semantics takes.</summary>
internal sealed class ForbiddenConstructs : TSqlFragmentVisitor
{
    private static readonly HashSet<string> Procedures = new(StringComparer.OrdinalIgnoreCase) { "sp_rename" };
    private static readonly HashSet<string> Functions = new(StringComparer.OrdinalIgnoreCase)
    {
        "SYSDATETIME",
        "SYSUTCDATETIME",
        "SYSDATETIMEOFFSET",
    };

    public List<string> Found { get; } = [];

    public override void Visit(ExecutableProcedureReference node)
    {
        if (
            node.ProcedureReference?.ProcedureReference?.Name.BaseIdentifier.Value is { } name
            && Procedures.Contains(name)
        )
        {
            Found.Add($"{name}: renames");
        }
    }

    public override void Visit(AlterSchemaStatement node) => Found.Add("ALTER SCHEMA: moves tables");

    public override void Visit(WaitForStatement node) => Found.Add("WAITFOR");

    public override void Visit(SystemTimePeriodDefinition node) => Found.Add("a temporal table");

    public override void Visit(SystemVersioningTableOption node) => Found.Add("a temporal table");

    public override void Visit(TemporalClause node) => Found.Add("a temporal table");

    public override void Visit(FunctionCall node)
    {
        if (Functions.Contains(node.FunctionName.Value))
        {
            Found.Add($"{node.FunctionName.Value}: seven fractional digits");
        }
    }

    public override void Visit(SqlDataTypeReference node)
    {
        if (
            node.SqlDataTypeOption
                is SqlDataTypeOption.DateTime2
                    or SqlDataTypeOption.DateTimeOffset
                    or SqlDataTypeOption.Time
            && node.Parameters is not [{ Value: "0" or "1" or "2" or "3" or "4" or "5" or "6" }]
        )
        {
            Found.Add($"{node.SqlDataTypeOption}: seven fractional digits");
        }
        else if (node.SqlDataTypeOption is SqlDataTypeOption.Rowversion or SqlDataTypeOption.Timestamp)
        {
            Found.Add("rowversion");
        }
    }

    public override void Visit(CreateTableStatement node)
    {
        if (node.Definition.ColumnDefinitions is [{ IdentityOptions: not null }])
        {
            Found.Add($"{node.SchemaObjectName.BaseIdentifier.Value}: nothing but an identity column");
        }
    }

    // The server refuses to compare two columns of different collations; a column of OPENJSON has the database's.
    public override void Visit(InPredicate node)
    {
        var texts = new TextsOfJson();
        node.Subquery?.Accept(texts);
        if (texts.Any && node.Expression is not PrimaryExpression { Collation: not null })
        {
            Found.Add("a text is looked up in a JSON list without a collation");
        }
    }

    private sealed class TextsOfJson : TSqlFragmentVisitor
    {
        public bool Any { get; private set; }

        public override void Visit(SchemaDeclarationItemOpenjson node) =>
            Any |=
                node.ColumnDefinition.DataType
                    is SqlDataTypeReference
                    {
                        SqlDataTypeOption: SqlDataTypeOption.NVarChar or SqlDataTypeOption.VarChar
                    };
    }
}
