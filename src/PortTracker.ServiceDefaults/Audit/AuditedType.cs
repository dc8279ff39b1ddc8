using System.Linq.Expressions;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Update;

namespace PortTracker.ServiceDefaults;

/// <summary>A kind of thing whose changes by persons are on the audit trail: marked in the model, so that no action can forget it.</summary>
internal sealed class AuditedType
{
    public const string Subject = "Audit:Subject";
    public const string Port = "Audit:Port";
    public const string Vin = "Audit:Vin";
    public const string Secret = "Audit:Secret";

    private readonly IProperty subject;
    private readonly IProperty? port;
    private readonly IProperty? vin;
    private readonly (IProperty Property, JsonEncodedText Name, bool IsSecret)[] properties;

    private AuditedType(IEntityType type)
    {
        subject = Marked(Subject)!;
        port = Marked(Port);
        vin = Marked(Vin);
        // What the database needs besides, such as SQL Server's order of rows, is nothing that a person changes.
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

    /// <summary>The marks on a type, or null if it has none.</summary>
    public static AuditedType? Of(IEntityType type) =>
        type.FindAnnotation(Subject) is null
            ? null
            : type.GetOrAddRuntimeAnnotationValue("Audit", marked => new AuditedType(marked!), type);

    public string? SubjectOf(IUpdateEntry row) => row.GetCurrentValue(subject)?.ToString();

    public string? PortOf(IUpdateEntry row) => (string?)(port is null ? null : row.GetCurrentValue(port));

    public string? VinOf(IUpdateEntry row) => (string?)(vin is null ? null : row.GetCurrentValue(vin));

    /// <summary>Writes what the row was, as far as it is changed.</summary>
    public void WriteBefore(IUpdateEntry row, Utf8JsonWriter json) => Write(json, row, row.GetOriginalValue);

    /// <summary>Writes what the row is, as far as it is changed.</summary>
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

public static class AuditedExtensions
{
    /// <summary>Puts each change that a person makes to such a thing on the audit trail.</summary>
    /// <param name="entity">The kind of thing.</param>
    /// <param name="subject">By what it is found there.</param>
    /// <param name="port">Its port, if it has one.</param>
    /// <param name="vin">The VIN of its vehicle, if it has one.</param>
    public static void IsAudited<T, TKey>(
        this EntityTypeBuilder<T> entity,
        Expression<Func<T, TKey>> subject,
        Expression<Func<T, string?>>? port = null,
        Expression<Func<T, string?>>? vin = null
    )
        where T : class
    {
        entity.HasAnnotation(AuditedType.Subject, NameOf(subject));
        if (port is not null)
        {
            entity.HasAnnotation(AuditedType.Port, NameOf(port));
        }

        if (vin is not null)
        {
            entity.HasAnnotation(AuditedType.Vin, NameOf(vin));
        }

        static string NameOf(LambdaExpression property) => ((MemberExpression)property.Body).Member.Name;
    }

    /// <summary>The audit trail says that it was changed, and not from what to what: a password's hash, a key.</summary>
    public static PropertyBuilder<T> IsSecret<T>(this PropertyBuilder<T> property) =>
        property.HasAnnotation(AuditedType.Secret, value: true);
}
