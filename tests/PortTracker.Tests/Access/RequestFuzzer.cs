using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using PortTracker.Contracts.Api;
using PortTracker.Contracts.Vehicles;

namespace PortTracker.Tests.Access;

/// <summary>Makes nearly valid requests with hostile values.</summary>
internal sealed class RequestFuzzer(JsonObject document, Random random)
{
    /// <summary>Must never be echoed unescaped.</summary>
    public const string Script = "<script>alert('fuzz')</script>";

    private static readonly string[] Texts =
    [
        "",
        " ",
        "\0",
        "\u0001\u0008\u001f",
        "\r\nX-Injected: 1",
        "'; DROP TABLE movements; --",
        "' OR '1'='1",
        "1; WAITFOR DELAY '0:0:5'--",
        "\" UNION SELECT name FROM sqlite_master --",
        "%' ESCAPE '\\",
        Script,
        "\"><img src=x onerror=alert(1)>",
        "javascript:alert(1)",
        "{{7*7}}${7*7}",
        "../../../../etc/passwd",
        "..\\..\\windows\\win.ini",
        "=cmd|'/c calc'!A1",
        "\u202eright to left",
        "\u200b\ufeff",
        "新A12345新A12345",
        "é́́́́́́",
        "👩‍👩‍👧‍👦",
        "İıſK",
        "null",
        "undefined",
        "NaN",
        "-1",
        "0",
        "1e400",
        "99999999999999999999999999",
        "0001-01-01T00:00:00Z",
        "9999-12-31T23:59:59.9999999+14:00",
        "2026-02-30",
        "2026-05-12T00:00:00+99:00",
        "00000000-0000-0000-0000-000000000000",
        "LSVAA4182E2184847",
        "KHORGOS",
        "*",
    ];

    private static readonly Func<JsonNode?>[] Values =
    [
        () => null,
        () => true,
        () => 0,
        () => -1,
        () => 2147483648,
        () => long.MaxValue,
        () => 1e308,
        () => 0.1,
        () => new JsonArray(),
        () => new JsonObject(),
        () => new JsonArray(null, null),
        () => new JsonObject { ["$type"] = "System.Object", ["__proto__"] = new JsonObject() },
        () => Deep(40),
        () => Deep(200),
        () => new JsonArray([.. Enumerable.Range(0, 600).Select(i => (JsonNode?)i)]),
        () => new string('A', 100_000),
        () => new string('\u0301', 5_000),
    ];

    public HttpRequestMessage Next(OpenApiOperation operation)
    {
        var path = operation.Path;
        List<string> query = [];
        // Single hostile values find gaps in a rule; several find unexpected combinations.
        var hostile = random.NextDouble() < 0.7 ? 0.15 : 0.6;
        foreach (var parameter in operation.Parameters)
        {
            var text = random.NextDouble() < hostile ? HostileText() : Escape(SomeText(parameter.Schema));
            if (parameter.IsInPath)
            {
                // The server refuses these before any endpoint is selected.
                var isPath = text is not ("" or "." or "..") && !text.Contains("%00", StringComparison.Ordinal);
                path = path.Replace($"{{{parameter.Name}}}", isPath ? text : "x", StringComparison.Ordinal);
            }
            else if (random.NextDouble() < 0.8)
            {
                query.Add($"{parameter.Name}={text}");
            }
        }

        var request = new HttpRequestMessage(
            new HttpMethod(operation.Method),
            query is [] ? path : $"{path}?{string.Join('&', query)}"
        );
        if (operation.Body is { } body)
        {
            var text = body.Schema is { } schema ? Json(schema, hostile) : Csv();
            request.Content = new ByteArrayContent(text);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue(body.MediaType);
            if (random.NextDouble() < 0.3)
            {
                request.Headers.Add(RequestHeaders.IdempotencyKey, Guid.NewGuid().ToString());
            }
        }

        return request;
    }

    private byte[] Json(JsonObject schema, double hostile)
    {
        if (random.Next(30) is 0)
        {
            return Encoding.UTF8.GetBytes(
                Pick<string>(["", "{", "[[[[", "nul", "\ud800", "{\"a\":1,\"a\":2}", "\"text\"", "7"])
            );
        }

        if (random.Next(60) is 0)
        {
            // Invalid UTF-8.
            return [(byte)'{', (byte)'"', 0xff, 0xfe, (byte)'"', (byte)':', (byte)'1', (byte)'}'];
        }

        var node = Some(schema, depth: 0, hostile);
        return Encoding.UTF8.GetBytes(node?.ToJsonString() ?? "null");
    }

    private byte[] Csv()
    {
        var lines = new StringBuilder();
        if (random.Next(4) > 0)
        {
            lines.AppendJoin(',', VehicleCsv.Columns).Append('\n');
        }

        for (var i = random.Next(4); i > 0; i--)
        {
            lines.AppendJoin(',', VehicleCsv.Columns.Select(_ => Pick(Texts))).Append('\n');
        }

        return Encoding.UTF8.GetBytes(lines.ToString());
    }

    private JsonNode? Some(JsonObject schema, int depth, double hostile)
    {
        if (random.NextDouble() < hostile / (depth + 1))
        {
            return random.Next(2) is 0 ? Pick(Texts) : Pick(Values)();
        }

        schema = Resolve(schema);
        if (schema["enum"] is JsonArray { Count: > 0 } values)
        {
            return values[random.Next(values.Count)]?.DeepClone();
        }

        if (schema["properties"] is JsonObject properties && depth < 6)
        {
            var result = new JsonObject();
            foreach (var (name, property) in properties)
            {
                if (random.NextDouble() > hostile / 3)
                {
                    result[name] = Some(property!.AsObject(), depth + 1, hostile);
                }
            }

            return result;
        }

        return TypeOf(schema) switch
        {
            "array" when depth < 6 => new JsonArray([
                .. Enumerable
                    .Range(0, random.Next(3))
                    .Select(_ => Some(schema["items"]?.AsObject() ?? [], depth + 1, hostile)),
            ]),
            "integer" => random.Next(5),
            "number" => random.NextDouble(),
            "boolean" => random.Next(2) is 0,
            "null" => null,
            _ => SomeText(schema),
        };
    }

    private string SomeText(JsonObject schema)
    {
        schema = Resolve(schema);
        if (schema["enum"] is JsonArray { Count: > 0 } values)
        {
            return values[random.Next(values.Count)]?.ToString() ?? "";
        }

        return (string?)schema["format"] switch
        {
            "uuid" => Guid.NewGuid().ToString(),
            "date" => "2027-05-12",
            "date-time" => "2026-05-12T02:00:00Z",
            "int32" or "int64" => random.Next(3000).ToString(CultureInfo.InvariantCulture),
            _ => Pick<string>(["KHORGOS", "LSVAA4182E2184847", "a reason", "91110000600037341L", "x"]),
        };
    }

    private string HostileText() =>
        random.Next(12) switch
        {
            // Bytes that are not text.
            0 => "%FF%FE",
            1 => "%ED%A0%80",
            2 => Escape(new string('9', 5_000)),
            _ => Escape(Pick(Texts)),
        };

    private JsonObject Resolve(JsonObject schema)
    {
        while ((string?)schema["$ref"] is { } reference)
        {
            schema = document["components"]!["schemas"]![reference.Split('/')[^1]]!.AsObject();
        }

        return schema["oneOf"]?.AsArray() is { } options
            ? Resolve(options.Select(option => option!.AsObject()).First(option => TypeOf(option) is not "null"))
            : schema;
    }

    private static string? TypeOf(JsonObject schema) =>
        schema["type"] switch
        {
            JsonArray types => (string?)types.FirstOrDefault(type => (string?)type is not "null"),
            { } type => (string?)type,
            _ => null,
        };

    private static JsonNode Deep(int levels)
    {
        JsonNode node = new JsonArray();
        for (var i = 0; i < levels; i++)
        {
            node = new JsonArray(node);
        }

        return node;
    }

    private static string Escape(string text) => Uri.EscapeDataString(text);

    private T Pick<T>(IReadOnlyList<T> choices) => choices[random.Next(choices.Count)];
}
