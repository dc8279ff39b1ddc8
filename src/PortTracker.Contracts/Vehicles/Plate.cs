namespace PortTracker.Contracts.Vehicles;

/// <summary>Number plates, of vehicles and of carriers: how they are stored, and how the public may see them.</summary>
public static class Plate
{
    /// <summary>The longest plate that is taken, in characters.</summary>
    public const int MaxLength = 16;

    /// <summary>The plate as it is stored and compared: capitals, without blanks, hyphens and dots; null if nothing is left.</summary>
    public static string? Normalise(string? plate)
    {
        if (plate is null)
        {
            return null;
        }

        Span<char> kept = stackalloc char[plate.Length <= 64 ? plate.Length : 64];
        var length = 0;
        foreach (var c in plate)
        {
            if (length < kept.Length && !char.IsWhiteSpace(c) && c is not ('-' or '.' or '·'))
            {
                kept[length++] = char.ToUpperInvariant(c);
            }
        }

        return length is 0 ? null : new string(kept[..length]);
    }

    /// <summary>
    /// What a public board shows of a vehicle: the plate's first two and last two characters, or the VIN's last four where
    /// there is no plate yet. Enough for its driver, too little for anyone else.
    /// </summary>
    public static string Mask(string? plate, string vin) =>
        plate is { Length: > 4 } ? $"{plate[..2]}{new string('•', plate.Length - 4)}{plate[^2..]}" : $"•••{vin[^4..]}";
}
