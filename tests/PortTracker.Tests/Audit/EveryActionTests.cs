using PortTracker.Contracts.Audit;
using PortTracker.Contracts.Events;
using PortTracker.Tests.SqlServer;

namespace PortTracker.Tests.Audit;

/// <summary>Every action of a person, on databases whose audit rows cannot be changed or deleted.</summary>
[Collection(nameof(RecordedDay))]
public sealed class EveryActionTests(RecordedDay day)
{
    private const string Post = "POST /api/";

    [Fact]
    public void Every_POST_by_a_person_is_audited()
    {
        var actions = day
            .Routes.Where(route => route.StartsWith(Post, StringComparison.Ordinal))
            .Select(route => route[Post.Length..].TrimEnd('/'))
            .ToList();

        actions.Count.ShouldBeGreaterThan(35);
        actions
            .Except(day.Trail.Select(entry => entry.Action), StringComparer.Ordinal)
            // Refused in the embedded form. See AuditTrailTests for a broker.
            .ShouldBe(
                // The page tests cover the sign-in form.
                [.. ServiceNames.Sources.Select(service => $"{service}/refills"), "access/sessions"],
                ignoreOrder: true
            );
    }

    [Fact]
    public void Every_row_has_actor_and_action_and_a_reason_where_one_is_required()
    {
        // A sign-in has no actor.
        string[] signIns = ["access/tokens", "access/tokens/refreshes", "access/sessions", "access/external/callback"];
        day.Trail.Where(entry => !IsId(entry.Actor)).Select(entry => entry.Action).ShouldBeSubsetOf(signIns);
        string[] reasoned =
        [
            "entry/queue-moves",
            "entry/no-shows",
            "entry/cancellations",
            "inspection/re-routes",
            "clearance/holds",
            "clearance/refusals",
            "clearance/departure-corrections",
            .. ServiceNames.All.Select(service => $"{service}/failures/discards"),
        ];
        foreach (var action in reasoned)
        {
            var entry = day.Trail.First(entry => entry.Action == action);
            AuditDetails.Of(entry).ShouldNotBeNull().Reason.ShouldNotBeNullOrWhiteSpace(action);
        }
    }

    private static bool IsId(string actor) => Guid.TryParse(actor, out _);

    [Fact]
    public void Actions_on_failed_messages_name_the_messages()
    {
        foreach (var service in ServiceNames.All)
        {
            var source = ServiceNames.SourcesOf(service)[0];
            foreach (var action in (string[])["redrives", "discards"])
            {
                day.Trail.First(entry => entry.Action == $"{service}/failures/{action}")
                    .Subject.ShouldNotBeNull()
                    .ShouldMatch("^(entry|inspection|clearance)/[0-9]+$");
            }
        }
    }
}
