using PortTracker.Contracts.Board;
using PortTracker.Contracts.Events;
using PortTracker.Contracts.Vehicles;
using PortTracker.Web.Features.Firms;

namespace PortTracker.Tests.Pages;

/// <summary>The state and the list of a firm's page, without a browser.</summary>
public sealed class FirmStateTests
{
    private static readonly DateTimeOffset Noon = new(2026, 5, 13, 4, 0, 0, TimeSpan.Zero);
    private static int serial;

    private readonly FirmState state = new();
    private readonly FirmMovementList view;

    public FirmStateTests() => view = new FirmMovementList(state);

    [Fact]
    public void Consecutive_deltas_change_move_and_remove_movements()
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
    public void A_gap_requests_a_snapshot_and_keeps_early_deltas()
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
    public void An_old_delta_changes_nothing()
    {
        var one = Some() with { Stage = Stage.Cleared };
        state.Apply(Snapshot(7, one));

        state.Apply(Delta(7, [one with { Stage = Stage.AwaitingClearance }])).ShouldBeTrue();

        state.Movements.ShouldBe([one]);
    }

    [Fact]
    public void A_new_server_may_restart_the_sequence_after_a_reconnect()
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
    public void Announcements_beyond_the_list_are_counted()
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
    public void A_vehicle_is_found_by_part_of_any_of_its_identifiers(string text)
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
    public void Vehicles_in_the_port_come_first_then_expected_then_departed()
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
    public void Vehicles_without_a_queue_number_sort_last_in_both_directions(bool isDescending)
    {
        var none = Some() with { QueueNumber = null };
        state.Apply(Snapshot(1, none, Some() with { QueueNumber = "A002" }, Some() with { QueueNumber = "A001" }));

        view.Query = view.Query with { Sort = FirmColumn.QueueNumber, IsDescending = isDescending };

        string?[] order = isDescending ? ["A002", "A001", null] : ["A001", "A002", null];
        view.Groups.Single().Movements.Select(movement => movement.QueueNumber).ShouldBe(order);
    }

    [Fact]
    public void Vehicles_of_one_carrier_are_grouped_with_their_counts()
    {
        var (a, b) = (Some() with { CarrierPlate = "新B1" }, Some() with { CarrierPlate = "新B1" });
        var alone = Some() with { CarrierPlate = null };
        state.Apply(Snapshot(1, a, b with { Stage = Stage.Held }, alone));

        view.Query = view.Query with { Grouping = FirmGrouping.Carrier, Sort = FirmColumn.Carrier };

        view.Groups.Select(group => group.Key).ShouldBe(["新B1", ""]);
        view.Groups[0].Counts.ShouldBe([new(Stage.AwaitingClearance, 1), new(Stage.Held, 1)]);
        view.Count.ShouldBe(3);
    }

    [Fact]
    public void Groups_stay_open_or_closed_when_vehicles_change()
    {
        var cars = Enumerable.Range(0, 10).Select(i => Some() with { DeclarationNumber = $"D{i}" }).ToArray();
        state.Apply(Snapshot(1, cars));
        view.Query = view.Query with { Grouping = FirmGrouping.Declaration };
        view.Visible().Groups.ShouldAllBe(group => group.IsOpen, "there are few");
        view.Toggle("D3");

        state.Apply(Delta(2, [Some() with { DeclarationNumber = "one more" }, cars[3] with { Stage = Stage.Held }]));
        view.Query = view.Query with { Sort = FirmColumn.Vin };

        var groups = view.Visible().Groups;
        groups.Count.ShouldBe(11);
        groups.Where(group => !group.IsOpen).ShouldHaveSingleItem().Group.Key.ShouldBe("D3");
        view.SetAll(false);
        view.Visible().Groups.ShouldAllBe(group => !group.IsOpen);
    }

    [Fact]
    public void Many_groups_start_closed()
    {
        state.Apply(Snapshot(1, [.. Enumerable.Range(0, 11).Select(i => Some() with { DeclarationNumber = $"D{i}" })]));

        view.Query = view.Query with { Grouping = FirmGrouping.Declaration };

        view.Visible().Groups.ShouldAllBe(group => !group.IsOpen);
    }

    [Fact]
    public void A_long_list_is_shown_step_by_step()
    {
        state.Apply(
            Snapshot(1, [.. Enumerable.Range(0, 250).Select(i => Some() with { DeclarationNumber = $"D{i % 2}" })])
        );
        Lines().ShouldBe((100, 150));

        view.ShowMore();
        Lines().ShouldBe((200, 50));

        // Each has a heading line, and the second is cut.
        view.Query = view.Query with
        {
            Grouping = FirmGrouping.Declaration,
        };
        var (groups, hidden) = view.Visible();
        groups.ShouldHaveSingleItem().Rows.Count.ShouldBe(99);
        hidden.ShouldBe(250 + 2 - 100);

        (int, int) Lines()
        {
            var (shown, left) = view.Visible();
            return (shown.Sum(group => group.Rows.Count), left);
        }
    }

    [Fact]
    public void An_unchanged_list_is_not_sorted_again()
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
    public void A_manifest_is_text_and_its_vehicles_are_counted()
    {
        ManifestCsv.IsText("\uFEFFvin,plate\r\nX,新A12345\r\n"u8.ToArray()).ShouldBeTrue();
        // 新 in GBK, v in UTF-16, and a workbook.
        ManifestCsv.IsText([0xD0, 0xC2]).ShouldBeTrue();
        ManifestCsv.IsText([0xFF, 0xFE, 0x76, 0x00]).ShouldBeTrue();
        ManifestCsv.IsText([0x50, 0x4B, 0x03, 0x04, 0x00]).ShouldBeFalse();
        ManifestCsv.Vehicles("vin,plate\r\nX,1\r\n\r\nY,2"u8.ToArray()).ShouldBe(2);
        ManifestCsv.Vehicles("vin,plate\r\nX,1\r\n,\r\n\u001A"u8.ToArray()).ShouldBe(1);
        ManifestCsv.Vehicles([]).ShouldBe(0);
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
