using System.Net;
using PortTracker.Contracts.Entry;
using PortTracker.Contracts.Vehicles;

namespace PortTracker.Tests.Isolation;

/// <summary>Announcing a vehicle reveals nothing of the same vehicle at another firm.</summary>
public sealed class AnnouncementPrivacyTests(TwoFirms firms) : IClassFixture<TwoFirms>
{
    [Theory]
    [InlineData("JSON")]
    [InlineData("CSV")]
    public async Task An_announcement_does_not_depend_on_the_state_of_the_vehicle_at_another_firm(string form)
    {
        using var firm = firms.Port.AsFirm(FirmSteps.Own);
        var unknown = await AnnouncedAsync(FirmSecrets.UniquePapers(FirmSteps.Own));
        foreach (var traces in firms.Secrets)
        {
            var papers = traces.Papers.With(FirmSteps.Own);
            (await AnnouncedAsync(papers)).ShouldBe(unknown, $"{traces.MovementId}");
        }

        async Task<string> AnnouncedAsync(Vehicle papers)
        {
            const string route = "/api/entry/pre-registrations";
            using var response = form is "JSON"
                ? await firm.PostAsync(route, FirmSteps.Announcement(papers))
                : await firm.PostAsync(
                    $"{route}/csv?port={PortHost.Port}&expectedOn=2026-05-13",
                    CsvBody.Of(SampleBodies.Manifest(papers))
                );
            var text = await response.Content.ReadAsStringAsync();
            response.StatusCode.ShouldBe(HttpStatusCode.Created, text);
            var announced = (await response.ReadAsync<PreRegistrationResponse>()).Movements.ShouldHaveSingleItem();
            await firm.CancelAsync(announced.MovementId);
            return text.Replace($"{announced.MovementId}", "its id", StringComparison.Ordinal)
                .Replace(papers.Vin, "its VIN", StringComparison.Ordinal);
        }
    }
}
