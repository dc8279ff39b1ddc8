using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using PortTracker.Contracts.Api;
using PortTracker.Contracts.Audit;
using PortTracker.Contracts.Events;
using PortTracker.ServiceCore.Audit;
using PortTracker.ServiceCore.Storage;
using PortTracker.ServiceHosting.Audit;
using PortTracker.Storage.Sqlite;
using PortTracker.VehicleEntry;
using PortTracker.Verification;

namespace PortTracker.Tests.Audit;

/// <summary>A copy of a trail, and what an attacker with database access can do to it.</summary>
internal sealed class TamperedTrail(SqliteConnection database) : IDisposable
{
    private const int PageSize = 17;

    public void Dispose() => database.Dispose();

    /// <summary>Verifies the trail as the API returns it.</summary>
    public Task<AuditTrailReport> VerifyAsync(
        IEnumerable<AuditAnchor> anchors,
        DateTimeOffset? detailsRemovedBefore = null
    ) => AuditVerifier.VerifyAsync(ServiceNames.Entry, ReadAsync(), anchors, detailsRemovedBefore);

    public AuditRow Row(long sequence)
    {
        using var db = Db();
        return db.AuditRows.Single(row => row.Sequence == sequence);
    }

    /// <summary>Changes a column and keeps the hash of the row.</summary>
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

    /// <summary>Recomputes the hash of a row, optionally chained to the row before.</summary>
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

    /// <summary>Renumbers all rows from this one on.</summary>
    public void Renumber(long from, long by) =>
        OnBoth(table =>
        {
            // Avoid duplicate numbers at any moment.
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

    /// <summary>Inserts a copy of a row with another actor.</summary>
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
                AuditRowWithDetails.Of(db),
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

    private EntryDb Db()
    {
        var options = new DbContextOptionsBuilder<EntryDb>().UseSqlite(database);
        StorageExtension.Add(options, SqliteDialect.Instance);
        return new EntryDb(options.Options);
    }
}
