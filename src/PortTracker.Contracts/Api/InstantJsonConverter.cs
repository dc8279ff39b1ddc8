using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace PortTracker.Contracts.Api;

/// <summary>
/// Reads instants that state their offset from UTC. Without one, the same text would be another instant on a machine in another zone.
/// </summary>
internal sealed class InstantJsonConverter : JsonConverter<DateTimeOffset>
{
    private const string Offset = "+00:00";

    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType is JsonTokenType.String && reader.TryGetDateTimeOffset(out var instant) && HasOffset(reader)
            ? instant
            : throw new JsonException(
                "This is not an instant with an offset. Give one such as 2024-05-01T08:30:00Z or 2024-05-01T16:30:00+08:00."
            );

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value);

    // What was read is ISO 8601, so only the end is open.
    private static bool HasOffset(in Utf8JsonReader reader)
    {
        var text =
            reader.HasValueSequence || reader.ValueIsEscaped
                ? Encoding.UTF8.GetBytes(reader.GetString()!)
                : reader.ValueSpan;
        return text[^1] is (byte)'Z' || (text.Contains((byte)'T') && text[^Offset.Length] is (byte)'+' or (byte)'-');
    }
}
