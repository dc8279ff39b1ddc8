using System.Text;
using PortTracker.ServiceHosting.Csv;

namespace PortTracker.Tests.Rules;

/// <summary>What becomes of each line of a CSV with the columns <c>a</c>, <c>b</c> and <c>c</c>.</summary>
public sealed class CsvReadingTests
{
    private static readonly string[] Columns = ["a", "b", "c"];

    [Theory]
    [InlineData("a,b,c\n1,2,3", "2:1|2|3")]
    [InlineData("c;a;b\n3;1;2", "2:1|2|3")]
    [InlineData("a|b|c\n1|2|3", "2:1|2|3")]
    [InlineData("sep=;\na;b;c\n1,5;2;3", "3:1,5|2|3")]
    [InlineData("\"sep=\t\"\na\tb\tc\n1\t\t3", "3:1||3")]
    [InlineData("\n\nA, b ,\"C\"\n\n1,2,3\n ,\u3000,\n", "5:1|2|3")]
    [InlineData("a,b,c,,\n1,2,3,,", "2:1|2|3")]
    [InlineData("a,b,c\n1,2,3,4", "2!fields")]
    [InlineData("a,b,c\n1,2", "2:1|2|")]
    [InlineData("a,b,a,c\n1,2,3,4", "1!twice")]
    [InlineData("a,b\n1,2", "1!lacks c")]
    [InlineData("", "1!empty")]
    [InlineData("Title\na,b,c\n1,2,3", "1!line 2")]
    [InlineData("a,b,c\n1, \"2\" ,\"3, \"\"x\"\"\"", "2:1|2|3, \"x\"")]
    [InlineData("a,b,c\n1,17\" wheels,3", "2:1|17\" wheels|3")]
    [InlineData("a,b,c\n1,\"17\" wheels\",3\n4,5,6", "2!quotation 3:4|5|6")]
    [InlineData("a,b,c\n\"1\n\",2,3\n4,5,6", "2:1|2|3 4:4|5|6")]
    [InlineData("a,b,c\n1,\"2\n2\",\"3\n4,5,6", "3!opens 4:4|5|6")]
    [InlineData("a,b,c\n\"1\",\"2\",\"3\n\"4\",\"5\",\"6\"", "2!opens 3:4|5|6")]
    [InlineData("a,b,c\n1,2,\"3\n\n\n4,5,6", "2!opens 5:4|5|6")]
    [InlineData("a,b,c\n1,=\"2\",'+3", "2:1|2|+3")]
    public async Task Each_line_is_read_or_refused(string csv, string expected) =>
        (await ReadAsync(Encoding.UTF8.GetBytes(csv))).ShouldBe(expected);

    [Fact]
    public async Task A_file_in_UTF_16_is_recognised_by_its_mark() =>
        (await ReadAsync([.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes("a\tb\tc\n新\t2\t3")])).ShouldBe(
            "2:新|2|3"
        );

    [Fact]
    public async Task The_mark_of_UTF_8_is_no_part_of_the_heading() =>
        (await ReadAsync([.. Encoding.UTF8.Preamble, .. "a,b,c\n1,2,3"u8])).ShouldBe("2:1|2|3");

    [Fact]
    public async Task A_workbook_is_refused() =>
        (await ReadAsync([0x50, 0x4B, 0x03, 0x04, 0x14, 0x00])).ShouldBe("1!workbook");

    [Fact]
    public async Task Bytes_of_no_encoding_are_refused_with_their_line() =>
        (await ReadAsync([.. "a,b,c\n1,2,3\n"u8, 0xFF, 0xFF, (byte)','])).ShouldBe("3!UTF-8");

    [Fact]
    public async Task A_line_without_end_is_refused_and_not_kept() =>
        (await ReadAsync(Encoding.UTF8.GetBytes($"a,b,c\n1,2,{new string('x', 1_000_000)}\n4,5,6"))).ShouldBe(
            "2!characters 3:4|5|6"
        );

    /// <summary>The lines that were read, with their fields, and those refused, with a word of the reason.</summary>
    private static async Task<string> ReadAsync(byte[] csv)
    {
        List<string> lines = [];
        await foreach (
            var line in CsvReading.ReadAsync(
                new MemoryStream(csv),
                declared: null,
                Columns,
                row => new Row(string.Join('|', Columns.Select(row.Text))),
                CancellationToken.None
            )
        )
        {
            lines.Add(
                line.Value is { } row
                    ? $"{line.Number}:{row.Fields}"
                    : $"{line.Number}!{Reason(line.Errors.Single().Message)}"
            );
        }

        return string.Join(' ', lines);
    }

    private static string Reason(string message) =>
        new[]
        {
            "twice. It",
            "lacks c",
            "empty",
            "line 2",
            "opens",
            "fields",
            "quotation",
            "workbook",
            "UTF-8",
            "characters",
        }
            .First(reason => message.Contains(reason, StringComparison.Ordinal))
            .Split('.')[0];

    private sealed record Row(string Fields);
}
