using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.SqlServer.Dac.Model;

namespace PortTracker.Tests.SqlServer;

/// <summary>What the migrations make on SQL Server, looked at without one.</summary>
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
    public void Only_what_every_server_of_the_kind_takes_is_used()
    {
        using var schema = new Schema();
        var forbidden = new ForbiddenConstructs();
        schema.Scripts.ForEach(script => script.Accept(forbidden));
        forbidden.Found.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("SELECT [Nothing] FROM [entry].[movements];")]
    [InlineData("DELETE FROM [entry].[nothing];")]
    public void A_statement_that_does_not_fit_the_tables_is_found(string sql)
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
    public void A_construct_that_is_not_to_be_used_is_found(string sql)
    {
        var forbidden = new ForbiddenConstructs();
        Schema.Parse(sql).Accept(forbidden);
        forbidden.Found.ShouldNotBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Services))]
    public void Rows_keyed_by_a_UUID_lie_in_the_order_of_time_and_texts_compare_exactly(string service)
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
        // What is longer than a row can be has no length there.
        texts
            .Where(text => text.StoreType is "nvarchar(max)")
            .Select(text => text.Name)
            .ShouldBeSubsetOf(["LatestFindings"]);
    }

    [Theory]
    [MemberData(nameof(Services))]
    public void The_audit_trail_is_alone_in_a_schema_with_rights_of_its_own_and_personal_details_are_not_in_it(
        string service
    )
    {
        using var db = Contexts.All.Single(context => context.Service == service).ForSqlServer();
        var tables = db.GetService<IDesignTimeModel>().Model.GetRelationalModel().Tables.ToList();
        tables.Where(table => table.Schema == $"{service}_audit").Select(table => table.Name).ShouldBe(["audit"]);
        tables.Where(table => table.Schema == service).Select(table => table.Name).ShouldContain("audit_details");
        tables.ShouldAllBe(table => table.Schema == service || table.Name == "audit");
    }

    [Theory]
    [MemberData(nameof(Services))]
    public void A_schema_that_is_there_already_is_left_as_it_is(string service)
    {
        using var db = Contexts.All.Single(context => context.Service == service).ForSqlServer();
        db.GetService<IMigrator>()
            .GenerateScript()
            .ShouldContain($"IF SCHEMA_ID(N'{service}') IS NULL EXEC(N'CREATE SCHEMA [{service}];')");
    }
}
