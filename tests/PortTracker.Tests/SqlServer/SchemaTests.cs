using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using PortTracker.Contracts.Events;
using PortTracker.ServiceHosting.Access;

namespace PortTracker.Tests.SqlServer;

/// <summary>The SQL Server schema of the migrations, checked without a server.</summary>
public sealed class SchemaTests
{
    public static TheoryData<string> Services { get; } = [.. Contexts.All.Select(context => context.Service)];

    [Fact]
    public void The_tables_of_all_services_fit_into_one_database()
    {
        using var schema = new Schema();
        schema.Problems().ShouldBeEmpty();
    }

    [Fact]
    public void The_schema_uses_only_portable_constructs()
    {
        using var schema = new Schema();
        var forbidden = new ForbiddenConstructs();
        schema.Scripts.ForEach(script => script.Accept(forbidden));
        forbidden.Found.ShouldBeEmpty();
    }

    [Fact]
    public void Every_process_may_read_what_authenticates_callers()
    {
        using var db = Contexts.All.Single(context => context.Service == ServiceNames.Access).ForSqlServer();
        var script = db.GetService<IMigrator>().GenerateScript();

        foreach (var table in typeof(RegisterTables).GetFields().Select(field => field.GetRawConstantValue()))
        {
            script.ShouldContain($"GRANT SELECT ON OBJECT::[access].[{table}]");
        }

        script.ShouldContain("GRANT UPDATE ON OBJECT::[access].[api_keys] ([LastUsedAt])");
    }

    [Theory]
    [InlineData("SELECT [Nothing] FROM [entry].[movements];")]
    [InlineData("DELETE FROM [entry].[nothing];")]
    public void The_check_finds_a_statement_that_does_not_fit_the_tables(string sql)
    {
        using var schema = new Schema();
        schema.Add(new Statement(ServiceNames.Entry, sql, ""));
        schema.Problems().ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("WAITFOR DELAY '00:00:01';")]
    [InlineData("EXEC sp_rename 'entry.movements', 'vehicles';")]
    [InlineData("CREATE TABLE [entry].[numbers] ([Id] bigint NOT NULL IDENTITY);")]
    [InlineData("DECLARE @now datetime2 = SYSUTCDATETIME();")]
    [InlineData("SELECT 1 WHERE 'x' IN (SELECT [value] FROM OPENJSON('[]') WITH ([value] nvarchar(17) '$'));")]
    public void The_check_finds_a_forbidden_construct(string sql)
    {
        var forbidden = new ForbiddenConstructs();
        Schema.Parse(sql).Accept(forbidden);
        forbidden.Found.ShouldNotBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Services))]
    public void UUID_keys_sort_by_time_and_texts_compare_exactly(string service)
    {
        using var db = Contexts.All.Single(context => context.Service == service).ForSqlServer();
        var model = db.GetService<IDesignTimeModel>().Model;
        var movements = model
            .GetEntityTypes()
            .Where(type => type.FindPrimaryKey()!.Properties is [var id] && id.ClrType == typeof(Guid));
        foreach (var type in movements.ToList().ShouldNotBeNull())
        {
            type.FindPrimaryKey()!.IsClustered().ShouldBe(false);
            type.GetIndexes()
                .Where(index => index.IsClustered() is true)
                .ShouldHaveSingleItem()
                .Properties.ShouldHaveSingleItem()
                .ClrType.ShouldBe(typeof(long));
        }

        var columns = model.GetRelationalModel().Tables.SelectMany(table => table.Columns);
        var texts = columns.Where(column => column.StoreType.StartsWith("nvarchar", StringComparison.Ordinal)).ToList();
        texts.ShouldAllBe(text => text.Collation == "Latin1_General_BIN2");
        // Columns longer than a row have no length on SQL Server.
        texts
            .Where(text => text.StoreType is "nvarchar(max)")
            .Select(text => text.Name)
            .ShouldBeSubsetOf(["LatestFindings"]);
    }

    [Theory]
    [MemberData(nameof(Services))]
    public void The_audit_trail_has_its_schema_without_personal_details(string service)
    {
        using var db = Contexts.All.Single(context => context.Service == service).ForSqlServer();
        var tables = db.GetService<IDesignTimeModel>().Model.GetRelationalModel().Tables.ToList();
        tables.Where(table => table.Schema == $"{service}_audit").Select(table => table.Name).ShouldBe(["audit"]);
        tables.Where(table => table.Schema == service).Select(table => table.Name).ShouldContain("audit_details");
        tables.ShouldAllBe(table => table.Schema == service || table.Name == "audit");
    }

    [Theory]
    [MemberData(nameof(Services))]
    public void An_existing_schema_is_kept(string service)
    {
        using var db = Contexts.All.Single(context => context.Service == service).ForSqlServer();
        db.GetService<IMigrator>()
            .GenerateScript()
            .ShouldContain($"IF SCHEMA_ID(N'{service}') IS NULL EXEC(N'CREATE SCHEMA [{service}];')");
    }
}
