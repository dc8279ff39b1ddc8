using CsCheck;
using PortTracker.Contracts.Audit;
using PortTracker.ServiceCore.Audit;
using PortTracker.Verification;

namespace PortTracker.Tests.Audit;

public sealed class TamperingTests(RecordedTrail written, ITestOutputHelper output) : IClassFixture<RecordedTrail>
{
    private static readonly string[] Columns =
    [
        nameof(AuditRow.At),
        nameof(AuditRow.Actor),
        nameof(AuditRow.Action),
        nameof(AuditRow.Subject),
        nameof(AuditRow.Port),
        nameof(AuditRow.DetailsHash),
        nameof(AuditRow.PreviousHash),
        nameof(AuditRow.Hash),
    ];

    private delegate IReadOnlyList<(long Sequence, AuditFault Fault)> Tampering(
        TamperedTrail trail,
        int row,
        int other,
        bool variant
    );

    [Fact]
    public async Task An_intact_trail_passes_verification()
    {
        using var copy = written.Copy();

        var report = await copy.VerifyAsync(written.Anchors);

        report.Findings.ShouldBeEmpty();
        report.IsClean.ShouldBeTrue();
        report.IsComplete.ShouldBeTrue();
        report.Rows.ShouldBe(written.Rows);
        report.Head.ShouldBe(written.Rows);
        report.HeadHash.ShouldBe(AuditChain.Text(copy.Row(written.Rows).Hash));
        report.DetailsRemoved.ShouldBe(0);
        report.Anchors.ShouldBe(3);
    }

    [Fact]
    public async Task Each_of_a_thousand_changes_is_found_and_its_row_named()
    {
        Tampering[] kinds =
        [
            Change,
            ChangeAndHashAnew,
            ChangeAndHashAllAnew,
            ChangeDetails,
            RemoveDetails,
            Remove,
            RemoveAndRenumber,
            InsertAnyhow,
            InsertCarefully,
            AppendAnyhow,
            Swap,
            SwapWithoutDetails,
            CutOff,
        ];
        var times = new int[kinds.Length];
        await Gen.Select(Gen.Int[0, kinds.Length - 1], Gen.Int[1, written.Rows], Gen.Int[1, written.Rows], Gen.Bool)
            .SampleAsync(
                async (kind, row, other, variant) =>
                {
                    using var copy = written.Copy();
                    var expected = kinds[kind](copy, row, other, variant);

                    var report = await copy.VerifyAsync(written.Anchors);

                    report.IsClean.ShouldBeFalse();
                    report
                        .Findings.Select(finding => (finding.Sequence, finding.Fault))
                        .ShouldBe(expected, ignoreOrder: true, $"{kinds[kind].Method.Name} {row} {other} {variant}");
                    report.Wrong.ShouldBe(expected.Count);
                    Interlocked.Increment(ref times[kind]);
                },
                iter: 1_000,
                threads: 1
            );
        for (var i = 0; i < kinds.Length; i++)
        {
            output.WriteLine($"{kinds[i].Method.Name}: {times[i]}");
        }

        times.Sum().ShouldBe(1_000);
        times.ShouldAllBe(count => count > 0);
    }

    [Fact]
    public async Task Purged_details_do_not_break_the_chain()
    {
        using var copy = written.Copy();
        var limit = copy.Row(40).At;
        for (var i = 1; i < 40; i++)
        {
            copy.RemoveDetails(i);
        }

        var report = await copy.VerifyAsync(written.Anchors, detailsRemovedBefore: limit);
        report.IsClean.ShouldBeTrue();
        report.DetailsRemoved.ShouldBe(39);

        copy.RemoveDetails(40);
        report = await copy.VerifyAsync(written.Anchors, detailsRemovedBefore: limit);
        report
            .Findings.Select(finding => (finding.Sequence, finding.Fault))
            .ShouldBe([(40, AuditFault.DetailsRemoved)]);
    }

    [Fact]
    public async Task Only_anchors_reveal_a_truncated_trail()
    {
        using var copy = written.Copy();
        copy.Remove(50, written.Rows);

        (await copy.VerifyAsync([])).IsClean.ShouldBeTrue();
        var finding = (await copy.VerifyAsync(written.Anchors)).Findings.ShouldHaveSingleItem();
        finding.Fault.ShouldBe(AuditFault.CutOff);
        finding.Sequence.ShouldBe(50);
        finding.What.ShouldContain($"{written.Rows}");
    }

    [Fact]
    public async Task An_emptied_trail_is_found()
    {
        using var copy = written.Copy();
        copy.Remove(1, written.Rows);

        var report = await copy.VerifyAsync(written.Anchors);

        report.Findings.Select(finding => (finding.Sequence, finding.Fault)).ShouldBe([(1, AuditFault.CutOff)]);
    }

    private IReadOnlyList<(long, AuditFault)> Change(TamperedTrail trail, int row, int other, bool variant)
    {
        trail.Change(row, Columns[other % Columns.Length]);
        List<(long, AuditFault)> expected = [(row, AuditFault.Altered)];
        if (Columns[other % Columns.Length] is nameof(AuditRow.DetailsHash))
        {
            expected.Add((row, AuditFault.DetailsAltered));
        }

        return expected;
    }

    private IReadOnlyList<(long, AuditFault)> ChangeAndHashAnew(TamperedTrail trail, int row, int other, bool variant)
    {
        trail.Change(row, nameof(AuditRow.Actor));
        trail.HashAnew(row);
        return [(row, AuditFault.Altered)];
    }

    private IReadOnlyList<(long, AuditFault)> ChangeAndHashAllAnew(
        TamperedTrail trail,
        int row,
        int other,
        bool variant
    )
    {
        trail.Change(row, nameof(AuditRow.Actor));
        for (var i = row; i <= written.Rows; i++)
        {
            trail.HashAnew(i, following: true);
        }

        // Only the anchor of the last row can reveal it.
        return [(written.Rows, AuditFault.Altered)];
    }

    private IReadOnlyList<(long, AuditFault)> ChangeDetails(TamperedTrail trail, int row, int other, bool variant)
    {
        trail.ChangeDetails(row, salt: variant);
        return [(row, AuditFault.DetailsAltered)];
    }

    private IReadOnlyList<(long, AuditFault)> RemoveDetails(TamperedTrail trail, int row, int other, bool variant)
    {
        trail.RemoveDetails(row);
        return [(row, AuditFault.DetailsRemoved)];
    }

    private IReadOnlyList<(long, AuditFault)> Remove(TamperedTrail trail, int row, int other, bool variant)
    {
        trail.Remove(row, row);
        return [(row, row == written.Rows ? AuditFault.CutOff : AuditFault.Removed)];
    }

    private IReadOnlyList<(long, AuditFault)> RemoveAndRenumber(TamperedTrail trail, int row, int other, bool variant)
    {
        // Up to three at once, renumbered without a gap.
        var last = Math.Min(row + other % 3, written.Rows);
        trail.Remove(row, last);
        trail.Renumber(last + 1, by: row - last - 1);
        return [(row, last == written.Rows ? AuditFault.CutOff : AuditFault.Removed)];
    }

    private IReadOnlyList<(long, AuditFault)> InsertAnyhow(TamperedTrail trail, int row, int other, bool variant)
    {
        trail.Renumber(row, by: 1);
        trail.Forge(
            row,
            like: row == other ? row + 1
                : other < row ? other
                : other + 1
        );
        return [(row, AuditFault.Inserted)];
    }

    private IReadOnlyList<(long, AuditFault)> InsertCarefully(TamperedTrail trail, int row, int other, bool variant)
    {
        InsertAnyhow(trail, row, other, variant);
        trail.HashAnew(row, following: true);
        return [(row, AuditFault.Inserted)];
    }

    private IReadOnlyList<(long, AuditFault)> AppendAnyhow(TamperedTrail trail, int row, int other, bool variant)
    {
        trail.Forge(written.Rows + 1, like: row);
        if (variant)
        {
            // Valid by itself, but it does not follow the previous row.
            trail.HashAnew(written.Rows + 1);
        }

        return [(written.Rows + 1, AuditFault.Inserted)];
    }

    private IReadOnlyList<(long, AuditFault)> Swap(TamperedTrail trail, int row, int other, bool variant)
    {
        other = other == row ? row % written.Rows + 1 : other;
        trail.Swap(row, other, withDetails: true);
        return [(row, AuditFault.OutOfOrder), (other, AuditFault.OutOfOrder)];
    }

    private IReadOnlyList<(long, AuditFault)> SwapWithoutDetails(TamperedTrail trail, int row, int other, bool variant)
    {
        other = other == row ? row % written.Rows + 1 : other;
        trail.Swap(row, other, withDetails: false);
        return
        [
            (row, AuditFault.OutOfOrder),
            (row, AuditFault.DetailsAltered),
            (other, AuditFault.OutOfOrder),
            (other, AuditFault.DetailsAltered),
        ];
    }

    private IReadOnlyList<(long, AuditFault)> CutOff(TamperedTrail trail, int row, int other, bool variant)
    {
        trail.Remove(row, written.Rows);
        return [(row, AuditFault.CutOff)];
    }
}
