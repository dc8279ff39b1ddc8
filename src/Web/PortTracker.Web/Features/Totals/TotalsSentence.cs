using System.Globalization;
using PortTracker.Contracts.Throughput;
using PortTracker.Web.Shared;

namespace PortTracker.Web.Features.Totals;

/// <summary>Describes a total in one sentence, in the language of the page.</summary>
internal static class TotalsSentence
{
    private const string NewEnergy = "&newEnergy=true";

    public static IReadOnlyList<SentencePart> Of(TotalsResponse totals, int year, int? month, DateOnly today)
    {
        var total = totals.Total;
        var name = TotalsFormat.Name(year, month);
        if (totals.Parts.Count is 0 && total.Vehicles is 0)
        {
            return [new SentencePart(DisplayFormat.Fill(TotalsText.SentenceNothing, name))];
        }

        var query = TotalsQuery.Of(totals.Port, year, month);
        var until = total.Until ?? total.To;
        var unfinished = until < total.To;
        var soFar = unfinished || (!total.Closed && total.To >= today);
        List<SentencePart> parts =
        [
            .. Fill(
                total.Vehicles is 1 ? TotalsText.SentenceOne : TotalsText.Sentence,
                new SentencePart(TotalsFormat.Count(total.Vehicles), total.Vehicles, query, name),
                new SentencePart(name)
            ),
        ];
        if (soFar)
        {
            parts.Add(new SentencePart(TotalsText.SentenceSoFar));
        }

        if (!total.Whole)
        {
            parts.Add(new SentencePart(TotalsText.SentenceKnown));
        }

        if (month is not null)
        {
            parts.AddRange(Change(total.MonthOnMonth, total.Vehicles, month, unfinished));
        }

        parts.AddRange(Change(total.YearOnYear, total.Vehicles, month, unfinished));
        parts.Add(new SentencePart(TotalsText.SentenceEnd));
        if (month > 1 && total.YearToDate is { } toDate)
        {
            parts.AddRange(
                Fill(
                    TotalsText.SentenceToDate,
                    new SentencePart(TotalsFormat.Name(year, 1)),
                    new SentencePart(name),
                    new SentencePart(
                        TotalsFormat.Count(toDate),
                        toDate,
                        TotalsQuery.Of(totals.Port, new DateOnly(year, 1, 1), until),
                        $"{TotalsText.YearToDate}, {name}"
                    )
                )
            );
            parts.AddRange(Change(total.YearToDateChange, toDate, ofMonth: null, isSameDays: true));
            parts.Add(new SentencePart(TotalsText.SentenceEnd));
        }

        if (total.NewEnergy is { } newEnergy)
        {
            parts.AddRange(
                Fill(
                    TotalsText.SentenceNewEnergy,
                    new SentencePart(
                        TotalsFormat.Count(newEnergy),
                        newEnergy,
                        query + NewEnergy,
                        $"{TotalsText.NewEnergy}, {name}"
                    ),
                    new SentencePart(TotalsFormat.Share(newEnergy, total.Vehicles))
                )
            );
            if (total.NewEnergyYearOnYear is { ChangePercent: not null } change)
            {
                parts.AddRange(Change(change, newEnergy, month, unfinished, NewEnergy));
            }

            parts.Add(new SentencePart(TotalsText.SentenceEnd));
        }

        return parts;

        // A figure that is not known from its first day cannot be compared.
        IEnumerable<SentencePart> Change(
            Comparison? comparison,
            long vehicles,
            int? ofMonth,
            bool isSameDays,
            string filter = ""
        ) =>
            comparison is null || (comparison.Vehicles is null && !total.Whole)
                ? []
                : Held(
                    comparison,
                    vehicles,
                    Earlier.Of(totals.Port, comparison, ofMonth is not null, isSameDays),
                    filter
                );
    }

    private static IEnumerable<SentencePart> Held(
        Comparison comparison,
        long vehicles,
        Earlier before,
        string filter
    ) =>
        Fill(
            comparison switch
            {
                { Vehicles: null } => TotalsText.SentenceNotKnown,
                { ChangePercent: null } => TotalsText.SentenceNoneBefore,
                { ChangePercent: > 0 } => TotalsText.SentenceUp,
                { ChangePercent: < 0 } => TotalsText.SentenceDown,
                // A change that is rounded to 0.
                _ when vehicles < comparison.Vehicles => TotalsText.SentenceSlightlyFewer,
                _ when vehicles > comparison.Vehicles => TotalsText.SentenceSlightlyMore,
                _ => TotalsText.SentenceSame,
            },
            new SentencePart(TotalsFormat.Percent(Math.Abs(comparison.ChangePercent ?? 0))),
            new SentencePart(before.Name, Year: before.Year, Month: before.Month),
            new SentencePart(
                TotalsFormat.Count(comparison.Vehicles),
                comparison.Vehicles,
                before.Query + filter,
                before.Name
            )
        );

    /// <summary>Fills the placeholders of a text with parts.</summary>
    private static IEnumerable<SentencePart> Fill(string text, params SentencePart[] values)
    {
        var at = 0;
        while (text.IndexOf('{', at) is >= 0 and var open)
        {
            yield return new SentencePart(text[at..open]);
            var close = text.IndexOf('}', open);
            yield return values[int.Parse(text.AsSpan(open + 1, close - open - 1), CultureInfo.InvariantCulture)];
            at = close + 1;
        }

        yield return new SentencePart(text[at..]);
    }

    /// <summary>The earlier period of a comparison: a whole one, or the same days of it.</summary>
    private sealed record Earlier(int Year, int? Month, string Name, string Query)
    {
        public static Earlier Of(string port, Comparison comparison, bool isMonth, bool isSameDays)
        {
            int? month = isMonth ? comparison.From.Month : null;
            var name = TotalsFormat.Name(comparison.From.Year, month);
            return isSameDays
                ? new Earlier(
                    comparison.From.Year,
                    month,
                    DisplayFormat.Fill(TotalsText.SentenceSameDays, name),
                    TotalsQuery.Of(port, comparison.From, comparison.To)
                )
                : new Earlier(comparison.From.Year, month, name, TotalsQuery.Of(port, comparison.From.Year, month));
        }
    }
}
