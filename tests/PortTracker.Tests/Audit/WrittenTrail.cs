using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using PortTracker.Client;
using PortTracker.VehicleEntry;

namespace PortTracker.Tests.Audit;

/// <summary>An audit trail as a real host wrote it into a real file, with the anchors of that host; for copies to tamper with.</summary>
public sealed class WrittenTrail : IAsyncLifetime
{
    private const int Vehicles = 30;
    private readonly PortHost port = new() { Database = TestDatabase.OnFiles() };

    /// <summary>How many rows it has.</summary>
    internal int Rows { get; private set; }

    internal IReadOnlyList<AuditAnchor> Anchors { get; private set; } = [];

    public async ValueTask InitializeAsync()
    {
        await port.InitializeAsync();
        var vehicles = Enumerable.Range(0, Vehicles).Select(_ => SomeVehicle.Green()).ToList();
        foreach (var some in vehicles.Chunk(Vehicles / 3))
        {
            await port.PostAsync(
                "/api/entry/pre-registrations",
                new PreRegistrationRequest
                {
                    Port = PortHost.Port,
                    ExpectedOn = new DateOnly(2027, 1, 1),
                    Vehicles = some,
                }
            );
        }

        foreach (var vehicle in vehicles)
        {
            port.Time.Advance(TimeSpan.FromMinutes(1));
            await port.ArriveAsync(vehicle);
        }

        Rows = (await port.AuditAsync(ServiceNames.Entry)).Count;
        Rows.ShouldBe(2 * Vehicles);
        // Its orderly end leaves an anchor.
        await port.RestartAsync();
        var file = Path.Combine(
            Path.GetDirectoryName(port.Database.FileOf(ServiceNames.Entry))!,
            "audit-anchors.jsonl"
        );
        await SqlServer.DayAtThePort.Until(async () =>
        {
            Anchors = await AuditAnchors.ReadAsync(file);
            return Anchors.Count == 3 * ServiceNames.WithTrail.Count;
        });
        Anchors.ShouldContain(anchor => anchor.Service == ServiceNames.Entry && anchor.Sequence == Rows);
    }

    public ValueTask DisposeAsync() => port.DisposeAsync();

    /// <summary>A copy of the entry service's database, in memory.</summary>
    internal TrailCopy Copy()
    {
        using var file = SqliteFile.Open(port.Database.FileOf(ServiceNames.Entry));
        var memory = new SqliteConnection("Data Source=:memory:");
        memory.Open();
        file.BackupDatabase(memory);
        return new TrailCopy(memory);
    }
}

/// <summary>A copied trail, and what one who has the database in his hands can do to it.</summary>
internal sealed class TrailCopy(SqliteConnection database) : IDisposable
{
    private const int PageSize = 17;

    public void Dispose() => database.Dispose();

    /// <summary>Verifies it, read as the API reads it.</summary>
    public Task<AuditTrailReport> VerifyAsync(
        IEnumerable<AuditAnchor> anchors,
        DateTimeOffset? detailsRemovedBefore = null
    ) => AuditVerification.VerifyAsync(ServiceNames.Entry, ReadAsync(), anchors, detailsRemovedBefore);

    public AuditRow Row(long sequence)
    {
        using var db = Db();
        return db.AuditRows.Single(row => row.Sequence == sequence);
    }

    /// <summary>Gives a column another value, and leaves the row's hash as it is.</summary>
    public void Change(long sequence, string column)
    {
        var other = column switch
        {
            nameof(AuditRow.At) => "At + 1",
            nameof(AuditRow.Subject) or nameof(AuditRow.Port) => $"{column} || 'x'",
            nameof(AuditRow.Actor) or nameof(AuditRow.Action) => $"upper({column}) || 'x'",
            _ => "randomblob(32)",
        };
        database.Execute($"UPDATE audit SET {column} = {other} WHERE Sequence = @s", ("@s", sequence)).ShouldBe(1);
    }

    /// <summary>Makes the hash of a row what its fields say; by the row before it, if it is to be.</summary>
    public void HashAnew(long sequence, bool following = false)
    {
        var row = Row(sequence);
        var previous =
            !following ? row.PreviousHash
            : sequence is 1 ? AuditChain.Beginning(ServiceNames.Entry)
            : Row(sequence - 1).Hash;
        var hash = AuditChain.Hash(
            sequence,
            row.At,
            row.Actor,
            row.Action,
            row.Subject,
            row.Port,
            row.DetailsHash,
            previous
        );
        database.Execute(
            "UPDATE audit SET PreviousHash = @p, Hash = @h WHERE Sequence = @s",
            ("@p", previous),
            ("@h", hash),
            ("@s", sequence)
        );
    }

    public void ChangeDetails(long sequence, bool salt) =>
        database
            .Execute(
                $"UPDATE audit_details SET {(salt ? "Salt = randomblob(16)" : "Json = Json || ' '")} WHERE Sequence = @s",
                ("@s", sequence)
            )
            .ShouldBe(1);

    public void RemoveDetails(long sequence) =>
        database.Execute("DELETE FROM audit_details WHERE Sequence = @s", ("@s", sequence));

    public void Remove(long first, long last) =>
        OnBoth(table =>
            database.Execute(
                $"DELETE FROM {table} WHERE Sequence BETWEEN @first AND @last",
                ("@first", first),
                ("@last", last)
            )
        );

    /// <summary>Gives all rows from one on another number.</summary>
    public void Renumber(long from, long by) =>
        OnBoth(table =>
        {
            // Not twice the same number at any moment.
            database.Execute(
                $"UPDATE {table} SET Sequence = -(Sequence + @by) WHERE Sequence >= @from",
                ("@by", by),
                ("@from", from)
            );
            database.Execute($"UPDATE {table} SET Sequence = -Sequence WHERE Sequence < 0");
        });

    public void Swap(long one, long other, bool withDetails)
    {
        foreach (var table in withDetails ? (string[])["audit", "audit_details"] : ["audit"])
        {
            Move(table, one, 0);
            Move(table, other, one);
            Move(table, 0, other);
        }

        void Move(string table, long from, long to) =>
            database.Execute($"UPDATE {table} SET Sequence = @to WHERE Sequence = @from", ("@from", from), ("@to", to));
    }

    /// <summary>Puts in a row like another, by somebody else.</summary>
    public void Forge(long sequence, long like)
    {
        database.Execute(
            """
            INSERT INTO audit SELECT @s, At, 'somebody else', Action, Subject, Port, DetailsHash, PreviousHash, Hash
            FROM audit WHERE Sequence = @like
            """,
            ("@s", sequence),
            ("@like", like)
        );
        database.Execute(
            "INSERT INTO audit_details SELECT @s, Salt, Json FROM audit_details WHERE Sequence = @like",
            ("@s", sequence),
            ("@like", like)
        );
    }

    private static void OnBoth(Action<string> change)
    {
        change("audit");
        change("audit_details");
    }

    private async IAsyncEnumerable<AuditEntry> ReadAsync()
    {
        await using var db = Db();
        var after = long.MinValue;
        while (true)
        {
            var page = await AuditReader<EntryDb>.PageAsync(
                AuditLine.Of(db),
                ServiceNames.Entry,
                after,
                PageSize,
                CancellationToken.None
            );
            foreach (var entry in page.Items)
            {
                yield return entry;
            }

            if (page.Next is null)
            {
                yield break;
            }

            after = page.Items[^1].Sequence;
        }
    }

    private EntryDb Db() => new(new DbContextOptionsBuilder<EntryDb>().UseSqlite(database).Options);
}
