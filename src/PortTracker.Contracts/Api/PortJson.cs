using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace PortTracker.Contracts.Api;

/// <summary>
/// The JSON format of this API: camel case, enumerations by name, instants as ISO 8601 in UTC, nulls left out. An instant
/// that is read must state its offset.
/// </summary>
public static class PortJson
{
    /// <summary>The options, for reading and writing; do not change them.</summary>
    public static JsonSerializerOptions Options { get; } =
        Configure(new JsonSerializerOptions(JsonSerializerDefaults.Web));

    /// <summary>Makes other options write and read the same way.</summary>
    public static JsonSerializerOptions Configure(JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        options.RespectNullableAnnotations = true;
        // Letters of every script as they are; what HTML would take for its own escaped, wherever an answer may end up.
        options.Encoder = JavaScriptEncoder.Create(UnicodeRanges.All);
        options.Converters.Add(new InstantJsonConverter());
        options.Converters.Add(new JsonStringEnumConverter(allowIntegerValues: false));
        return options;
    }
}
