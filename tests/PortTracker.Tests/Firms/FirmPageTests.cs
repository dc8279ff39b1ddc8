using PortTracker.Web.Firms;

namespace PortTracker.Tests.Firms;

/// <summary>What a firm's page knows and how it lists it, without any browser.</summary>
public sealed class FirmPageTests
{
    private static readonly DateTimeOffset Noon = new(2026, 5, 13, 4, 0, 0, TimeSpan.Zero);
    private static int serial;

    private readonly FirmState state = new();
    private readonly FirmView view;

    public FirmPageTests() => view = new FirmView(state);

    [Fact]
    public void Deltas_that_join_on_change_move_and_remove()
    {
        var (stays, leaves, moves) = (Some(), Some(), Some() with { Position = 5 });
        state.Apply(Snapshot(7, stays, leaves, moves)).ShouldBeTrue();

        var cleared = stays with { Stage = Stage.Cleared };
        state
            .Apply(Delta(8, [cleared], [leaves.MovementId]) with { Moved = [new LanePlace(moves.MovementId, 4)] })
            .ShouldBeTrue();

        state.Movements.ShouldBe([cleared, moves with { Position = 4 }], ignoreOrder: true);
        state.Count(Stage.Cleared).ShouldBe(1);
        state.Sequence.ShouldBe(8);
    }

    [Fact]
    public void A_gap_asks_for_a_snapshot_and_what_came_early_is_not_lost()
    {
        var (one, other) = (Some(), Some());
        state.Apply(Snapshot(7, one));

        state.Apply(Delta(9, [other])).ShouldBeFalse("8 is missing");
        state.Movements.ShouldBe([one]);
        state.Apply(Snapshot(8, one)).ShouldBeTrue();

        state.Movements.ShouldBe([one, other], ignoreOrder: true);
        state.Sequence.ShouldBe(9);
    }

    [Fact]
    public void What_is_older_than_what_is_known_changes_nothing()
    {
        var one = Some() with { Stage = Stage.Cleared };
        state.Apply(Snapshot(7, one));

        state.Apply(Delta(7, [one with { Stage = Stage.AwaitingClearance }])).ShouldBeTrue();

        state.Movements.ShouldBe([one]);
    }

    [Fact]
    public void After_a_lost_connection_another_server_may_count_from_the_start()
    {
        state.Apply(Snapshot(700, Some()));
        state.Disconnected();
        var next = Some();

        state.Apply(Delta(2, [next])).ShouldBeFalse("its state is not known yet");
        state.Apply(Snapshot(1)).ShouldBeTrue();

        state.Movements.ShouldBe([next]);
        state.Sequence.ShouldBe(2);
    }

    [Fact]
    public void What_is_announced_beyond_the_list_is_counted()
    {
        state.Apply(Snapshot(1, Some()) with { Counts = [new StageCount(Stage.PreRegistered, 6_000)] });

        state.NotListed.ShouldBe(5_999);
    }

    [Theory]
    [InlineData("lsvaa")]
    [InlineData("新b·701-26")]
    [InlineData(" 新A1 ")]
    [InlineData("94042026")]
    [InlineData("a-017")]
    public void A_vehicle_is_found_by_a_part_of_what_is_on_it_or_its_papers(string text)
    {
        var wanted = Some() with
        {
            Vin = "LSVAA4182E2184847",
            Plate = "新A12345",
            CarrierPlate = "新B70126",
            DeclarationNumber = "940420260000000017",
            QueueNumber = "A-017",
        };
        state.Apply(Snapshot(1, wanted, Some()));

        view.Query = view.Query with { Text = text };

        view.Groups.ShouldHaveSingleItem().Movements.ShouldBe([wanted]);
    }

    [Fact]
    public void What_is_in_the_port_comes_first_then_what_is_to_come_then_what_has_left()
    {
        var left = Some() with { Stage = Stage.Departed };
        var tomorrow = Some() with { Stage = Stage.PreRegistered, ExpectedOn = new DateOnly(2026, 5, 14) };
        var today = Some() with { Stage = Stage.PreRegistered, ExpectedOn = new DateOnly(2026, 5, 13) };
        var late = Some() with { Stage = Stage.AwaitingClearance, Since = Noon };
        var early = Some() with { Stage = Stage.AwaitingClearance, Since = Noon.AddHours(-1) };
        var cleared = Some() with { Stage = Stage.Cleared };
        state.Apply(Snapshot(1, left, tomorrow, today, late, early, cleared));

        view.Groups.Single().Movements.ShouldBe([early, late, cleared, today, tomorrow, left]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_has_no_queue_number_comes_last_whichever_way_it_is_sorted(bool isDescending)
    {
        var none = Some() with { QueueNumber = null };
        state.Apply(Snapshot(1, none, Some() with { QueueNumber = "A002" }, Some() with { QueueNumber = "A001" }));

        view.Query = view.Query with { Sort = FirmColumn.QueueNumber, IsDescending = isDescending };

        string?[] order = isDescending ? ["A002", "A001", null] : ["A001", "A002", null];
        view.Groups.Single().Movements.Select(movement => movement.QueueNumber).ShouldBe(order);
    }

    [Fact]
    public void What_comes_together_is_folded_with_its_counts()
    {
        var (a, b) = (Some() with { CarrierPlate = "新B1" }, Some() with { CarrierPlate = "新B1" });
        var alone = Some() with { CarrierPlate = null };
        state.Apply(Snapshot(1, a, b with { Stage = Stage.Held }, alone));

        view.Query = view.Query with { Fold = Fold.Carrier, Sort = FirmColumn.Carrier };

        view.Groups.Select(group => group.Key).ShouldBe(["新B1", ""]);
        view.Groups[0].Counts.ShouldBe([new(Stage.AwaitingClearance, 1), new(Stage.Held, 1)]);
        view.Count.ShouldBe(3);
    }

    [Fact]
    public void What_was_opened_or_closed_stays_so_whatever_changes()
    {
        var cars = Enumerable.Range(0, 10).Select(i => Some() with { DeclarationNumber = $"D{i}" }).ToArray();
        state.Apply(Snapshot(1, cars));
        view.Query = view.Query with { Fold = Fold.Declaration };
        view.Shown().Groups.ShouldAllBe(group => group.IsOpen, "there are few");
        view.Toggle("D3");

        state.Apply(Delta(2, [Some() with { DeclarationNumber = "one more" }, cars[3] with { Stage = Stage.Held }]));
        view.Query = view.Query with { Sort = FirmColumn.Vin };

        var groups = view.Shown().Groups;
        groups.Count.ShouldBe(11);
        groups.Where(group => !group.IsOpen).ShouldHaveSingleItem().Group.Key.ShouldBe("D3");
        view.SetAll(false);
        view.Shown().Groups.ShouldAllBe(group => !group.IsOpen);
    }

    [Fact]
    public void Many_groups_are_closed_at_first()
    {
        state.Apply(Snapshot(1, [.. Enumerable.Range(0, 11).Select(i => Some() with { DeclarationNumber = $"D{i}" })]));

        view.Query = view.Query with { Fold = Fold.Declaration };

        view.Shown().Groups.ShouldAllBe(group => !group.IsOpen);
    }

    [Fact]
    public void A_long_list_is_shown_a_step_at_a_time()
    {
        state.Apply(
            Snapshot(1, [.. Enumerable.Range(0, 250).Select(i => Some() with { DeclarationNumber = $"D{i % 2}" })])
        );
        Lines().ShouldBe((100, 150));

        view.ShowMore();
        Lines().ShouldBe((200, 50));

        // A line that heads each, and the second is cut.
        view.Query = view.Query with
        {
            Fold = Fold.Declaration,
        };
        var (groups, hidden) = view.Shown();
        groups.ShouldHaveSingleItem().Rows.Count.ShouldBe(99);
        hidden.ShouldBe(250 + 2 - 100);

        (int, int) Lines()
        {
            var (shown, left) = view.Shown();
            return (shown.Sum(group => group.Rows.Count), left);
        }
    }

    [Fact]
    public void Nothing_is_sorted_anew_when_nothing_has_changed()
    {
        state.Apply(Snapshot(1, Some(), Some()));
        var before = view.Groups;

        view.ShowMore();
        view.Query = view.Query with { Text = "" };
        view.Groups.ShouldBeSameAs(before);
        state.Apply(Delta(2, [Some()]));

        view.Groups.ShouldNotBeSameAs(before);
    }

    [Fact]
    public void A_manifest_is_UTF_8_and_its_vehicles_are_counted()
    {
        ManifestFile.IsText("\uFEFFvin,plate\r\nX,新A12345\r\n"u8.ToArray()).ShouldBeTrue();
        // 新 in GBK, and in UTF-16.
        ManifestFile.IsText([0xD0, 0xC2]).ShouldBeFalse();
        ManifestFile.IsText([0xFF, 0xFE, 0xB0, 0x65]).ShouldBeFalse();
        ManifestFile.Vehicles("vin,plate\r\nX,1\r\n\r\nY,2"u8.ToArray()).ShouldBe(2);
        ManifestFile.Vehicles([]).ShouldBe(0);
    }

    private static FirmMovement Some() =>
        new()
        {
            MovementId = Guid.CreateVersion7(),
            Stage = Stage.AwaitingClearance,
            Since = Noon,
            Vin = $"VIN{Interlocked.Increment(ref serial):000000}",
            Brand = "BYD",
            Model = "Song",
            Category = VehicleCategory.Car,
            Destination = "KZ",
            DeclarationNumber = "1",
        };

    private static FirmSnapshot Snapshot(long sequence, params IReadOnlyList<FirmMovement> movements) =>
        new()
        {
            Port = PortHost.Port,
            PortName = "Khorgos",
            TimeZone = "Asia/Shanghai",
            UtcOffsetMinutes = 480,
            Sequence = sequence,
            AsOf = Noon,
            Counts = [.. movements.CountBy(one => one.Stage).Select(one => new StageCount(one.Key, one.Value))],
            Movements = movements,
        };

    private static FirmDelta Delta(
        long sequence,
        IReadOnlyList<FirmMovement> changed,
        IReadOnlyList<Guid>? gone = null
    ) =>
        new()
        {
            Port = PortHost.Port,
            Sequence = sequence,
            AsOf = Noon,
            Changed = changed,
            Moved = [],
            Gone = gone ?? [],
            Counts = [.. changed.CountBy(one => one.Stage).Select(one => new StageCount(one.Key, one.Value))],
        };
}
