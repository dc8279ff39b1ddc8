namespace PortTracker.Testing;

/// <summary>A manifest in <c>tests/Shared/Files</c>, of a shape that people's files have, and what becomes of it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Taken">The VINs that are announced when bad lines are reported, as they are stored.</param>
/// <param name="Refused">The lines that are refused, each with its column, or without one where the line as a whole is meant.</param>
/// <param name="Says">A part of the message of each refused line.</param>
/// <param name="Stored">Fields of the first vehicle as they are stored; an empty value for a field that has none.</param>
/// <param name="Charset">The charset that the sender declares, if any.</param>
/// <param name="IsWarned">Whether each announced vehicle has a warning.</param>
internal sealed record ManifestFile(
    string Name,
    string Taken = "",
    string Refused = "",
    string Says = "",
    string Stored = "",
    string? Charset = null,
    bool IsWarned = false
)
{
    private const string Scanned = "LGXC14DF4R0001118";

    /// <summary>Every file, some with several charsets.</summary>
    public static IReadOnlyList<ManifestFile> All { get; } =
    [
        new("chinese-excel-gbk", "LGXC14DF4R0000101 LGXC14DF6R0000102", Stored: "brand=比亚迪;plate=新A10101"),
        new("chinese-excel-gbk", "LGXC14DF4R0000101 LGXC14DF6R0000102", Stored: "brand=比亚迪", Charset: "gb2312"),
        new("chinese-excel-gbk", "LGXC14DF4R0000101 LGXC14DF6R0000102", Stored: "brand=比亚迪", Charset: "GBK"),
        new("chinese-excel-gbk", Refused: "2", Says: "utf-8", Charset: "utf-8"),
        new("chinese-excel-gb18030", "LGXC14DF4R0000101 LGXC14DF6R0000102", Stored: "carrierPlate=新B90001挂"),
        new("declaration-in-scientific-notation", Refused: "2:declaration_number", Says: "as text"),
        new("declaration-as-formula", "LGXC14DF7R0001002", Stored: "declarationNumber=940420260000000001"),
        new("declaration-as-quoted-formula", "LGXC14DF9R0001003", Stored: "declarationNumber=940420260000000001"),
        new(
            "declarations-rounded-by-a-spreadsheet",
            Refused: "2:declaration_number 3:declaration_number 4:declaration_number",
            Says: "as text"
        ),
        new("declaration-with-serial-zero", Refused: "2:declaration_number", Says: "serial"),
        new("declaration-after-apostrophe", "LGXC14DF8R0001008", Stored: "declarationNumber=940420260000000001"),
        new("declaration-as-decimal", Refused: "2:declaration_number", Says: "as text"),
        new("separated-by-semicolons", "LGXC14DF6R0001010"),
        new("separated-by-tabs", "LGXC14DF8R0001011"),
        new("separator-line", "LGXC14DFXR0001012"),
        new("heading-in-capitals", "LGXC14DF1R0001013"),
        new("heading-with-blanks", "LGXC14DF3R0001014"),
        new("heading-in-quotes", "LGXC14DF5R0001015"),
        new("trailing-empty-columns", "LGXC14DF7R0001016"),
        new("trailing-empty-fields", "LGXC14DF9R0001017"),
        new("rows-of-commas", "LGXC14DF0R0001018"),
        new("blank-lines", "LGXC14DF2R0001019"),
        new("lines-end-in-cr", "LGXC14DF9R0001020"),
        new("lines-end-in-lf", "LGXC14DF0R0001021 LGXC14DF2R0001022"),
        new("no-final-newline", "LGXC14DF4R0001023"),
        new("ctrl-z-at-the-end", "LGXC14DF6R0001024"),
        new("title-above-the-heading", Refused: "1", Says: "line 2"),
        new("newline-in-a-model", "LGXC14DF3R0001028", Refused: "4:destination", Stored: "model=Song Plus"),
        new("newline-in-a-brand", "LGXC14DF5R0001029", Refused: "3:destination 5:destination"),
        new("inch-mark", "LGXC14DF5R0001032 LGXC14DF7R0001033 LGXC14DF9R0001034", Stored: "model=17\" wheels"),
        new("quote-never-closed", "LGXC14DF2R0001036 LGXC14DF4R0001037", Refused: "2", Says: "quote"),
        new(
            "quote-closed-two-lines-later",
            "LGXC14DF1R0001108 LGXC14DF3R0001109 LGXC14DFXR0001110 LGXC14DF1R0001111",
            Refused: "2",
            Says: "quote"
        ),
        new("full-width-vin", "LGXC14DF6R0001038"),
        new("full-width-declaration", "LGXC14DF8R0001039", Stored: "declarationNumber=940420260000000001"),
        new("full-width-plates", "LGXC14DF4R0001040", Stored: "plate=新A12345;carrierPlate=新B90002挂"),
        new("full-width-category", "LGXC14DF6R0001041", Stored: "category=Car"),
        new("full-width-hs-code", "LGXC14DF8R0001042", Stored: "hsCode=870380"),
        new("separated-by-full-width-commas", "LGXC14DFXR0001043"),
        new("no-break-spaces", "LGXC14DF1R0001044", Stored: "plate=新A12346;brand=BYD"),
        new("no-break-space-after-category", "LGXC14DF3R0001045"),
        new("zero-width-space-before-vin", "LGXC14DF5R0001046", Stored: "declarationNumber=940420260000000001"),
        new("tab-after-declaration", "LGXC14DF7R0001047", Stored: "declarationNumber=940420260000000001"),
        new("zero-width-characters-in-plates", "LGXC14DF9R0001048", Stored: "plate=新A12347;carrierPlate=新B90003"),
        new("middle-dots-in-plates", "LGXC14DF0R0001049", Stored: "plate=新A12348;carrierPlate=新B90003"),
        new("ideographic-spaces", "LGXC14DF7R0001050", Stored: "brand=比亚迪;carrierPlate=新B90003"),
        new("vin-with-leading-i", "LGXC14DF6R0001119"),
        new("vin-in-stars", Scanned),
        new("vin-with-blanks", Scanned),
        new("vin-with-hyphens", Scanned),
        new("vin-in-small-letters", Scanned),
        new("cyrillic-plates", "LGXC14DF9R0001115", Stored: "plate=A123BC;carrierPlate=01KZ123ABC"),
        new("cyrillic-letter-in-vin", Refused: "2:vin", Says: "Cyrillic"),
        new("cyrillic-letters-in-codes", Refused: "2:category", Says: "Cyrillic"),
        new("vin-from-turkey", "NMTZZ26R30Z000003", IsWarned: true),
        new("vin-of-ford-europe", "WF0KXXGCBZZ000002", IsWarned: true),
        new("vin-of-volkswagen", "WVGZZZ5NZZW000001", IsWarned: true),
        new("vin-of-volvo", "YV1ZC5851ZJ000004", IsWarned: true),
        new("vin-of-one-digit", Refused: "2:vin", Says: "same"),
        new(
            "hs-codes-of-another-drive",
            Refused: "2:propulsion 3:propulsion 4:propulsion 5:propulsion 6:category",
            Says: "HS code"
        ),
        new(
            "placeholders-as-carrier",
            "LGXC14DF2R0009850 LGXC14DF4R0009851 LGXC14DF6R0009852",
            Stored: "carrierPlate="
        ),
    ];

    /// <summary>Its vehicles, each of them taken or refused.</summary>
    public IReadOnlyList<string> Vins => Taken.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The refused lines with their columns.</summary>
    public IReadOnlyList<(int Line, string? Column)> RefusedLines =>
        [
            .. Refused
                .Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => line.Split(':'))
                .Select(line =>
                    (int.Parse(line[0], System.Globalization.CultureInfo.InvariantCulture), line.ElementAtOrDefault(1))
                ),
        ];

    /// <summary>Where it is, from the root of the solution.</summary>
    public string Path => $"tests/Shared/Files/{Name}.csv";

    /// <summary>Its name among the tests.</summary>
    public override string ToString() => Charset is null ? Name : $"{Name}, declared as {Charset}";
}
