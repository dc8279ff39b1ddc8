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
    [InlineData("ＬＶＳＨＣＡＭＢ１ＣＥ０５４２４９")]
    [InlineData("ILVSHCAMB1CE054249")]
    [InlineData("*LVSHCAMB1CE054249*")]
    [InlineData("]A0LVSHCAMB1CE054249")]
    [InlineData("\u0002LVS HCAMB1 CE054249\u0003")]
    [InlineData("LVS-HCAMB1‐CE054249")]
    [InlineData("WVWZZZ1JZXW000001")] // a European maker does not use the check digit
    public void A_valid_VIN_is_accepted(string vin) => Vin.IsValid(vin, out _).ShouldBeTrue();

    [Theory]
    [InlineData("LFPH4ACC811A11853", "check digit")]
    [InlineData("LSVAA4182E218484", "16")]
    [InlineData("LSVAA4182E21848470", "18")]
    [InlineData("LSVAA4182E218484O", "'O'")]
    [InlineData("", "0")]
    [InlineData("LVSHСAMB1CE054249", "Cyrillic letter С")]
    [InlineData("11111111111111111", "same")]
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
    [InlineData("940420260000000000", "serial")]
    [InlineData("9.4042E+17", "as text")]
    [InlineData("9,4042e17", "as text")]
    [InlineData("940420260000000001.00", "as text")]
    [InlineData("９４０４２０２６０００００００００１", null)]
    [InlineData("9404-2026-0-000000001", null)]
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
    [InlineData("８７０３８０", true)]
    [InlineData("870З80", false)]
    public void Only_commodity_codes_of_vehicles_are_accepted(string code, bool valid) =>
        HsCode.IsValid(code, out _).ShouldBe(valid);

    [Theory]
    [InlineData("870322", "Combustion")]
    [InlineData("870332", "Combustion")]
    [InlineData("870340", "Hybrid")]
    [InlineData("8703501000", "Hybrid")]
    [InlineData("870360", "PlugInHybrid")]
    [InlineData("8703.70", "PlugInHybrid")]
    [InlineData("870380", "BatteryElectric FuelCell")]
    [InlineData("870390", "")]
    [InlineData("870121", "Combustion")]
    [InlineData("870122", "Hybrid PlugInHybrid")]
    [InlineData("870124", "BatteryElectric FuelCell")]
    [InlineData("870120", "")] // before 2022 road tractors were not told apart
    [InlineData("870195", "")]
    [InlineData("870210", "Combustion")]
    [InlineData("870230", "Hybrid PlugInHybrid")]
    [InlineData("870240", "BatteryElectric FuelCell")]
    [InlineData("870290", "")]
    [InlineData("870410", "")]
    [InlineData("870423", "Combustion")]
    [InlineData("870431", "Combustion")]
    [InlineData("870443", "Hybrid PlugInHybrid")]
    [InlineData("870452", "Hybrid PlugInHybrid")]
    [InlineData("870460", "BatteryElectric FuelCell")]
    [InlineData("870510", "")]
    [InlineData("870911", "BatteryElectric FuelCell")]
    [InlineData("870919", "Combustion Hybrid PlugInHybrid")]
    [InlineData("842710", "BatteryElectric FuelCell")]
    [InlineData("842720", "Combustion Hybrid PlugInHybrid")]
    [InlineData("842952", "")]
    public void Commodity_codes_state_the_drive(string code, string propulsions) =>
        string.Join(' ', HsCode.StatedPropulsions(code)).ShouldBe(propulsions);

    [Theory]
    [InlineData("870121", "Truck")]
    [InlineData("870195", "Truck Machinery")]
    [InlineData("870210", "Bus")]
    [InlineData("870380", "Car")]
    [InlineData("870410", "Truck Machinery")]
    [InlineData("870423", "Truck")]
    [InlineData("870510", "Truck Machinery")]
    [InlineData("870600", "")]
    [InlineData("870829", "")]
    [InlineData("870911", "Machinery")]
    [InlineData("871639", "Truck")]
    [InlineData("842710", "Machinery")]
    [InlineData("842952", "Machinery")]
    [InlineData("843041", "Machinery")]
    public void Commodity_codes_state_the_category(string code, string categories) =>
        string.Join(' ', HsCode.StatedCategories(code)).ShouldBe(categories);

    [Theory]
    [InlineData("kz", true)]
    [InlineData("AE", true)]
    [InlineData("CN", false)]
    [InlineData("XX", false)]
    [InlineData("KAZ", false)]
    public void A_destination_must_be_another_country(string country, bool valid) =>
        Destination.IsValid(country, out _).ShouldBe(valid);

    [Theory]
    [InlineData("新Ａ·１２３４５", "新A12345")]
    [InlineData("新A 12‧345", "新A12345")]
    [InlineData("新B　900・03\u200E", "新B90003")]
    [InlineData("а123вс", "A123BC")]
    [InlineData("无", null)]
    [InlineData("暂无", null)]
    [InlineData("未上牌", null)]
    [InlineData("n/a", null)]
    [InlineData("Ｎ／Ａ", null)]
    [InlineData("/", null)]
    [InlineData("—", null)]
    [InlineData("нет", null)]
    [InlineData(" ", null)]
    public void A_plate_is_the_same_however_it_was_typed(string plate, string? stored) =>
        Plate.Normalise(plate).ShouldBe(stored);

    [Fact]
    public void A_masked_plate_is_never_cut_within_a_letter()
    {
        // 𠀀 has two chars.
        Plate.Mask("𠀀𠀀𠀀𠀀𠀀𠀀", "LSVAA4182E2184847").ShouldBe("𠀀𠀀••𠀀𠀀");
        Plate.Mask("𠀀A12", "LSVAA4182E2184847").ShouldBe("•••4847");
    }

    [Theory]
    [InlineData("新A-12345", "新A•••45")]
    [InlineData(null, "•••4847")]
    [InlineData("AB1", "•••4847")]
    public void A_masked_plate_does_not_identify_the_vehicle(string? plate, string shown) =>
        Plate.Mask(Plate.Normalise(plate), "LSVAA4182E2184847").ShouldBe(shown);
}
