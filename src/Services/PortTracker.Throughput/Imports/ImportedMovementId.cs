using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using PortTracker.ServiceCore.Ports;
using PortTracker.Throughput.Data;

namespace PortTracker.Throughput.Imports;

/// <summary>The id of an imported movement, which has none of its own.</summary>
internal static class ImportedMovementId
{
    /// <summary>
    /// A UUID v8 derived from port, VIN and time of departure. It starts with that time, so that the rows of an import are appended to the
    /// index.
    /// </summary>
    public static Guid Of(Port port, ImportedMovement movement)
    {
        var departedAt = movement.DepartedAt.ToUnixTimeMilliseconds();
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(
            Encoding.UTF8.GetBytes(
                string.Create(CultureInfo.InvariantCulture, $"{port.Code}|{movement.Vehicle.Vin}|{departedAt}")
            ),
            hash
        );
        Span<byte> id = stackalloc byte[16];
        BinaryPrimitives.WriteInt64BigEndian(id, departedAt << 16);
        hash[..10].CopyTo(id[6..]);
        id[6] = (byte)((id[6] & 0x0F) | 0x80);
        id[8] = (byte)((id[8] & 0x3F) | 0x80);
        return new Guid(id, bigEndian: true);
    }
}
