using System.Net;
using System.Text;

namespace PortTracker.Tests.Pipeline;

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
    public async Task A_propulsion_that_the_commodity_code_denies_is_refused()
    {
        var wrong = SomeVehicle.Green() with { Propulsion = Propulsion.Combustion };
        var problem = await (await port.PostAsync("/api/entry/arrivals", PortHost.Arrival(wrong))).ShouldBeProblemAsync(
            HttpStatusCode.BadRequest
        );
        problem.Errors.Keys.Single().ShouldBe("arrivals[0].vehicle.propulsion");
    }

    [Fact]
    public async Task An_unknown_port_is_answered_with_those_that_there_are()
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
    public async Task A_list_of_what_is_not_there_is_refused(string path)
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
    public async Task A_body_that_is_not_the_JSON_asked_for_is_refused_with_where_it_breaks(string json)
    {
        var body = new StringContent(json, Encoding.UTF8, "application/json");
        var problem = await (await port.PostAsync("/api/entry/arrivals", body)).ShouldBeProblemAsync(
            HttpStatusCode.BadRequest
        );
        problem.Detail.ShouldNotBeNullOrWhiteSpace();
    }

    [Fact]
    public async Task A_vehicle_that_nobody_announced_needs_its_papers()
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

    [Fact]
    public async Task One_bad_arrival_keeps_the_whole_batch_out()
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
    public async Task A_step_before_the_one_that_precedes_it_is_refused()
    {
        var movement = (await port.ArriveAsync(SomeVehicle.Green())).MovementId;
        var request = PortHost.On(movement) with { OccurredAt = port.Time.GetUtcNow().AddHours(-1) };
        var problem = await (await port.PostAsync("/api/clearance/grants", request)).ShouldBeProblemAsync(
            HttpStatusCode.BadRequest
        );
        problem.Errors.Keys.Single().ShouldBe("movements[0].occurredAt");
    }

    [Fact]
    public async Task More_vehicles_than_a_request_may_name_are_refused()
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
    public async Task A_CSV_with_bad_lines_is_refused_whole_unless_asked_otherwise()
    {
        var good = SomeVehicle.Green();
        var csv = $"""
            {Heading}
            {Line(good)}
            {Line(SomeVehicle.Green() with { Vin = "LFPH4ACC811A11853" })}
            {Line(SomeVehicle.Green()).Replace("Car", "Spaceship", StringComparison.Ordinal)}
            {Line(good)}
            """;

        var problem = await (await port.PostAsync(ManifestUrl("Reject"), Answers.Csv(csv))).ShouldBeProblemAsync(
            HttpStatusCode.BadRequest
        );
        problem.BadLines.Select(line => (line.Line, line.Field)).ShouldBe([(3, "vin"), (4, "category"), (5, "vin")]);
        (await Announced(good)).ShouldBe(0);

        var answer = await (
            await port.PostAsync(ManifestUrl("Report"), Answers.Csv(csv), key: "report once")
        ).ReadAsync<PreRegistrationResponse>();
        answer.Movements.Single().Vin.ShouldBe(good.Vin);
        answer.BadLines.Count.ShouldBe(3);
        (await Announced(good)).ShouldBe(1);
    }

    [Theory]
    [InlineData("")]
    [InlineData("name,colour\nx,y")]
    [InlineData("\"unclosed")]
    public async Task A_file_that_is_no_manifest_is_refused_with_the_heading_it_needs(string csv)
    {
        var problem = await (await port.PostAsync(ManifestUrl("Report"), Answers.Csv(csv))).ShouldBeProblemAsync(
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
