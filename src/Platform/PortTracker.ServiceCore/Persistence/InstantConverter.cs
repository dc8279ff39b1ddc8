using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace PortTracker.ServiceCore.Persistence;

/// <summary>Stores an instant as milliseconds since 1970, which every database sorts and compares in the same way.</summary>
internal sealed class InstantConverter()
    : ValueConverter<DateTimeOffset, long>(
        instant => instant.ToUnixTimeMilliseconds(),
        milliseconds => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)
    );
