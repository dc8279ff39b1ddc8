using System.Globalization;
using PortTracker.Contracts.Throughput;

namespace PortTracker.Throughput.Totals;

/// <summary>States a total in a sentence, as a manager would quote it.</summary>
internal static class TotalSentence
{
    public static string Of(PeriodTotal? total, int year, int? month, DateOnly today)
    {
        if (total is null)
        {
            return $"No figure for {Name(year, month)} is on record.";
        }

        var isRunning = total.Until < total.To;
        var isSoFar = isRunning || (total.To >= today && total.Source is not TotalSource.Official);
        var exported = string.Create(
            CultureInfo.InvariantCulture,
            $"{total.Vehicles:N0} {(total.Vehicles is 1 ? "vehicle was" : "vehicles were")} exported from this port in {Name(year, month)}{(isSoFar ? " so far" : "")}"
        );
        var known = total.Whole ? exported : $"{exported}, as far as it is on record";
        if (!total.Whole && total.YearOnYear?.Vehicles is null)
        {
            // An incomplete figure cannot be compared, whether the earlier one is known or not.
            return $"{known}.";
        }

        var same = isRunning ? "the same days of " : "";
        if (month is null)
        {
            return $"{known}{Yearly(total, $"{same}{Name(year - 1, month: null)}")}.";
        }

        // The year of the previous month is left out where it is the same.
        var before = total.MonthOnMonth!.From;
        var monthBefore = Name(before.Year, before.Month);
        var shortBefore = before.Year == year ? monthBefore.Split(' ')[0] : monthBefore;
        var yearBefore = Name(year - 1, month);
        return $"{known}{Monthly(
            total,
            (total.MonthOnMonth, same + shortBefore, same + monthBefore),
            (total.YearOnYear, same + yearBefore, same + yearBefore)
        )}.";
    }

    private static string Yearly(PeriodTotal total, string before) =>
        total.YearOnYear switch
        {
            not { Vehicles: not null } => $"; no figure for {before} is on record",
            { ChangePercent: null } => $"; none were in {before}",
            { ChangePercent: 0, Vehicles: var earlier } when earlier == total.Vehicles => Invariant(
                $", as many as in {before} ({earlier:N0})"
            ),
            { ChangePercent: 0, Vehicles: var earlier } => Invariant(
                $", {Slightly(total, earlier)} than in {before} ({earlier:N0})"
            ),
            { ChangePercent: > 0 and var change, Vehicles: var earlier } => Invariant(
                $", an increase of {change:0.0}% on {before} ({earlier:N0})"
            ),
            { ChangePercent: var change, Vehicles: var earlier } => Invariant(
                $", a decrease of {-change:0.0}% on {before} ({earlier:N0})"
            ),
        };

    /// <summary>States the discrepancy in a sentence of its own; nothing if there is none.</summary>
    public static string Of(YearDiscrepancy? discrepancy, int year) =>
        discrepancy is null
            ? ""
            : Invariant(
                $" The official total of {year} is {discrepancy.Official:N0} (revision {discrepancy.OfficialRevision}{AsOf(discrepancy.OfficialAsOf)}), but its months add up to {discrepancy.Months:N0} (revision {discrepancy.MonthsRevision}{AsOf(discrepancy.MonthsAsOf)}). Import the corrected figures."
            );

    private static string AsOf(DateTimeOffset? instant) => instant is null ? "" : Invariant($", as of {instant:u}");

    // Rounded to one decimal, such a change is 0.0.
    private static string Slightly(PeriodTotal total, long? earlier) =>
        $"{(total.Vehicles < earlier ? "fewer" : "more")} by less than 0.1%";

    private static string Monthly(
        PeriodTotal total,
        params (Comparison? Comparison, string Short, string Full)[] comparisons
    )
    {
        List<string> changes =
        [
            .. comparisons
                .Where(c => c.Comparison?.ChangePercent is not null)
                .Select(c =>
                    c.Comparison!.ChangePercent is 0 && c.Comparison.Vehicles != total.Vehicles
                        ? $"{Slightly(total, c.Comparison.Vehicles)} than in {c.Short}"
                        : Invariant($"{c.Comparison.ChangePercent:+0.0;-0.0;±0.0}% on {c.Short}")
                ),
        ];
        List<string> missing = [.. comparisons.Where(c => c.Comparison?.Vehicles is null).Select(c => c.Full)];
        List<string> none = [.. comparisons.Where(c => c.Comparison is { Vehicles: 0 }).Select(c => c.Full)];
        return (changes.Count is 0 ? "" : $", {string.Join(" and ", changes)}")
            + (none.Count is 0 ? "" : $"; none were in {string.Join(" or ", none)}")
            + (missing.Count is 0 ? "" : $"; no figure for {string.Join(" or ", missing)} is on record");
    }

    private static string Name(int year, int? month) =>
        month is { } m
            ? new DateOnly(year, m, 1).ToString("MMMM yyyy", CultureInfo.InvariantCulture)
            : year.ToString(CultureInfo.InvariantCulture);

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
