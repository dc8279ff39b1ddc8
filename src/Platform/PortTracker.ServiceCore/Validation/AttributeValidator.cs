using System.ComponentModel.DataAnnotations;
using System.Reflection;

namespace PortTracker.ServiceCore.Validation;

/// <summary>
/// Validates objects by the attributes of their type, which are looked up once. <see cref="Validator"/> looks them up for every object,
/// which would double the time of an import.
/// </summary>
public static class AttributeValidator<T>
    where T : class
{
    private static readonly (PropertyInfo Property, ValidationAttribute[] Rules)[] Properties =
    [
        .. typeof(T)
            .GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Select(property => (property, property.GetCustomAttributes<ValidationAttribute>().ToArray()))
            .Where(property => property.Item2.Length > 0),
    ];

    /// <summary>The errors of a value: those of its fields or, if the fields are valid, those of their combination.</summary>
    public static List<ValidationResult> Validate(T value)
    {
        List<ValidationResult> results = [];
        var context = new ValidationContext(value);
        foreach (var (property, rules) in Properties)
        {
            context.MemberName = property.Name;
            var memberValue = property.GetValue(value);
            results.AddRange(
                rules.Select(rule => rule.GetValidationResult(memberValue, context)).OfType<ValidationResult>()
            );
        }

        if (results.Count is 0 && value is IValidatableObject validatable)
        {
            results.AddRange(validatable.Validate(context));
        }

        return results;
    }
}
