using PortTracker.Contracts;

namespace PortTracker.Client;

/// <summary>What can be wrong with an audit trail.</summary>
public enum AuditFault
{
    /// <summary>The row is not what was written.</summary>
    Altered,

    /// <summary>The row is gone.</summary>
    Removed,

    /// <summary>The row was never written by the service.</summary>
    Inserted,

    /// <summary>The row was written with another number.</summary>
    OutOfOrder,

    /// <summary>The rows from this one on are gone, though an anchor says that they were there.</summary>
    CutOff,

    /// <summary>The row's details are not what was written.</summary>
    DetailsAltered,

    /// <summary>The row's details are gone, and it is too young for that.</summary>
    DetailsRemoved,
}

/// <summary>Something that is wrong with an audit trail.</summary>
/// <param name="Sequence">The row, by the number under which it stands or stood.</param>
/// <param name="Fault">What is wrong with it.</param>
/// <param name="What">The same in words.</param>
public sealed record AuditFinding(long Sequence, AuditFault Fault, string What);

/// <summary>What became of the verification of one service's audit trail.</summary>
public sealed record AuditTrailReport
{
    /// <summary>The service.</summary>
    public required string Service { get; init; }

    /// <summary>How many rows it has.</summary>
    public required long Rows { get; init; }

    /// <summary>Number of the last of them, 0 for none.</summary>
    public required long Head { get; init; }

    /// <summary>Its hash; what a trail begins with, if there is none.</summary>
    public required string HeadHash { get; init; }

    /// <summary>How many rows are without their details, as those that are past their time may be.</summary>
    public required long DetailsRemoved { get; init; }

    /// <summary>With how many anchors it was compared.</summary>
    public required int Anchors { get; init; }

    /// <summary>How much is wrong with it.</summary>
    public required long Wrong { get; init; }

    /// <summary>The first of that.</summary>
    public required IReadOnlyList<AuditFinding> Findings { get; init; }

    /// <summary>Whether all of it was looked at: a trail of which hardly a row is right is given up.</summary>
    public required bool IsComplete { get; init; }

    /// <summary>Whether nothing is wrong.</summary>
    public bool IsClean => Wrong is 0;
}

/// <summary>What became of a verification of audit trails.</summary>
/// <param name="Trails">That of each service.</param>
public sealed record AuditReport(IReadOnlyList<AuditTrailReport> Trails)
{
    /// <summary>Whether nothing is wrong with any of them.</summary>
    public bool IsClean => Trails.All(trail => trail.IsClean);
}

/// <summary>
/// Finds in an audit trail what was altered, removed, inserted, put elsewhere, or cut off. A row's hash holds for one number only, the
/// one with which it was written: by that each row tells its place, wherever it stands now. In a trail that nobody has touched, rows
/// stand at their places, one after the other, each with the hash of the one before: one stretch. Where there are several, what is
/// missing, what is too much, and what stands elsewhere follows from their places.
/// </summary>
public sealed class AuditVerification
{
    private const int Named = 50;

    // How far from its place a row is looked for, and into how many stretches a trail may have fallen before it is given up.
    private const int Reach = 1_000;
    private const int MostStretches = 1_000;
    private const int MostTries = 200_000;

    private readonly string service;
    private readonly DateTimeOffset detailsRemovedBefore;
    private readonly List<AuditAnchor> anchors;
    private readonly Dictionary<long, string?> anchored;
    private readonly List<Stretch> stretches = [];
    private readonly Dictionary<(long Sequence, AuditFault Fault), string> findings = [];
    private long rows;
    private long wrongDetails;
    private long detailsRemoved;
    private long shift;
    private AuditEntry? last;

    private AuditVerification(string service, IEnumerable<AuditAnchor> anchors, DateTimeOffset detailsRemovedBefore)
    {
        this.service = service;
        this.detailsRemovedBefore = detailsRemovedBefore;
        this.anchors = [.. anchors.Where(anchor => anchor.Service == service).OrderBy(anchor => anchor.Sequence)];
        anchored = this.anchors.Select(anchor => anchor.Sequence).Distinct().ToDictionary(s => s, _ => (string?)null);
    }

    private string Beginning => AuditChain.Text(AuditChain.Beginning(service));

    /// <summary>Verifies a trail while it is read.</summary>
    /// <param name="service">The service whose trail it is.</param>
    /// <param name="rows">All its rows, in the order of their numbers.</param>
    /// <param name="anchors">What was told of it outside the database, and perhaps of other trails.</param>
    /// <param name="detailsRemovedBefore">Rows that are older than this may be without their details; null for none.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<AuditTrailReport> VerifyAsync(
        string service,
        IAsyncEnumerable<AuditEntry> rows,
        IEnumerable<AuditAnchor> anchors,
        DateTimeOffset? detailsRemovedBefore = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(rows);
        var verification = new AuditVerification(service, anchors, detailsRemovedBefore ?? DateTimeOffset.MinValue);
        await foreach (var row in rows.WithCancellation(cancellationToken))
        {
            verification.Take(row);
            if (verification.stretches.Count > MostStretches)
            {
                return verification.Report(isComplete: false);
            }
        }

        return verification.Report(isComplete: true);
    }

    private void Take(AuditEntry row)
    {
        rows++;
        last = row;
        LookAtDetails(row);
        if (PlaceOf(row) is not { } place)
        {
            stretches.Add(new Stretch(row));
            return;
        }

        shift = place - row.Sequence;
        if (anchored.ContainsKey(place))
        {
            anchored[place] = row.Hash;
        }

        if (stretches is not [.., var stretch] || !stretch.TryContinue(row, place))
        {
            GiveWay(place);
            stretches.Add(new Stretch(row, place));
        }
    }

    private void LookAtDetails(AuditEntry row)
    {
        if (row.Details is null)
        {
            detailsRemoved++;
            if (row.At >= detailsRemovedBefore)
            {
                FindDetails(AuditFault.DetailsRemoved, "its details are gone");
            }
        }
        else if (AuditChain.DetailsHash(row) != row.DetailsHash)
        {
            FindDetails(AuditFault.DetailsAltered, "its details are not those that were written");
        }

        void FindDetails(AuditFault fault, string what)
        {
            // There can be as many as rows.
            if (wrongDetails++ < Named)
            {
                Find(row.Sequence, fault, what);
            }
        }
    }

    /// <summary>The number with which the row was written; null if no such row was written.</summary>
    private long? PlaceOf(AuditEntry row)
    {
        if (Fits(row, row.Sequence + shift))
        {
            return row.Sequence + shift;
        }

        for (var distance = 0; distance <= Reach; distance++)
        {
            if (Fits(row, row.Sequence - distance))
            {
                return row.Sequence - distance;
            }

            if (Fits(row, row.Sequence + distance))
            {
                return row.Sequence + distance;
            }
        }

        return null;
    }

    private static bool Fits(AuditEntry row, long place) =>
        place > 0 && AuditChain.Hash(row with { Sequence = place }) == row.Hash;

    /// <summary>Of two rows that claim the same place, others follow the second: the first was put in between.</summary>
    private void GiveWay(long place)
    {
        if (stretches is not [.., { IsPlaced: true } before] || place < before.FirstPlace || place > before.LastPlace)
        {
            return;
        }

        for (var intruder = place; intruder <= before.LastPlace; intruder++)
        {
            Find(
                intruder - before.Shift,
                AuditFault.Inserted,
                "it was put in between: the next row does not follow it"
            );
        }

        if (place == before.FirstPlace)
        {
            stretches.RemoveAt(stretches.Count - 1);
        }
        else
        {
            before.EndBefore(place);
        }
    }

    private AuditTrailReport Report(bool isComplete)
    {
        PlaceStrays();
        var placed = stretches.FindAll(stretch => stretch.IsPlaced);
        var inOrder = MostInOrder(placed);
        FindDisplaced(placed, inOrder);
        var ranges = placed.ConvertAll(stretch => (First: stretch.FirstPlace, Last: stretch.LastPlace));
        JudgeStrays(inOrder, ranges);
        ranges.Sort();
        FindBreaks(placed);
        FindRenumbered(inOrder, ranges);
        FindRemoved(ranges);
        if (isComplete)
        {
            CompareWithAnchors(EndOf(ranges));
        }

        return new AuditTrailReport
        {
            Service = service,
            Rows = rows,
            Head = last?.Sequence ?? 0,
            HeadHash = last?.Hash ?? Beginning,
            DetailsRemoved = detailsRemoved,
            Anchors = anchors.Count,
            Wrong = findings.Count + Math.Max(0, wrongDetails - Named),
            Findings =
            [
                .. findings
                    .Select(finding => new AuditFinding(finding.Key.Sequence, finding.Key.Fault, finding.Value))
                    .OrderBy(finding => finding.Sequence)
                    .Take(Named),
            ],
            IsComplete = isComplete,
        };
    }

    /// <summary>Rows that were exchanged over a long way have their places where others are missing.</summary>
    private void PlaceStrays()
    {
        var strays = stretches.FindAll(stretch => !stretch.IsPlaced);
        if (strays.Count is 0)
        {
            return;
        }

        List<(long First, long Last)> ranges =
        [
            .. stretches
                .Where(stretch => stretch.IsPlaced)
                .Select(stretch => (stretch.FirstPlace, stretch.LastPlace))
                .Order(),
        ];
        var end = EndOf(ranges);
        var free = Missing([.. ranges, (end + strays.Count + 1, end + strays.Count + 1)])
            .SelectMany(gap => Places(gap.First, gap.Last))
            .Take(MostTries / strays.Count)
            .ToList();
        foreach (var stray in strays)
        {
            if (free.Find(place => Fits(stray.First, place)) is > 0 and var place)
            {
                stray.PutAt(place);
            }
        }
    }

    /// <summary>
    /// Of the stretches as they stand, those whose places ascend and that together have the most rows; of several such choices, the
    /// one that is shifted least often.
    /// </summary>
    private static List<Stretch> MostInOrder(List<Stretch> placed)
    {
        const int None = -1;
        var best = new (long Rows, int Steady, int Before)[placed.Count];
        for (var i = 0; i < placed.Count; i++)
        {
            best[i] = (0, placed[i].Shift is 0 ? 1 : 0, None);
            for (var j = 0; j < i; j++)
            {
                var steady = best[j].Steady + (placed[j].Shift == placed[i].Shift ? 1 : 0);
                if (
                    placed[j].LastPlace < placed[i].FirstPlace
                    && (best[j].Rows, steady).CompareTo((best[i].Rows, best[i].Steady)) > 0
                )
                {
                    best[i] = (best[j].Rows, steady, j);
                }
            }

            best[i].Rows += placed[i].Rows;
        }

        List<Stretch> inOrder = [];
        var end = Enumerable.Range(0, placed.Count).OrderBy(i => (best[i].Rows, best[i].Steady)).LastOrDefault(None);
        for (var i = end; i is not None; i = best[i].Before)
        {
            inOrder.Insert(0, placed[i]);
        }

        return inOrder;
    }

    private void FindDisplaced(List<Stretch> placed, List<Stretch> inOrder)
    {
        foreach (var stretch in placed.Except(inOrder).ToList())
        {
            if (inOrder.Exists(other => other.FirstPlace <= stretch.LastPlace && stretch.FirstPlace <= other.LastPlace))
            {
                Find(stretch.First.Sequence, AuditFault.Inserted, $"it is row {stretch.FirstPlace} once more");
                placed.Remove(stretch);
            }
            else
            {
                Displaced(stretch);
            }
        }
    }

    /// <summary>A row that was never written like that was altered, if the one that was written is missing, and else inserted.</summary>
    private void JudgeStrays(List<Stretch> inOrder, List<(long First, long Last)> ranges)
    {
        foreach (var stray in stretches.Where(stretch => !stretch.IsPlaced))
        {
            var sequence = stray.First.Sequence;
            var place = sequence + (inOrder.FindLast(stretch => stretch.First.Sequence < sequence)?.Shift ?? 0);
            var wasThere =
                place < EndOf(ranges)
                || place <= anchors.LastOrDefault()?.Sequence
                || stray.First.PreviousHash == HashOf(place - 1);
            if (place > 0 && wasThere && !ranges.Exists(range => range.First <= place && place <= range.Last))
            {
                Find(sequence, AuditFault.Altered, "it is not what was written");
                ranges.Add((place, place));
            }
            else
            {
                Find(sequence, AuditFault.Inserted, "no such row was written");
            }
        }

        string? HashOf(long place) =>
            place is 0 ? Beginning : inOrder.Find(stretch => stretch.LastPlace == place)?.LastHash;
    }

    /// <summary>Rows that are each right by themselves and do not follow each other: one of the two was written anew.</summary>
    private void FindBreaks(List<Stretch> placed)
    {
        var inPlace = placed.OrderBy(stretch => stretch.FirstPlace).ToList();
        for (var i = 0; i < inPlace.Count; i++)
        {
            if (!IsBroken(i))
            {
                continue;
            }

            var (before, here) = (i is 0 ? null : inPlace[i - 1], inPlace[i]);
            var isBetweenTwo = here.Rows is 1 && IsBroken(i + 1);
            if (before is null || isBetweenTwo)
            {
                WrittenAnew(here.First.Sequence);
                i += isBetweenTwo ? 1 : 0;
            }
            else if (!anchors.Exists(a => a.Sequence == before.LastPlace && a.Hash == before.LastHash))
            {
                WrittenAnew(before.LastPlace - before.Shift);
            }
            else if (here.Rows is 1 && i == inPlace.Count - 1)
            {
                Find(here.First.Sequence, AuditFault.Inserted, "it does not follow the row before it");
            }
            else
            {
                WrittenAnew(here.First.Sequence);
            }
        }

        bool IsBroken(int i) =>
            i < inPlace.Count
            && inPlace[i].FirstPlace == (i is 0 ? 0 : inPlace[i - 1].LastPlace) + 1
            && (i is 0 ? Beginning : inPlace[i - 1].LastHash) is { } hash
            && inPlace[i].First.PreviousHash != hash;

        void WrittenAnew(long sequence) =>
            Find(sequence, AuditFault.Altered, "it was written anew: its neighbour remembers another");
    }

    /// <summary>The numbers go on as the places do, but for what was put in between or taken out.</summary>
    private void FindRenumbered(List<Stretch> inOrder, List<(long First, long Last)> ranges)
    {
        var missing = Missing(ranges).ToList();
        var inserted = findings
            .Keys.Where(found => found.Fault is AuditFault.Inserted)
            .Select(found => found.Sequence)
            .ToList();
        var (sequence, place, usual) = (0L, 0L, 0L);
        foreach (var stretch in inOrder)
        {
            var more = inserted.Count(number => number > sequence && number < stretch.First.Sequence);
            var less = missing
                .Where(gap => gap.First > place && gap.Last < stretch.FirstPlace)
                .Sum(gap => gap.Last - gap.First + 1);
            if (stretch.Shift < usual - more || stretch.Shift > usual + less)
            {
                Displaced(stretch);
            }
            else
            {
                usual = stretch.Shift;
            }

            (sequence, place) = (stretch.LastPlace - stretch.Shift, stretch.LastPlace);
        }
    }

    private void FindRemoved(List<(long First, long Last)> ranges)
    {
        foreach (var (first, end) in Missing(ranges))
        {
            Find(first, AuditFault.Removed, first == end ? "it is gone" : $"the rows {first} to {end} are gone");
        }
    }

    private void CompareWithAnchors(long end)
    {
        if (anchors is [.., var latest] && latest.Sequence > end)
        {
            Find(
                end + 1,
                AuditFault.CutOff,
                $"the trail ends with row {end}; on {latest.At:u} it had {latest.Sequence}"
            );
        }

        var good = 0L;
        foreach (var anchor in anchors)
        {
            if (anchored[anchor.Sequence] is not { } hash)
            {
                continue;
            }

            if (hash != anchor.Hash)
            {
                Find(
                    anchor.Sequence,
                    AuditFault.Altered,
                    $"it is not the row of {anchor.At:u}: one from {good + 1} on was altered, and all after it written anew"
                );
                return;
            }

            good = anchor.Sequence;
        }
    }

    private void Displaced(Stretch stretch) =>
        Find(stretch.First.Sequence, AuditFault.OutOfOrder, $"it was written as row {stretch.FirstPlace}");

    private void Find(long sequence, AuditFault fault, string what) => findings.TryAdd((sequence, fault), what);

    private static long EndOf(List<(long First, long Last)> ranges) =>
        ranges.Select(range => range.Last).DefaultIfEmpty(0).Max();

    private static IEnumerable<(long First, long Last)> Missing(List<(long First, long Last)> ranges)
    {
        var next = 1L;
        foreach (var (first, end) in ranges)
        {
            if (first > next)
            {
                yield return (next, first - 1);
            }

            next = Math.Max(next, end + 1);
        }
    }

    private static IEnumerable<long> Places(long first, long end)
    {
        for (var place = first; place <= end; place++)
        {
            yield return place;
        }
    }

    /// <summary>Rows that stand one after the other as they were written; or one of which it is not known where it was written.</summary>
    private sealed class Stretch(AuditEntry first)
    {
        private long lastSequence = first.Sequence;

        public Stretch(AuditEntry first, long place)
            : this(first) => PutAt(place);

        public AuditEntry First => first;
        public long FirstPlace { get; private set; }
        public long LastPlace { get; private set; }

        /// <summary>Hash of the last row; null if that is another now.</summary>
        public string? LastHash { get; private set; } = first.Hash;

        public bool IsPlaced => FirstPlace > 0;
        public long Rows => LastPlace - FirstPlace + 1;
        public long Shift => FirstPlace - first.Sequence;

        public void PutAt(long place) => FirstPlace = LastPlace = place;

        public bool TryContinue(AuditEntry row, long place)
        {
            if (!IsPlaced || row.Sequence != lastSequence + 1 || place != LastPlace + 1 || row.PreviousHash != LastHash)
            {
                return false;
            }

            (lastSequence, LastPlace, LastHash) = (row.Sequence, place, row.Hash);
            return true;
        }

        public void EndBefore(long place) => (LastPlace, LastHash) = (place - 1, null);
    }
}
