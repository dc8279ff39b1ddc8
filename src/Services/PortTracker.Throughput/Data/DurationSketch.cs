using HdrHistogram;
using HdrHistogram.Encoding;
using HdrHistogram.Utilities;
using PortTracker.Contracts.Throughput;

namespace PortTracker.Throughput.Data;

/// <summary>
/// A histogram of durations in seconds with three significant digits. Sketches of days merge into sketches of months and years;
/// percentiles cannot be merged.
/// </summary>
internal sealed class DurationSketch
{
    // Longer durations count as this one.
    private const long Longest = 365 * 24 * 3600;
    private readonly LongHistogram histogram = new(Longest, 3);

    public void Add(DateTimeOffset? from, DateTimeOffset? to)
    {
        if (to - from is { } time)
        {
            histogram.RecordValue(Math.Clamp((long)time.TotalSeconds, 0, Longest));
        }
    }

    /// <summary>Not compressed, so that the same durations give the same bytes with every version of the runtime.</summary>
    public byte[] ToBytes()
    {
        if (histogram.TotalCount is 0)
        {
            return [];
        }

        var buffer = ByteBuffer.Allocate(histogram.GetNeededByteBufferCapacity());
        var bytes = new byte[histogram.Encode(buffer, HistogramEncoderV2.Instance)];
        buffer.Position = 0;
        for (var i = 0; i < bytes.Length; i++)
        {
            bytes[i] = buffer.Get();
        }

        return bytes;
    }

    public static DurationStatistics? Merge(IEnumerable<byte[]> sketches)
    {
        var merged = new LongHistogram(Longest, 3);
        foreach (var sketch in sketches)
        {
            if (sketch.Length > 0)
            {
                merged.Add(HistogramEncoding.DecodeFromByteBuffer(ByteBuffer.Allocate(sketch), Longest));
            }
        }

        return merged.TotalCount is 0
            ? null
            : new DurationStatistics
            {
                Count = merged.TotalCount,
                MeanSeconds = Math.Round(merged.GetMean(), 1),
                MedianSeconds = merged.GetValueAtPercentile(50),
                P90Seconds = merged.GetValueAtPercentile(90),
                P95Seconds = merged.GetValueAtPercentile(95),
            };
    }
}
