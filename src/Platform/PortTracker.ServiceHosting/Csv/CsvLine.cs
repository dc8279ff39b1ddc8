using PortTracker.Contracts.Api;

namespace PortTracker.ServiceHosting.Csv;

/// <summary>A line of a CSV: its value, or its errors.</summary>
public readonly record struct CsvLine<T>(int Number, T? Value, IReadOnlyList<LineError> Errors);
