using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace PortTracker.Access;

/// <summary>Codes of authenticator apps (RFC 6238): six digits every 30 seconds.</summary>
internal static class TimeBasedCode
{
    private const int Period = 30;
    private const int Modulus = 1_000_000;
    private const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <summary>
    /// The period that a code belongs to, if it is the current one or a neighbour, because clocks of phones differ; null if the code is wrong.
    /// </summary>
    public static long? PeriodOf(string key, string code, DateTimeOffset now)
    {
        var secret = Decode(key);
        var typed = Encoding.UTF8.GetBytes(code);
        var current = now.ToUnixTimeSeconds() / Period;
        long? found = null;
        for (var period = current - 1; period <= current + 1; period++)
        {
            if (CryptographicOperations.FixedTimeEquals(typed, Compute(secret, period)))
            {
                found = period;
            }
        }

        return found;
    }

    private static byte[] Compute(byte[] secret, long period)
    {
        var counter = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(counter, period);
#pragma warning disable CA5350 // The algorithm that every app has.
        var hash = HMACSHA1.HashData(secret, counter);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(hash[^1] & 0xf)) & int.MaxValue;
        return Encoding.UTF8.GetBytes((number % Modulus).ToString("000000", CultureInfo.InvariantCulture));
    }

    private static byte[] Decode(string key)
    {
        const int BitsOfLetter = 5;
        const int BitsOfByte = 8;
        List<byte> bytes = [];
        var (buffer, bits) = (0, 0);
        foreach (var letter in key)
        {
            buffer = (buffer << BitsOfLetter) | Base32.IndexOf(letter, StringComparison.Ordinal);
            bits += BitsOfLetter;
            if (bits >= BitsOfByte)
            {
                bits -= BitsOfByte;
                bytes.Add((byte)(buffer >> bits));
                buffer &= (1 << bits) - 1;
            }
        }

        return [.. bytes];
    }
}
