using System.Globalization;
using PortTracker.Contracts;
using PortTracker.Web.Board;
using PortTracker.Web.Resources;

namespace PortTracker.Web.Totals;

/// <summary>A piece of a sentence; a number leads to what it is a figure of.</summary>
/// <param name="Text">What is read.</param>
/// <param name="Count">How many vehicles it says; null where it is no number of vehicles to look at.</param>
/// <param name="Query">How the API is asked for those.</param>
/// <param name="Of">What they are.</param>
/// <param name="Year">The year whose totals it leads to.</param>
/// <param name="Month">The month of that year.</param>
public sealed record Piece(
    string Text,
    long? Count = null,
    string Query = "",
    string Of = "",
    int? Year = null,
    int? Month = null
);

/// <summary>Says a total as a manager would quote it, in the language of the page.</summary>
internal static class TotalsSentence
{
    private const string NewEnergy = "&newEnergy=true";

    public static IReadOnlyList<Piece> Of(TotalsResponse totals, int year, int? month, DateOnly today)
    {
        var total = totals.Total;
        var name = TotalsFormat.Name(year, month);
        if (totals.Parts.Count is 0 && total.Vehicles is 0)
        {
            return [new Piece(BoardFormat.Fill(TotalsText.SentenceNothing, name))];
        }

        var query = TotalsClient.Query(totals.Port, year, month);
        var until = total.Until ?? total.To;
        var unfinished = until < total.To;
        var soFar = unfinished || (!total.Closed && total.To >= today);
        List<Piece> pieces =
        [
            .. Fill(
                total.Vehicles is 1 ? TotalsText.SentenceOne : TotalsText.Sentence,
                new Piece(TotalsFormat.Count(total.Vehicles), total.Vehicles, query, name),
                new Piece(name)
            ),
        ];
        if (soFar)
        {
            pieces.Add(new Piece(TotalsText.SentenceSoFar));
        }

        if (!total.Whole)
        {
            pieces.Add(new Piece(TotalsText.SentenceKnown));
        }

        if (month is { } m)
        {
            var before = total.From.AddMonths(-1);
            pieces.AddRange(Change(total.MonthOnMonth, Before(before.Year, before.Month)));
            pieces.AddRange(Change(total.YearOnYear, Before(year - 1, m)));
        }
        else
        {
            pieces.AddRange(Change(total.YearOnYear, Before(year - 1, null)));
        }

        pieces.Add(new Piece(TotalsText.SentenceEnd));
        if (month > 1 && total.YearToDate is { } toDate)
        {
            pieces.AddRange(
                Fill(
                    TotalsText.SentenceToDate,
                    new Piece(TotalsFormat.Name(year, 1)),
                    new Piece(name),
                    new Piece(
                        TotalsFormat.Count(toDate),
                        toDate,
                        TotalsClient.Query(totals.Port, new DateOnly(year, 1, 1), until),
                        $"{TotalsText.YearToDate}, {name}"
                    )
                )
            );
            pieces.AddRange(Change(total.YearToDateChange, Earlier.Of(totals.Port, year - 1, null, until)));
            pieces.Add(new Piece(TotalsText.SentenceEnd));
        }

        if (total.NewEnergy is { } newEnergy)
        {
            pieces.AddRange(
                Fill(
                    TotalsText.SentenceNewEnergy,
                    new Piece(
                        TotalsFormat.Count(newEnergy),
                        newEnergy,
                        query + NewEnergy,
                        $"{TotalsText.NewEnergy}, {name}"
                    ),
                    new Piece(TotalsFormat.Share(newEnergy, total.Vehicles))
                )
            );
            if (total.NewEnergyYearOnYear is { ChangePercent: not null } change)
            {
                pieces.AddRange(Change(change, Before(year - 1, month), NewEnergy));
            }

            pieces.Add(new Piece(TotalsText.SentenceEnd));
        }

        return pieces;

        // What is not known from its first day says so, and is held to nothing.
        IEnumerable<Piece> Change(Comparison? comparison, Earlier before, string filter = "") =>
            comparison is null && !total.Whole ? [] : Held(comparison, before, filter);

        // What is not over is set beside the same days.
        Earlier Before(int ofYear, int? ofMonth) => Earlier.Of(totals.Port, ofYear, ofMonth, unfinished ? until : null);
    }

    private static IEnumerable<Piece> Held(Comparison? comparison, Earlier before, string filter) =>
        Fill(
            comparison switch
            {
                null => TotalsText.SentenceNotKnown,
                { ChangePercent: null } => TotalsText.SentenceNoneBefore,
                { ChangePercent: > 0 } => TotalsText.SentenceUp,
                { ChangePercent: < 0 } => TotalsText.SentenceDown,
                _ => TotalsText.SentenceSame,
            },
            new Piece(TotalsFormat.Percent(Math.Abs(comparison?.ChangePercent ?? 0))),
            new Piece(before.Name, Year: before.Year, Month: before.Month),
            new Piece(
                TotalsFormat.Count(comparison?.Vehicles),
                comparison?.Vehicles,
                before.Query + filter,
                before.Name
            )
        );

    /// <summary>A text with its places filled by pieces, each of which stays what it is.</summary>
    private static IEnumerable<Piece> Fill(string text, params Piece[] values)
    {
        var at = 0;
        while (text.IndexOf('{', at) is >= 0 and var open)
        {
            yield return new Piece(text[at..open]);
            var close = text.IndexOf('}', open);
            yield return values[int.Parse(text.AsSpan(open + 1, close - open - 1), CultureInfo.InvariantCulture)];
            at = close + 1;
        }

        yield return new Piece(text[at..]);
    }

    /// <summary>A period to which another is held, whole or the same days of it.</summary>
    private sealed record Earlier(int Year, int? Month, string Name, string Query)
    {
        public static Earlier Of(string port, int year, int? month, DateOnly? until)
        {
            var name = TotalsFormat.Name(year, month);
            if (until is not { } last)
            {
                return new Earlier(year, month, name, TotalsClient.Query(port, year, month));
            }

            var from = new DateOnly(year, month ?? 1, 1);
            var to = new DateOnly(year, month ?? last.Month, 1);
            var days = DateTime.DaysInMonth(to.Year, to.Month);
            // The end of a month goes with its end.
            to = to.AddDays((last.AddDays(1).Day is 1 ? days : Math.Min(last.Day, days)) - 1);
            return new Earlier(
                year,
                month,
                BoardFormat.Fill(TotalsText.SentenceSameDays, name),
                TotalsClient.Query(port, from, to)
            );
        }
    }
}
