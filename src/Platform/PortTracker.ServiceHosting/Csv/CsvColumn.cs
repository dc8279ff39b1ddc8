namespace PortTracker.ServiceHosting.Csv;

/// <summary>A column of a CSV: its name, and its value in a row.</summary>
public readonly record struct CsvColumn<T>(string Name, Func<T, object?> Value);
