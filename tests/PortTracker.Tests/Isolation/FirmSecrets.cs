using System.Globalization;
using PortTracker.Contracts.Vehicles;

namespace PortTracker.Tests.Isolation;

/// <summary>
/// All values that identify one movement and its firm. Each is unique in the system, and of letters and digits
/// that no encoding changes.
/// </summary>
internal sealed record FirmSecrets
{
    private static int serial;

    public required Guid MovementId { get; init; }
    public required Vehicle Papers { get; init; }

    /// <summary>A note of an officer.</summary>
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

    /// <summary>Papers whose values are unique.</summary>
    public static Vehicle UniquePapers(string firm)
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

    /// <summary>A unique word.</summary>
    public static string UniqueNote() => $"hearsay{Interlocked.Increment(ref serial):0000}";

    /// <summary>Values of the same kind for a movement and a firm that do not exist. Their ids have the same place in any order.</summary>
    public FirmSecrets OfUnknownFirm()
    {
        var uscc = "91650100MA7QQQQQQ0".ToCharArray();
        uscc[17] = Uscc.CheckCharacter(uscc);
        return new FirmSecrets
        {
            MovementId = Unknown(MovementId),
            Papers = UniquePapers(new string(uscc)),
            Note = UniqueNote(),
            FirmName = "firmofnobody",
            UserId = Unknown(UserId),
            UserName = "nobody.operator",
            KeyId = Unknown(KeyId),
            KeyName = "nobody.systems",
        };
    }

    private static Guid Unknown(Guid id) => new([.. id.ToByteArray()[..12], .. Guid.NewGuid().ToByteArray()[12..]]);
}
