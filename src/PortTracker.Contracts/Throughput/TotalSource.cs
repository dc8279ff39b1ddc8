namespace PortTracker.Contracts.Throughput;

/// <summary>The source of a total.</summary>
public enum TotalSource
{
    /// <summary>Counted from the movements on record.</summary>
    Records,

    /// <summary>The official figure of the time before go-live, imported.</summary>
    Official,

    /// <summary>Some months from records, others official.</summary>
    Mixed,
}
