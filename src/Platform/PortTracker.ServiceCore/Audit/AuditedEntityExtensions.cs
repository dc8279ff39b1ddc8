using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PortTracker.ServiceCore.Audit;

public static class AuditedEntityExtensions
{
    /// <summary>Audits every change that a person makes to entities of this type.</summary>
    /// <param name="entity">The entity type.</param>
    /// <param name="subject">The property that identifies it in the audit trail.</param>
    /// <param name="port">The property with its port, if it has one.</param>
    /// <param name="vin">The property with the VIN of its vehicle, if it has one.</param>
    public static void IsAudited<T, TKey>(
        this EntityTypeBuilder<T> entity,
        Expression<Func<T, TKey>> subject,
        Expression<Func<T, string?>>? port = null,
        Expression<Func<T, string?>>? vin = null
    )
        where T : class
    {
        entity.HasAnnotation(AuditedEntity.Subject, NameOf(subject));
        if (port is not null)
        {
            entity.HasAnnotation(AuditedEntity.Port, NameOf(port));
        }

        if (vin is not null)
        {
            entity.HasAnnotation(AuditedEntity.Vin, NameOf(vin));
        }

        static string NameOf(LambdaExpression property) => ((MemberExpression)property.Body).Member.Name;
    }

    /// <summary>Keeps the values of a property, such as a password hash, out of the audit trail. The trail shows only that it changed.</summary>
    public static PropertyBuilder<T> IsSecret<T>(this PropertyBuilder<T> property) =>
        property.HasAnnotation(AuditedEntity.Secret, value: true);
}
