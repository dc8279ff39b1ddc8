using System.Buffers.Binary;
using System.Security.Cryptography;

namespace PortTracker.Testing;

/// <summary>An authenticator app (RFC 6238): six digits every 30 seconds.</summary>
internal static class Authenticator
{
    private const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <summary>The current code, as on a phone.</summary>
    /// <param name="sharedKey">The key.</param>
    /// <param name="time">The clock; the system's by default.</param>
    public static string CodeOf(string sharedKey, TimeProvider? time = null)
    {
        var counter = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(
            counter,
            (time ?? TimeProvider.System).GetUtcNow().ToUnixTimeSeconds() / 30
        );
#pragma warning disable CA5350 // The algorithm that every app has.
        var hash = HMACSHA1.HashData(Bytes(sharedKey), counter);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(hash[^1] & 0xf)) & int.MaxValue;
        return $"{number % 1_000_000:000000}";
    }

    private static byte[] Bytes(string key)
    {
        var bits = string.Concat(
            key.Where(c => c is not ' ').Select(c => Convert.ToString(Base32.IndexOf(c), 2).PadLeft(5, '0'))
        );
        return
        [
            .. bits.Chunk(8)
                .Where(byteBits => byteBits.Length is 8)
                .Select(byteBits => Convert.ToByte(new string(byteBits), 2)),
        ];
    }
}
