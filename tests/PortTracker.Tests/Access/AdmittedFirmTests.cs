using System.Net;
using PortTracker.ApiClient;
using PortTracker.Contracts.Access;
using PortTracker.Contracts.Audit;
using PortTracker.Contracts.Events;
using PortTracker.Contracts.Vehicles;

namespace PortTracker.Tests.Access;

/// <summary>Firms whose real code fails its check.</summary>
public sealed class AdmittedFirmTests(PortHost port) : IClassFixture<PortHost>
{
    // Its last character calls for 3.
    private const string Old = "91350100M000100Y4A";

    [Fact]
    public async Task An_administrator_admits_a_firm_with_a_reason_and_its_vehicles_arrive()
    {
        var administrator = await port.Users.AdministratorAsync();
        var car = SomeVehicle.Green() with { Operator = Old };
        using var refused = await port.PostAsync("/api/entry/arrivals", PortHost.Arrival(car));
        (await refused.ShouldBeProblemAsync(HttpStatusCode.BadRequest))
            .Errors.Values.SelectMany(e => e)
            .ShouldContain(error => error.Contains("an administrator can admit the firm"));
        var unreasoned = await Should.ThrowAsync<PortTrackerException>(() =>
            administrator.Firms.PutAsync(new Firm { Uscc = Old, Name = "Old firm" })
        );
        unreasoned.Message.ShouldContain("mistyped");

        var admitted = await administrator.Firms.PutAsync(
            new Firm
            {
                Uscc = Old,
                Name = "Old firm",
                AdmittedBecause = "Licence of 2014 seen",
            }
        );

        admitted.AdmittedBecause.ShouldBe("Licence of 2014 seen");
        var entry = (await port.AuditAsync(ServiceNames.Access, $"subject={Old}")).ShouldHaveSingleItem();
        AuditDetails.Of(entry).ShouldNotBeNull().Reason.ShouldBe("Licence of 2014 seen");
        using var arrived = await port.PostAsync("/api/entry/arrivals", PortHost.Arrival(car));
        arrived.StatusCode.ShouldBe(HttpStatusCode.OK);
        await port.HireAsync(AccessSteps.Someone(Roles.Operator) with { Firm = Old });
        (await administrator.Firms.ListAsync()).Single(firm => firm.Uscc == Old).Name.ShouldBe("A firm");
    }

    [Fact]
    public async Task A_code_of_another_form_is_never_admitted()
    {
        var administrator = await port.Users.AdministratorAsync();

        await Should.ThrowAsync<PortTrackerException>(() =>
            administrator.Firms.PutAsync(
                new Firm
                {
                    Uscc = "I350100M000100Y43",
                    Name = "No firm",
                    AdmittedBecause = "Because",
                }
            )
        );
        Uscc.IsValid("91350100M000100Y4Z", out _).ShouldBeFalse();
    }
}
