namespace PortTracker.ServiceHosting.Csv;

/// <summary>A field that cannot be read.</summary>
public sealed class CsvFieldException(string field, string message) : Exception(message)
{
    public string Field { get; } = field;
}
