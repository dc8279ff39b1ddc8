using System.Globalization;

namespace PortTracker.Tests.Firms;

/// <summary>
/// All that names one movement and the firm that brings it, none of it like anything else in the system, and in letters and digits
/// that no encoding hides.
/// </summary>
internal sealed record Traces
{
    private static int serial;

    public required Guid MovementId { get; init; }
    public required Vehicle Papers { get; init; }

    /// <summary>What officers wrote about it.</summary>
    public required string Note { get; init; }

    public required string FirmName { get; init; }
    public required Guid UserId { get; init; }
    public required string UserName { get; init; }
    public required Guid KeyId { get; init; }
    public required string KeyName { get; init; }

    public IReadOnlyList<Guid> Ids => [MovementId, UserId, KeyId];

    public IReadOnlyList<string> All =>
        [
            .. Ids.Select(id => id.ToString()),
            Papers.Vin,
            Papers.Plate!,
            Papers.DeclarationNumber,
            Papers.CarrierPlate!,
            Papers.Brand,
            Papers.Model,
            Papers.Operator,
            Note,
            FirmName,
            UserName,
            KeyName,
        ];

    /// <summary>Papers of a vehicle that no other is like.</summary>
    public static Vehicle SomePapers(string firm)
    {
        var number = Interlocked.Increment(ref serial).ToString("0000", CultureInfo.InvariantCulture);
        return SomeVehicle.Green() with
        {
            Plate = $"QZ{number}VX",
            CarrierPlate = $"KJ{number}WY",
            Brand = $"Betelgeuse{number}",
            Model = $"Orion{number}",
            Operator = firm,
        };
    }

    /// <summary>Words that nobody else writes.</summary>
    public static string SomeNote() => $"hearsay{Interlocked.Increment(ref serial):0000}";

    /// <summary>The same of a movement, a vehicle and a firm that nobody knows. Its ids stand at the same place in any order.</summary>
    public Traces OfNobody()
    {
        var uscc = "91650100MA7QQQQQQ0".ToCharArray();
        uscc[17] = Uscc.CheckCharacter(uscc);
        return new Traces
        {
            MovementId = Unknown(MovementId),
            Papers = SomePapers(new string(uscc)),
            Note = SomeNote(),
            FirmName = "firmofnobody",
            UserId = Unknown(UserId),
            UserName = "nobody.operator",
            KeyId = Unknown(KeyId),
            KeyName = "nobody.systems",
        };
    }

    private static Guid Unknown(Guid id) => new([.. id.ToByteArray()[..12], .. Guid.NewGuid().ToByteArray()[12..]]);
}
