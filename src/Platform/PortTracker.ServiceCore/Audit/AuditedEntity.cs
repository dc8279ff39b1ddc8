using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Update;
using PortTracker.Contracts.Api;

namespace PortTracker.ServiceCore.Audit;

/// <summary>An entity type that is audited. The model marks it, so that no action can forget to audit a change.</summary>
internal sealed class AuditedEntity
{
    public const string Subject = "Audit:Subject";
    public const string Port = "Audit:Port";
    public const string Vin = "Audit:Vin";
    public const string Secret = "Audit:Secret";

    private readonly IProperty subject;
    private readonly IProperty? port;
    private readonly IProperty? vin;
    private readonly (IProperty Property, JsonEncodedText Name, bool IsSecret)[] properties;

    private AuditedEntity(IEntityType type)
    {
        subject = Marked(Subject)!;
        port = Marked(Port);
        vin = Marked(Vin);
        // Shadow properties, such as SQL Server's order of rows, are not changed by people.
        properties =
        [
            .. type.GetProperties()
                .Where(property => !property.IsShadowProperty())
                .Select(property =>
                    (
                        property,
                        JsonEncodedText.Encode(JsonNamingPolicy.CamelCase.ConvertName(property.Name)),
                        property.FindAnnotation(Secret) is not null
                    )
                ),
        ];

        IProperty? Marked(string name) =>
            type.FindAnnotation(name)?.Value is string property ? type.FindProperty(property) : null;
    }

    /// <summary>The audit settings of an entity type; null if it is not audited.</summary>
    public static AuditedEntity? Of(IEntityType type) =>
        type.FindAnnotation(Subject) is null
            ? null
            : type.GetOrAddRuntimeAnnotationValue("Audit", marked => new AuditedEntity(marked!), type);

    public string? SubjectOf(IUpdateEntry row) => row.GetCurrentValue(subject)?.ToString();

    public string? PortOf(IUpdateEntry row) => (string?)(port is null ? null : row.GetCurrentValue(port));

    public string? VinOf(IUpdateEntry row) => (string?)(vin is null ? null : row.GetCurrentValue(vin));

    /// <summary>Writes the original values of the changed properties.</summary>
    public void WriteBefore(IUpdateEntry row, Utf8JsonWriter json) => Write(json, row, row.GetOriginalValue);

    /// <summary>Writes the current values of the changed properties.</summary>
    public void WriteAfter(IUpdateEntry row, Utf8JsonWriter json) => Write(json, row, row.GetCurrentValue);

    private void Write(Utf8JsonWriter json, IUpdateEntry row, Func<IProperty, object?> valueOf)
    {
        json.WriteStartObject();
        foreach (var (property, name, isSecret) in properties)
        {
            if (
                (row.EntityState is not EntityState.Modified || row.IsModified(property))
                && valueOf(property) is { } value
            )
            {
                json.WritePropertyName(name);
                if (isSecret)
                {
                    json.WriteStringValue("(secret)");
                }
                else
                {
                    JsonSerializer.Serialize(json, value, property.ClrType, PortJson.Options);
                }
            }
        }

        json.WriteEndObject();
    }
}
