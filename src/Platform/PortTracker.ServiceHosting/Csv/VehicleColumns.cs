using PortTracker.Contracts.Vehicles;

namespace PortTracker.ServiceHosting.Csv;

/// <summary>Reads the vehicles of a CSV, and notices when a spreadsheet rounded their declarations.</summary>
public sealed class VehicleColumns
{
    private const string Declaration = "declaration_number";

    /// <summary>The column of <see cref="RoundingError"/>.</summary>
    public const string RoundedColumn = Declaration;

    private bool hasRounded;
    private bool hasOther;

    /// <summary>
    /// Why none of the lines may be taken; null if they may. Rounding makes one declaration of several. A single true number may end
    /// like a rounded one, but hardly all of a file.
    /// </summary>
    public string? RoundingError =>
        hasRounded && !hasOther
            ? "All declaration numbers of this file end in 000: a spreadsheet rounded them. Format the column as text, write the 18 digits again, and save the file again. Where a number truly ends so, write it as =\"940420260000123000\"."
            : null;

    /// <summary>The vehicle of a line.</summary>
    public Vehicle Read(CsvFields row) =>
        new()
        {
            Vin = row.Code("vin"),
            Plate = row.OptionalCode("plate"),
            Brand = row.Text("brand"),
            Model = row.Text("model"),
            Category = row.OneOf<VehicleCategory>("category"),
            Propulsion = row.OneOf<Propulsion>("propulsion"),
            Form = row.OneOf<ShipmentForm>("form"),
            HsCode = row.Code("hs_code"),
            Destination = row.Code("destination"),
            DeclarationNumber = ReadDeclaration(row),
            CarrierPlate = row.OptionalCode("carrier_plate"),
            Operator = row.Code("operator"),
        };

    private string ReadDeclaration(CsvFields row)
    {
        var number = row.Code(Declaration);
        // A number that is refused anyway says nothing about the others.
        if (DeclarationNumber.IsValid(number, out _))
        {
            var isRounded =
                DeclarationNumber.MayBeRounded(DeclarationNumber.Normalise(number)) && !row.IsMarkedAsText(Declaration);
            (hasRounded, hasOther) = (hasRounded || isRounded, hasOther || !isRounded);
        }

        return number;
    }
}
