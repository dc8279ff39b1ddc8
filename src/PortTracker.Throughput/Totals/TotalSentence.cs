using System.Globalization;

namespace PortTracker.Throughput;

/// <summary>Says a total as a manager would quote it.</summary>
internal static class TotalSentence
{
    public static string Of(Figures figures, int year, int? month, PeriodTotal? total, DateOnly today)
    {
        if (total is null)
        {
            return $"No figure for {Name(year, month)} is on record.";
        }

        var figure = (month is { } m ? figures.Month(year, m) : figures.Year(year))!;
        var unfinished = figure.Until < total.To;
        var soFar = unfinished || (total.To >= today && figure.Source is not TotalSource.Official);
        var exported = string.Create(
            CultureInfo.InvariantCulture,
            $"{total.Vehicles:N0} {(total.Vehicles is 1 ? "vehicle was" : "vehicles were")} exported from this port in {Name(year, month)}{(soFar ? " so far" : "")}"
        );
        var known = figure.Whole ? exported : $"{exported}, as far as it is on record";
        if (!figure.Whole && total.YearOnYear is null)
        {
            // Whether there is a figure of the year before or not, this one is none to compare with it.
            return $"{known}.";
        }

        var same = unfinished ? "the same days of " : "";
        if (month is null)
        {
            return $"{known}{Yearly(total, $"{same}{Name(year - 1, month: null)}")}.";
        }

        var before = total.From.AddMonths(-1);
        var monthBefore = Name(before.Year, before.Month);
        // The year goes without saying where it is the same.
        var shortBefore = before.Year == year ? monthBefore.Split(' ')[0] : monthBefore;
        return $"{known}{Monthly(
            (total.MonthOnMonth, same + shortBefore, same + monthBefore),
            (total.YearOnYear, same + Name(year - 1, month), same + Name(year - 1, month))
        )}.";
    }

    private static string Yearly(PeriodTotal total, string before) =>
        total.YearOnYear switch
        {
            null => $"; no figure for {before} is on record",
            { ChangePercent: null } => $"; none were in {before}",
            { ChangePercent: 0, Vehicles: var earlier } => Invariant($", as many as in {before} ({earlier:N0})"),
            { ChangePercent: > 0 and var change, Vehicles: var earlier } => Invariant(
                $", an increase of {change:0.0}% on {before} ({earlier:N0})"
            ),
            { ChangePercent: var change, Vehicles: var earlier } => Invariant(
                $", a decrease of {-change:0.0}% on {before} ({earlier:N0})"
            ),
        };

    private static string Monthly(params (Comparison? Comparison, string Short, string Full)[] comparisons)
    {
        List<string> changes =
        [
            .. comparisons
                .Where(c => c.Comparison?.ChangePercent is not null)
                .Select(c => Invariant($"{c.Comparison!.ChangePercent:+0.0;-0.0;±0.0}% on {c.Short}")),
        ];
        List<string> missing = [.. comparisons.Where(c => c.Comparison is null).Select(c => c.Full)];
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
