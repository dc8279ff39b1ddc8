using System.Net;
using System.Text;
using PortTracker.Contracts.Access;
using PortTracker.Contracts.Api;
using PortTracker.Contracts.Clearance;
using PortTracker.Contracts.Entry;
using PortTracker.Contracts.Vehicles;

namespace PortTracker.Tests.Entry;

public sealed class BadInputTests(PortHost port) : IClassFixture<PortHost>
{
    private const string Heading =
        "vin,plate,brand,model,category,propulsion,form,hs_code,destination,declaration_number,carrier_plate,operator";

    private static string ManifestUrl(string badLines) =>
        $"/api/entry/pre-registrations/csv?port={PortHost.Port}&expectedOn=2027-01-01&badLines={badLines}";

    [Fact]
    public async Task Each_wrong_field_is_named_with_what_to_do()
    {
        var wrong = SomeVehicle.Green() with
        {
            Vin = "LFPH4ACC811A11853",
            Operator = "91350100M000100Y4Z",
            DeclarationNumber = "940420261000000001",
            Destination = "CN",
            HsCode = "940180",
            Brand = " ",
        };
        var problem = await (await port.PostAsync("/api/entry/arrivals", PortHost.Arrival(wrong))).ShouldBeProblemAsync(
            HttpStatusCode.BadRequest
        );
        problem.Errors.Keys.ShouldBe(
            [
                "arrivals[0].vin",
                "arrivals[0].vehicle.vin",
                "arrivals[0].vehicle.operator",
                "arrivals[0].vehicle.declarationNumber",
                "arrivals[0].vehicle.destination",
                "arrivals[0].vehicle.hsCode",
                "arrivals[0].vehicle.brand",
            ],
            ignoreOrder: true
        );
        problem.Errors["arrivals[0].vehicle.declarationNumber"].Single().ShouldContain("import");
    }

    [Fact]
    public async Task A_propulsion_that_contradicts_the_commodity_code_is_refused()
    {
        var wrong = SomeVehicle.Green() with { Propulsion = Propulsion.Combustion };
        var problem = await (await port.PostAsync("/api/entry/arrivals", PortHost.Arrival(wrong))).ShouldBeProblemAsync(
            HttpStatusCode.BadRequest
        );
        problem.Errors.Keys.Single().ShouldBe("arrivals[0].vehicle.propulsion");
    }

    [Fact]
    public async Task An_unknown_port_is_refused_with_the_known_ports()
    {
        var request = PortHost.Arrival(SomeVehicle.Green()) with { Port = "ATLANTIS" };
        var problem = await (await port.PostAsync("/api/entry/arrivals", request)).ShouldBeProblemAsync(
            HttpStatusCode.BadRequest
        );
        problem.Errors["port"].Single().ShouldContain(PortHost.Port);
    }

    [Theory]
    [InlineData("/api/entry/movements?port=ATLANTIS")]
    [InlineData("/api/inspection/movements?port=ATLANTIS&status=AwaitingInspection")]
    [InlineData("/api/clearance/movements?port=ATLANTIS&queue=Ready")]
    [InlineData("/api/clearance/movements?port=KHORGOS&queue=Ready&after=nonsense")]
    [InlineData("/api/clearance/movements?port=KHORGOS&queue=nonsense")]
    public async Task A_list_of_an_unknown_port_is_refused(string path)
    {
        using var officer = port.As("officer", Roles.Officer);
        await (await officer.GetAsync(path)).ShouldBeProblemAsync(HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("{\"port\":\"KHORGOS\",\"arr")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("{\"port\":5}")]
    [InlineData("{\"port\":\"KHORGOS\",\"arrivals\":[null]}")]
    [InlineData("{\"port\":\"KHORGOS\",\"arrivals\":null}")]
    public async Task Malformed_JSON_is_refused_with_its_position(string json)
    {
        var body = new StringContent(json, Encoding.UTF8, "application/json");
        var problem = await (await port.PostAsync("/api/entry/arrivals", body)).ShouldBeProblemAsync(
            HttpStatusCode.BadRequest
        );
        problem.Detail.ShouldNotBeNullOrWhiteSpace();
    }

    [Fact]
    public async Task An_unannounced_vehicle_needs_its_papers()
    {
        var request = new ArrivalRequest
        {
            Port = PortHost.Port,
            Arrivals = [new Arrival { Vin = SomeVehicle.Green().Vin }],
        };
        var problem = await (await port.PostAsync("/api/entry/arrivals", request)).ShouldBeProblemAsync(
            HttpStatusCode.BadRequest
        );
        problem.Errors["arrivals[0].vehicle"].Single().ShouldContain("papers");
    }

    [Theory]
    [InlineData("turned \u202Egnitirw")]
    [InlineData("zero\u200Bwidth")]
    [InlineData("two\nlines")]
    [InlineData("lost \uFFFD")]
    public async Task A_text_with_characters_that_cannot_be_seen_is_refused(string text)
    {
        var vehicle = SomeVehicle.Green();
        var arrival = PortHost.Arrival(vehicle with { Model = text });
        var problem = await (await port.PostAsync("/api/entry/arrivals", arrival)).ShouldBeProblemAsync(
            HttpStatusCode.BadRequest
        );
        problem.Errors.Keys.ShouldBe(["arrivals[0].vehicle.model"]);

        var movement = (await port.ArriveAsync(vehicle)).MovementId;
        problem = await (
            await port.PostAsync("/api/clearance/holds", PortHost.Reasoned(movement, text))
        ).ShouldBeProblemAsync(HttpStatusCode.BadRequest);
        problem.Errors.Keys.ShouldBe(["reason"]);
    }

    [Fact]
    public async Task A_word_for_no_plate_names_no_carrier()
    {
        await port.ArriveAsync(SomeVehicle.Green() with { CarrierPlate = "无" });
        var request = new ClearanceRequest { Port = PortHost.Port, CarrierPlate = "无" };
        var problem = await (await port.PostAsync("/api/clearance/grants", request)).ShouldBeProblemAsync(
            HttpStatusCode.BadRequest
        );
        problem.Errors.Keys.ShouldBe(["carrierPlate"]);
    }

    [Fact]
    public async Task One_bad_arrival_rejects_the_whole_batch()
    {
        var here = SomeVehicle.Green();
        await port.ArriveAsync(here);
        var other = SomeVehicle.Green();
        var request = new ArrivalRequest
        {
            Port = PortHost.Port,
            Arrivals = [.. PortHost.Arrival(other).Arrivals, .. PortHost.Arrival(here).Arrivals],
        };
        await (await port.PostAsync("/api/entry/arrivals", request)).ShouldBeProblemAsync(HttpStatusCode.Conflict);
        (await port.ArriveAsync(other)).MovementId.ShouldNotBe(Guid.Empty);
    }

    [Fact]
    public async Task An_arrival_in_the_future_is_refused()
    {
        var request = PortHost.Arrival(SomeVehicle.Green(), port.Time.GetUtcNow().AddHours(1));
        var problem = await (await port.PostAsync("/api/entry/arrivals", request)).ShouldBeProblemAsync(
            HttpStatusCode.BadRequest
        );
        problem.Errors.Keys.Single().ShouldBe("arrivals[0].occurredAt");
    }

    [Fact]
    public async Task A_step_earlier_than_its_predecessor_is_refused()
    {
        var movement = (await port.ArriveAsync(SomeVehicle.Green())).MovementId;
        var request = PortHost.On(movement) with { OccurredAt = port.Time.GetUtcNow().AddHours(-1) };
        var problem = await (await port.PostAsync("/api/clearance/grants", request)).ShouldBeProblemAsync(
            HttpStatusCode.BadRequest
        );
        problem.Errors.Keys.Single().ShouldBe("movements[0].occurredAt");
    }

    [Fact]
    public async Task Too_many_vehicles_in_one_request_are_refused()
    {
        var request = new PreRegistrationRequest
        {
            Port = PortHost.Port,
            ExpectedOn = new DateOnly(2027, 1, 1),
            Vehicles = [.. Enumerable.Range(0, Limits.Batch + 1).Select(_ => SomeVehicle.Green())],
        };
        await (await port.PostAsync("/api/entry/pre-registrations", request)).ShouldBeProblemAsync(
            HttpStatusCode.BadRequest
        );
    }

    [Fact]
    public async Task A_CSV_with_bad_lines_is_refused_as_a_whole_by_default()
    {
        var good = SomeVehicle.Green();
        var csv = $"""
            {Heading}
            {Line(good)}
            {Line(SomeVehicle.Green() with { Vin = "LFPH4ACC811A11853" })}
            {Line(SomeVehicle.Green()).Replace("Car", "Spaceship", StringComparison.Ordinal)}
            {Line(good)}
            """;

        var problem = await (await port.PostAsync(ManifestUrl("Reject"), CsvBody.Of(csv))).ShouldBeProblemAsync(
            HttpStatusCode.BadRequest
        );
        problem.BadLines.Select(line => (line.Line, line.Field)).ShouldBe([(3, "vin"), (4, "category"), (5, "vin")]);
        (await Announced(good)).ShouldBe(0);

        var answer = await (
            await port.PostAsync(ManifestUrl("Report"), CsvBody.Of(csv), key: "report once")
        ).ReadAsync<PreRegistrationResponse>();
        answer.Movements.Single().Vin.ShouldBe(good.Vin);
        answer.BadLines.Count.ShouldBe(3);
        (await Announced(good)).ShouldBe(1);
    }

    [Theory]
    [InlineData("")]
    [InlineData("name,colour\nx,y")]
    [InlineData("\"unclosed")]
    public async Task A_file_without_manifest_columns_is_refused_with_the_expected_header(string csv)
    {
        var problem = await (await port.PostAsync(ManifestUrl("Report"), CsvBody.Of(csv))).ShouldBeProblemAsync(
            HttpStatusCode.BadRequest
        );
        problem.BadLines.Single().Message.ShouldContain("vin");
    }

    [Fact]
    public async Task A_manifest_that_is_not_CSV_is_refused()
    {
        var body = new StringContent("<xml/>", Encoding.UTF8, "application/xml");
        await (await port.PostAsync(ManifestUrl("Report"), body)).ShouldBeProblemAsync(
            HttpStatusCode.UnsupportedMediaType
        );
    }

    private async Task<int> Announced(Vehicle vehicle) =>
        (await port.GetAsync<Page<EntryMovement>>($"/api/entry/movements?vin={vehicle.Vin}")).Items.Count;

    private static string Line(Vehicle v) =>
        $"{v.Vin},{v.Plate},{v.Brand},{v.Model},{v.Category},{v.Propulsion},{v.Form},{v.HsCode},{v.Destination},{v.DeclarationNumber},{v.CarrierPlate},{v.Operator}";
}
