using PortTracker.Tests.SqlServer;

namespace PortTracker.Tests.Audit;

/// <summary>All that persons can do is done, on databases in which no audit row can be changed or deleted.</summary>
[Collection(nameof(RecordedDay))]
public sealed class EveryActionTests(RecordedDay day)
{
    private const string Post = "POST /api/";

    [Fact]
    public void Whatever_a_person_can_post_is_on_the_trail()
    {
        var actions = day
            .Routes.Where(route => route.StartsWith(Post, StringComparison.Ordinal))
            .Select(route => route[Post.Length..].TrimEnd('/'))
            .ToList();

        actions.Count.ShouldBeGreaterThan(35);
        actions
            .Except(day.Trail.Select(entry => entry.Action), StringComparer.Ordinal)
            // In one process they are refused: there is no broker. With one, see AuditTrailTests.
            .ShouldBe(
                // The form of the sign-in page is tried with the page.
                [.. ServiceNames.All.Select(service => $"{service}/refills"), "access/sessions"],
                ignoreOrder: true
            );
    }

    [Fact]
    public void Every_row_says_who_and_what_and_those_that_need_a_reason_say_why()
    {
        // Who signs in is nobody yet.
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
    public void What_is_done_with_failed_messages_says_which()
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
