using System.ComponentModel.DataAnnotations;
using System.Reflection;

namespace PortTracker.ServiceDefaults;

/// <summary>
/// The rules that stand on a type, looked up once: <see cref="Validator"/> does it for every object, which would take as long
/// as all the rest of an import.
/// </summary>
public static class Rules<T>
    where T : class
{
    private static readonly (PropertyInfo Property, ValidationAttribute[] Rules)[] Properties =
    [
        .. typeof(T)
            .GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Select(property => (property, property.GetCustomAttributes<ValidationAttribute>().ToArray()))
            .Where(property => property.Item2.Length > 0),
    ];

    /// <summary>What is wrong with the value: with its fields, or, if those are right, with how they go together.</summary>
    public static List<ValidationResult> Broken(T value)
    {
        List<ValidationResult> results = [];
        var context = new ValidationContext(value);
        foreach (var (property, rules) in Properties)
        {
            context.MemberName = property.Name;
            var given = property.GetValue(value);
            results.AddRange(rules.Select(rule => rule.GetValidationResult(given, context)).OfType<ValidationResult>());
        }

        if (results.Count is 0 && value is IValidatableObject whole)
        {
            results.AddRange(whole.Validate(context));
        }

        return results;
    }
}
