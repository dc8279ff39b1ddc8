using PortTracker.Contracts.Vehicles;

namespace PortTracker.Tests.Rules;

public sealed class VehicleRuleTests
{
    [Theory]
    [InlineData("1M8GDM9AXKP042788")]
    [InlineData("1G4AH59H45G118341")]
    [InlineData("1J9RP1A36A1644345")]
    [InlineData("LSVAA4182E2184847")]
    [InlineData("LVSHCAMB1CE054249")]
    [InlineData(" lvshcamb1ce054249 ")]
    [InlineData("WVWZZZ1JZXW000001")] // a European maker does not use the check digit
    public void A_valid_VIN_is_accepted(string vin) => Vin.IsValid(vin, out _).ShouldBeTrue();

    [Theory]
    [InlineData("LFPH4ACC811A11853", "check digit")]
    [InlineData("LSVAA4182E218484", "16")]
    [InlineData("LSVAA4182E21848470", "18")]
    [InlineData("LSVAA4182E218484O", "'O'")]
    [InlineData("", "0")]
    public void An_invalid_VIN_is_refused_with_the_reason(string vin, string told)
    {
        Vin.IsValid(vin, out var error).ShouldBeFalse();
        error.ShouldContain(told);
    }

    [Theory]
    [InlineData("91110000600037341L", true)]
    [InlineData("91350100M000100Y43", true)]
    [InlineData("91350100M000100Y4Z", false)]
    [InlineData("91110000600037341A", false)]
    [InlineData("9111000060003734", false)]
    public void An_operator_code_needs_a_valid_check_character(string uscc, bool valid) =>
        Uscc.IsValid(uscc, out _).ShouldBe(valid);

    [Theory]
    [InlineData("940420260000000001", null)]
    [InlineData("940420261000000001", "import")]
    [InlineData("940420262000000001", "ninth digit")]
    [InlineData("94042026000000001", "17")]
    [InlineData("94042026000000000X", "digits only")]
    public void Only_export_declarations_are_accepted(string number, string? told)
    {
        DeclarationNumber.IsValid(number, out var error).ShouldBe(told is null);
        error?.ShouldContain(told!);
    }

    [Theory]
    [InlineData("8703809000", true)]
    [InlineData("8703.80", true)]
    [InlineData("842710", true)] // machinery leaves on its own wheels too
    [InlineData("8429529000", true)]
    [InlineData("870390123456", false)]
    [InlineData("940180", false)]
    [InlineData("87", false)]
    public void Only_commodity_codes_of_vehicles_are_accepted(string code, bool valid) =>
        HsCode.IsValid(code, out _).ShouldBe(valid);

    [Theory]
    [InlineData("kz", true)]
    [InlineData("AE", true)]
    [InlineData("CN", false)]
    [InlineData("XX", false)]
    [InlineData("KAZ", false)]
    public void A_destination_must_be_another_country(string country, bool valid) =>
        Destination.IsValid(country, out _).ShouldBe(valid);

    [Theory]
    [InlineData("新A-12345", "新A•••45")]
    [InlineData(null, "•••4847")]
    [InlineData("AB1", "•••4847")]
    public void A_masked_plate_does_not_identify_the_vehicle(string? plate, string shown) =>
        Plate.Mask(Plate.Normalise(plate), "LSVAA4182E2184847").ShouldBe(shown);
}
