using System.Globalization;
using PortTracker.Contracts.Vehicles;

namespace PortTracker.Simulation;

/// <summary>
/// Makes vehicles with plausible papers, consignment by consignment: one firm, one destination, one declaration, 1 to 30
/// vehicles of one model. The same random numbers make the same vehicles.
/// </summary>
internal sealed class CarrierLoads
{
    private const string VinAlphabet = "ABCDEFGHJKLMNPRSTUVWXYZ0123456789";
    private const string YearAlphabet = "ABCDEFGHJKLMNPRSTVWXY123456789";
    private const string PlateAlphabet = "0123456789ABCDEFGHJKLMNPQRSTUVWXYZ";
    private const string UsccAlphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private const int Vins = 33 * 33 * 33 * 10_000;

    private static readonly WeightedChoice<(VehicleCategory Category, int Largest)> Categories = new(
        [
            (VehicleCategory.Car, 30),
            (VehicleCategory.Truck, 10),
            (VehicleCategory.Bus, 6),
            (VehicleCategory.Machinery, 4),
        ],
        one =>
            one.Category switch
            {
                VehicleCategory.Car => 55,
                VehicleCategory.Truck => 26,
                VehicleCategory.Bus => 6,
                _ => 11,
            }
    );

    private static readonly Dictionary<VehicleCategory, WeightedChoice<VehicleModel>> ModelsOf = VehicleModels
        .All.GroupBy(model => model.Category)
        .ToDictionary(group => group.Key, group => new WeightedChoice<VehicleModel>([.. group], model => model.Weight));

    // In hundredths of a percent: land neighbours first, then countries across the Caspian Sea and beyond.
    private static readonly WeightedChoice<(string Country, int Share)> Destinations = new(
        [
            ("KZ", 3_600),
            ("RU", 1_900),
            ("UZ", 1_450),
            ("KG", 1_150),
            ("TJ", 520),
            ("AE", 330),
            ("BY", 280),
            ("AZ", 220),
            ("GE", 200),
            ("TM", 150),
            ("AM", 80),
            ("TR", 40),
            ("AF", 30),
            ("IR", 25),
            ("PL", 15),
            ("DE", 10),
        ],
        one => one.Share
    );

    // Horgos, Yining, Urumqi, Alashankou, Chongqing, Xi'an.
    private static readonly string[] Regions = ["654004", "654002", "650106", "652702", "500112", "610112"];

    private static readonly WeightedChoice<(string Code, int Rank)> Operators = new(
        [.. Enumerable.Range(1, 40).Select(rank => (OperatorCode(rank), rank))],
        one => 1.0 / (one.Rank + 4)
    );

    public static string LargestFirm => OperatorCode(1);

    private readonly Random _random;
    private readonly int _firstVin;
    private readonly int _firstDeclaration;
    private int _vehicles;
    private int _declarations;
    private int _carriers;

    public CarrierLoads(Random random)
    {
        _random = random;
        // Random starts: plans of different seeds hardly ever share a VIN or a declaration.
        _firstVin = random.Next(Vins);
        _firstDeclaration = random.Next(1_000_000_000);
    }

    /// <summary>The loads of one day, in order of arrival.</summary>
    public IEnumerable<CarrierLoad> Day(int vehicles, int year)
    {
        while (vehicles > 0)
        {
            var (category, largest) = Categories.Draw(_random);
            var model = ModelsOf[category].Draw(_random);
            var size = Math.Min(vehicles, _random.Next(1, largest + 1));
            vehicles -= size;
            foreach (var carrierLoad in Consignment(model, size, year))
            {
                yield return carrierLoad;
            }
        }
    }

    private IEnumerable<CarrierLoad> Consignment(VehicleModel model, int size, int year)
    {
        var destination = Destinations.Draw(_random).Country;
        var firm = Operators.Draw(_random).Code;
        // 94 is the customs district of Urumqi; the two digits of the office are not public.
        var serial = (_firstDeclaration + _declarations++) % 1_000_000_000;
        var declaration = string.Create(CultureInfo.InvariantCulture, $"9400{year:0000}0{serial:000000000}");
        var isCar = model.Category is VehicleCategory.Car;
        var byCarrier = isCar && _random.WithProbability(0.6);
        // Kits go to the assembly plants of Kazakhstan and Uzbekistan.
        var form =
            isCar && destination is "KZ" or "UZ" && _random.WithProbability(0.03)
                ? ShipmentForm.KnockedDown
                : ShipmentForm.Complete;

        while (size > 0)
        {
            var load = byCarrier && size >= 5 ? Math.Min(size, _random.Next(5, 9)) : 1;
            var carrier = load > 1 ? PlateOf(_carriers++, 'K') : null;
            size -= load;
            yield return new CarrierLoad([.. Enumerable.Range(0, load).Select(_ => Next(carrier))]);
        }

        Vehicle Next(string? carrier)
        {
            var number = _vehicles++;
            return new Vehicle
            {
                Vin = VinOf(model, (_firstVin + number) % Vins, year),
                Plate =
                    carrier is null && model.Category is not VehicleCategory.Machinery ? PlateOf(number, 'L') : null,
                Brand = model.Brand,
                Model = model.Name,
                Category = model.Category,
                Propulsion = model.Propulsion,
                Form = form,
                HsCode = model.HsCode,
                Destination = destination,
                DeclarationNumber = declaration,
                CarrierPlate = carrier,
                Operator = firm,
            };
        }
    }

    /// <summary>A VIN of model, model year and number. The number is the plant and serial part, so it makes the VIN unique.</summary>
    private static string VinOf(VehicleModel model, int number, int year) =>
        string.Create(
            17,
            (model, number, year),
            static (vin, one) =>
            {
                one.model.Wmi.CopyTo(vin);
                one.model.Descriptor.CopyTo(vin[3..]);
                vin[8] = '0';
                vin[9] = YearAlphabet[(one.year - 1980) % YearAlphabet.Length];
                var rest = one.number;
                for (var i = 16; i >= 13; i--, rest /= 10)
                {
                    vin[i] = (char)('0' + rest % 10);
                }

                for (var i = 12; i >= 10; i--, rest /= VinAlphabet.Length)
                {
                    vin[i] = VinAlphabet[rest % VinAlphabet.Length];
                }

                vin[8] = Vin.CheckDigit(vin);
            }
        );

    private string PlateOf(int number, char kind)
    {
        Span<char> plate = ['新', 'F', kind, '0', '0', '0', '0', '0'];
        // A prime step through all plates: neighbours in the queue do not have neighbouring plates.
        var rest = (_firstVin + number * 7_368_787L) % (34L * 34 * 34 * 34 * 34);
        for (var i = 7; i >= 3; i--, rest /= PlateAlphabet.Length)
        {
            plate[i] = PlateAlphabet[(int)(rest % PlateAlphabet.Length)];
        }

        return new string(plate);
    }

    private static string OperatorCode(int rank)
    {
        Span<char> code = stackalloc char[18];
        "91".CopyTo(code);
        Regions[rank % Regions.Length].CopyTo(code[2..]);
        "MA".CopyTo(code[8..]);
        var rest = rank * 719_393_201L;
        for (var i = 16; i >= 10; i--, rest /= UsccAlphabet.Length)
        {
            code[i] = UsccAlphabet[(int)(rest % UsccAlphabet.Length)];
        }

        code[17] = Uscc.CheckCharacter(code);
        return new string(code);
    }
}
