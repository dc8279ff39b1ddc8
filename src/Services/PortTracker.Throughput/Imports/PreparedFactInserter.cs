using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using PortTracker.Contracts.Vehicles;
using PortTracker.Throughput.Data;

namespace PortTracker.Throughput.Imports;

/// <summary>
/// For a database in this process: one prepared statement, ten times as fast as change tracking, with the columns and conversions of the model.
/// </summary>
internal sealed class PreparedFactInserter : IFactInserter
{
    private readonly DbCommand command;
    private readonly DbParameter anonymous;
    private readonly List<(DbParameter Parameter, IClrPropertyGetter Value, Func<object?, object?>? Convert)> columns =
    [];

    private PreparedFactInserter(ThroughputDb db)
    {
        command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = db.Database.CurrentTransaction!.GetDbTransaction();
        var sql = db.GetService<ISqlGenerationHelper>();
        var facts = db.Model.FindEntityType(typeof(MovementFact))!;
        List<string> names = [];
        List<string> values = [];
        foreach (var property in facts.GetProperties())
        {
            var mapping = property.GetRelationalTypeMapping();
            var parameter = mapping.CreateParameter(command, "@" + property.Name, value: null, nullable: true);
            command.Parameters.Add(parameter);
            columns.Add((parameter, property.GetGetter(), mapping.Converter?.ConvertToProvider));
            names.Add(sql.DelimitIdentifier(property.GetColumnName()));
            values.Add(parameter.ParameterName);
        }

        string Column(string name) => sql.DelimitIdentifier(facts.FindProperty(name)!.GetColumnName());
        var table = sql.DelimitIdentifier(facts.GetTableName()!);
        string[] naturalKey =
        [
            nameof(MovementFact.Port),
            nameof(MovementFact.DepartedOn),
            nameof(MovementFact.DepartedAt),
        ];
        anonymous = command.CreateParameter();
        anonymous.ParameterName = "@anonymous";
        command.Parameters.Add(anonymous);
        // By the natural key, too: a movement that is known from events must not be counted twice, even if it is anonymised. Imported
        // facts are found by id.
        command.CommandText = $"""
            INSERT INTO {table} ({string.Join(", ", names)})
            SELECT {string.Join(", ", values)}
            WHERE NOT EXISTS (
                SELECT 1 FROM {table} WHERE {string.Join(
                " AND ",
                naturalKey.Select(name => $"{Column(name)} = @{name}")
            )} AND (
                    {Column(nameof(MovementFact.Vin))} = @{nameof(MovementFact.Vin)}
                    OR ({Column(nameof(MovementFact.Vin))} = @anonymous AND NOT {Column(nameof(MovementFact.Imported))})
                )
            ) AND NOT EXISTS (
                SELECT 1 FROM {table} WHERE {Column(nameof(MovementFact.MovementId))} = @{nameof(
                MovementFact.MovementId
            )}
            )
            """;
        command.Prepare();
    }

    public static PreparedFactInserter Prepare(ThroughputDb db) => new(db);

    public Task<IReadOnlyList<MovementFact>> InsertAsync(
        IReadOnlyList<MovementFact> facts,
        CancellationToken cancellationToken
    ) => Task.FromResult<IReadOnlyList<MovementFact>>([.. facts.Where(Execute)]);

    public ValueTask DisposeAsync() => command.DisposeAsync();

    /// <summary>Inserts it; false if it is already on record.</summary>
    private bool Execute(MovementFact fact)
    {
        foreach (var (parameter, value, convert) in columns)
        {
            var given = value.GetClrValue(fact);
            parameter.Value = given is null ? DBNull.Value : convert?.Invoke(given) ?? given;
        }

        anonymous.Value = Vin.Anonymise(fact.Vin!);
        return command.ExecuteNonQuery() > 0;
    }
}
