using System.Buffers.Binary;

namespace PortTracker.ServiceCore.Storage;

/// <summary>Reads the timestamp at the start of a UUID. For a v7, it is the time of creation.</summary>
public static class UuidTime
{
    private static readonly long End = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();

    public static DateTimeOffset BeganAt(this Guid id) =>
        DateTimeOffset.FromUnixTimeMilliseconds(Math.Min(MillisecondsOf(id), End));

    /// <summary>The first 48 bits, which are a timestamp in a UUID v7 and in the v8 of imported movements.</summary>
    public static long MillisecondsOf(Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        return BinaryPrimitives.ReadInt64BigEndian(bytes) >>> 16;
    }
}
