using System.Security.Cryptography;
using System.Text;
using CsCheck;
using PortTracker.Contracts.Audit;
using PortTracker.Contracts.Events;
using PortTracker.Verification;

namespace PortTracker.Tests.Audit;

public sealed class ChainTests
{
    private static readonly Gen<string> Hashes = Gen.Byte.Array[32].Select(bytes => Convert.ToHexStringLower(bytes));

    private static readonly Gen<AuditEntry> Entries = Gen.Select(
        Gen.Long[1, long.MaxValue],
        Gen.Long[0, 4_000_000_000_000],
        Gen.Select(Gen.String, Gen.String),
        Gen.Select(Gen.Null(Gen.String), Gen.Null(Gen.String)),
        Gen.Select(Hashes, Hashes),
        (sequence, at, who, what, hashes) =>
            new AuditEntry
            {
                Service = ServiceNames.Entry,
                Sequence = sequence,
                At = DateTimeOffset.FromUnixTimeMilliseconds(at),
                Actor = who.Item1,
                Action = who.Item2,
                Subject = what.Item1,
                Port = what.Item2,
                DetailsHash = hashes.Item1,
                PreviousHash = hashes.Item2,
                Hash = "",
            }
    );

    [Fact]
    public void A_row_hash_covers_each_field_with_its_length()
    {
        var entry = new AuditEntry
        {
            Service = ServiceNames.Entry,
            Sequence = 258,
            At = DateTimeOffset.UnixEpoch.AddMilliseconds(3),
            Actor = "Li",
            Action = "клир",
            Subject = null,
            Port = "",
            DetailsHash = new string('a', 64),
            PreviousHash = new string('b', 64),
            Hash = "",
        };
        byte[] fields =
        [
            .. (byte[])[0, 0, 0, 8, 0, 0, 0, 0, 0, 0, 1, 2],
            .. (byte[])[0, 0, 0, 8, 0, 0, 0, 0, 0, 0, 0, 3],
            .. (byte[])[0, 0, 0, 2, (byte)'L', (byte)'i'],
            .. (byte[])[0, 0, 0, 8],
            .. Encoding.UTF8.GetBytes("клир"),
            .. (byte[])[255, 255, 255, 255],
            .. (byte[])[0, 0, 0, 0],
            .. (byte[])[0, 0, 0, 32],
            .. Enumerable.Repeat((byte)0xaa, 32),
            .. (byte[])[0, 0, 0, 32],
            .. Enumerable.Repeat((byte)0xbb, 32),
        ];
        AuditChain.Hash(entry).ShouldBe(Convert.ToHexStringLower(SHA256.HashData(fields)));
    }

    [Fact]
    public void Only_equal_rows_have_equal_hashes() =>
        Gen.Select(Entries, Entries)
            .Sample((one, other) => (AuditChain.Hash(one) == AuditChain.Hash(other)) == (one == other));

    [Fact]
    public void Moving_text_to_the_next_field_changes_the_hash() =>
        Gen.Select(Entries, Gen.String[1, 20], Gen.Int[0, 19])
            .Sample(
                (entry, text, at) =>
                {
                    at %= text.Length;
                    var whole = entry with { Actor = text, Action = "" };
                    var split = entry with { Actor = text[..at], Action = text[at..] };
                    return AuditChain.Hash(whole) != AuditChain.Hash(split);
                }
            );

    [Fact]
    public void Null_and_empty_text_have_different_hashes() =>
        Entries.Sample(entry =>
            AuditChain.Hash(entry with { Subject = null }) != AuditChain.Hash(entry with { Subject = "" })
        );

    [Fact]
    public void Trails_of_different_services_start_with_different_hashes() =>
        ServiceNames.WithTrail.Select(service => AuditChain.Text(AuditChain.Beginning(service))).ShouldBeUnique();

    [Fact]
    public Task Any_change_to_a_trail_of_any_length_is_found() =>
        Gen.Select(Gen.Int[1, 40], Gen.Select(Gen.Int[0, 5], Gen.Int, Gen.Int).List[1, 4])
            .SampleAsync(
                async (length, tamperings) =>
                {
                    var trail = Trail(length);
                    AuditAnchor[] anchors = [AnchorOf(trail[length / 2]), AnchorOf(trail[^1])];
                    (await VerifyAsync(trail, anchors)).IsClean.ShouldBeTrue();
                    var tampered = trail.ToList();
                    foreach (var (kind, one, other) in tamperings)
                    {
                        Tamper(tampered, kind, one & int.MaxValue, other & int.MaxValue);
                    }

                    // Later changes may have reverted earlier ones.
                    (await VerifyAsync(tampered, anchors)).IsClean.ShouldBe(tampered.SequenceEqual(trail));
                }
            );

    [Theory]
    [InlineData(1, 5_000)]
    [InlineData(2_000, 4_999)]
    [InlineData(10, 11)]
    public async Task Two_swapped_rows_are_both_named(int one, int other)
    {
        var trail = Trail(5_000);
        var swapped = trail.ToList();
        (swapped[one - 1], swapped[other - 1]) = (
            trail[other - 1] with
            {
                Sequence = one,
            },
            trail[one - 1] with
            {
                Sequence = other,
            }
        );

        var report = await VerifyAsync(swapped, [AnchorOf(trail[^1])]);

        report
            .Findings.Select(finding => (finding.Sequence, finding.Fault))
            .ShouldBe([(one, AuditFault.OutOfOrder), (other, AuditFault.OutOfOrder)]);
    }

    [Fact]
    public async Task Verification_stops_when_most_rows_are_wrong()
    {
        var trail = Trail(3_000).ConvertAll(entry => entry with { Actor = "somebody else" });

        var report = await VerifyAsync(trail, []);

        report.IsComplete.ShouldBeFalse();
        report.Wrong.ShouldBeGreaterThan(1_000);
        report.Findings.Count.ShouldBe(50);
    }

    private static void Tamper(List<AuditEntry> trail, int kind, int one, int other)
    {
        if (trail.Count is 0)
        {
            return;
        }

        (one, other) = (one % trail.Count, other % trail.Count);
        switch (kind)
        {
            case 0:
                trail[one] = trail[one] with { Actor = trail[one].Actor + "x" };
                break;
            case 1:
                var altered = trail[one] with { Subject = null };
                trail[one] = altered with { Hash = AuditChain.Hash(altered) };
                break;
            case 2:
                trail.RemoveAt(one);
                break;
            case 3:
                trail.Insert(one, trail[other]);
                Renumber(trail);
                break;
            case 4:
                (trail[one], trail[other]) = (trail[other], trail[one]);
                Renumber(trail);
                break;
            default:
                trail.RemoveRange(one, trail.Count - one);
                break;
        }
    }

    private static void Renumber(List<AuditEntry> trail)
    {
        for (var i = 0; i < trail.Count; i++)
        {
            trail[i] = trail[i] with { Sequence = i + 1 };
        }
    }

    private static List<AuditEntry> Trail(int length)
    {
        List<AuditEntry> trail = [];
        var previous = AuditChain.Text(AuditChain.Beginning(ServiceNames.Entry));
        for (var i = 1; i <= length; i++)
        {
            var entry = new AuditEntry
            {
                Service = ServiceNames.Entry,
                Sequence = i,
                At = DateTimeOffset.UnixEpoch.AddMinutes(i),
                Actor = "officer Li",
                Action = "entry/arrivals",
                Subject = $"movement {i}",
                DetailsHash = AuditChain.Text(AuditChain.DetailsHash([1], "{}"u8)),
                PreviousHash = previous,
                Hash = "",
                Salt = "01",
                Details = "{}",
            };
            trail.Add(entry with { Hash = previous = AuditChain.Hash(entry) });
        }

        return trail;
    }

    private static AuditAnchor AnchorOf(AuditEntry entry) =>
        new()
        {
            Service = entry.Service,
            Sequence = entry.Sequence,
            Hash = entry.Hash,
            At = entry.At,
        };

    private static Task<AuditTrailReport> VerifyAsync(
        IEnumerable<AuditEntry> trail,
        IEnumerable<AuditAnchor> anchors
    ) => AuditVerifier.VerifyAsync(ServiceNames.Entry, trail.ToAsyncEnumerable(), anchors);
}
