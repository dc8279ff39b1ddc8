using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace PortTracker.Contracts.Audit;

/// <summary>
/// The hash chain of an audit trail, for those who write it and for anyone who wants to verify it.
/// A row's hash is the SHA-256 of its fields one after the other: sequence, at, actor, action, subject, port, details' hash, hash of
/// the row before. Each field is its length in bytes as four bytes, then its bytes; a null has the length −1 and no bytes.
/// Numbers have eight bytes, an instant is the number of milliseconds since 1970, all big-endian; texts are
/// UTF-8; hashes are their 32 bytes.
/// </summary>
public static class AuditChain
{
    private const int Null = -1;

    /// <summary>What the first row of a trail has for the hash of the one before: SHA-256 of <c>PortTracker audit trail: {service}</c>.</summary>
    public static byte[] Beginning(string service) =>
        SHA256.HashData(Encoding.UTF8.GetBytes($"PortTracker audit trail: {service}"));

    /// <summary>Hash of the details: SHA-256 of the salt and then the JSON, as UTF-8.</summary>
    public static byte[] DetailsHash(ReadOnlySpan<byte> salt, ReadOnlySpan<byte> json)
    {
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        sha.AppendData(salt);
        sha.AppendData(json);
        return sha.GetHashAndReset();
    }

    /// <summary>The hash that a row's details must have; null where they are removed.</summary>
    public static string? DetailsHash(AuditEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return entry is { Salt: { } salt, Details: { } json }
            ? Text(DetailsHash(Convert.FromHexString(salt), Encoding.UTF8.GetBytes(json)))
            : null;
    }

    /// <summary>Hash of a row.</summary>
    public static byte[] Hash(
        long sequence,
        DateTimeOffset at,
        string actor,
        string action,
        string? subject,
        string? port,
        ReadOnlySpan<byte> detailsHash,
        ReadOnlySpan<byte> previousHash
    )
    {
        var fields = new ArrayBufferWriter<byte>(512);
        Append(fields, sequence);
        Append(fields, at.ToUnixTimeMilliseconds());
        Append(fields, actor);
        Append(fields, action);
        Append(fields, subject);
        Append(fields, port);
        Append(fields, detailsHash);
        Append(fields, previousHash);
        return SHA256.HashData(fields.WrittenSpan);
    }

    /// <summary>The hash that a row must have.</summary>
    public static string Hash(AuditEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return Text(
            Hash(
                entry.Sequence,
                entry.At,
                entry.Actor,
                entry.Action,
                entry.Subject,
                entry.Port,
                Convert.FromHexString(entry.DetailsHash),
                Convert.FromHexString(entry.PreviousHash)
            )
        );
    }

    /// <summary>A hash, as it is written in an answer and in the anchor file.</summary>
    public static string Text(ReadOnlySpan<byte> hash) => Convert.ToHexStringLower(hash);

    private static void Append(ArrayBufferWriter<byte> fields, long number)
    {
        AppendLength(fields, sizeof(long));
        BinaryPrimitives.WriteInt64BigEndian(fields.GetSpan(sizeof(long)), number);
        fields.Advance(sizeof(long));
    }

    private static void Append(ArrayBufferWriter<byte> fields, string? text)
    {
        if (text is null)
        {
            AppendLength(fields, Null);
            return;
        }

        AppendLength(fields, Encoding.UTF8.GetByteCount(text));
        Encoding.UTF8.GetBytes(text, fields);
    }

    private static void Append(ArrayBufferWriter<byte> fields, ReadOnlySpan<byte> bytes)
    {
        AppendLength(fields, bytes.Length);
        fields.Write(bytes);
    }

    private static void AppendLength(ArrayBufferWriter<byte> fields, int length)
    {
        BinaryPrimitives.WriteInt32BigEndian(fields.GetSpan(sizeof(int)), length);
        fields.Advance(sizeof(int));
    }
}
