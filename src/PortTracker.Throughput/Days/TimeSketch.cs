using HdrHistogram;
using HdrHistogram.Encoding;
using HdrHistogram.Utilities;

namespace PortTracker.Throughput;

/// <summary>
/// How long movements took, as a histogram in seconds with three significant digits. Sketches of days merge into those of
/// months and years, which averaged percentiles do not.
/// </summary>
internal sealed class TimeSketch
{
    // A movement that takes longer than this counts as having taken this long.
    private const long Longest = 365 * 24 * 3600;
    private readonly LongHistogram histogram = new(Longest, 3);

    public void Add(DateTimeOffset? from, DateTimeOffset? to)
    {
        if (to - from is { } time)
        {
            histogram.RecordValue(Math.Clamp((long)time.TotalSeconds, 0, Longest));
        }
    }

    /// <summary>Not compressed: the same times always give the same bytes, whatever the version of the runtime.</summary>
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
