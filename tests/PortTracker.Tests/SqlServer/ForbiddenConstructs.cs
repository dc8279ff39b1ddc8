using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace PortTracker.Tests.SqlServer;

/// <summary>Finds constructs that not every server with SQL Server's semantics supports.</summary>
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
