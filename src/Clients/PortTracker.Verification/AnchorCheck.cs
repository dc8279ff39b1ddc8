using PortTracker.Contracts.Audit;

namespace PortTracker.Verification;

/// <summary>Compares a trail with its anchors, which are kept outside the database: they reveal a trail that was rewritten or cut.</summary>
internal sealed class AnchorCheck
{
    private readonly List<AuditAnchor> _anchors;
    private readonly Dictionary<long, string?> _hashes;

    public AnchorCheck(string service, IEnumerable<AuditAnchor> anchors)
    {
        _anchors = [.. anchors.Where(anchor => anchor.Service == service).OrderBy(anchor => anchor.Sequence)];
        _hashes = _anchors.Select(anchor => anchor.Sequence).Distinct().ToDictionary(s => s, _ => (string?)null);
    }

    public int Count => _anchors.Count;

    /// <summary>The last place that an anchor vouches for.</summary>
    public long? LastPlace => _anchors.LastOrDefault()?.Sequence;

    /// <summary>Remembers the hash of a row that has an anchor.</summary>
    public void Observe(AuditEntry row, long place)
    {
        if (_hashes.ContainsKey(place))
        {
            _hashes[place] = row.Hash;
        }
    }

    public bool Confirms(long place, string? hash) =>
        _anchors.Exists(anchor => anchor.Sequence == place && anchor.Hash == hash);

    public void Compare(long end, AuditFindings findings)
    {
        if (_anchors is [.., var latest] && latest.Sequence > end)
        {
            findings.Add(
                end + 1,
                AuditFault.CutOff,
                $"the trail ends with row {end}; on {latest.At:u} it had {latest.Sequence}"
            );
        }

        var confirmed = 0L;
        foreach (var anchor in _anchors)
        {
            if (_hashes[anchor.Sequence] is not { } hash)
            {
                continue;
            }

            if (hash != anchor.Hash)
            {
                findings.Add(
                    anchor.Sequence,
                    AuditFault.Altered,
                    $"it is not the row of {anchor.At:u}: a row from {confirmed + 1} on was altered, and all later rows were rewritten"
                );
                return;
            }

            confirmed = anchor.Sequence;
        }
    }
}
