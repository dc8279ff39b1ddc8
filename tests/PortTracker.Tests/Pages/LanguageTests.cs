using System.Collections;
using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;
using PortTracker.Web.Shared;

namespace PortTracker.Tests.Pages;

/// <summary>Every text exists in every language.</summary>
public sealed partial class LanguageTests
{
    private static readonly string[] Sheets =
    [
        .. typeof(Languages)
            .Assembly.GetManifestResourceNames()
            .Where(name => name.EndsWith("Text.resources", StringComparison.Ordinal))
            .Select(name => name[..^".resources".Length]),
    ];

    public static MatrixTheoryData<string, string> All { get; } =
        new(Languages.All.Select(language => language.Tag).Skip(1), Sheets);

    [Fact]
    public void Texts_exist() => Sheets.Length.ShouldBeGreaterThan(5);

    [Theory]
    [MemberData(nameof(All))]
    public void Every_language_has_every_text_with_its_placeholders(string language, string sheet)
    {
        var expected = Read(sheet, CultureInfo.InvariantCulture);
        var texts = Read(sheet, CultureInfo.GetCultureInfo(language));

        texts.Keys.ShouldBe(expected.Keys, ignoreOrder: true);
        foreach (var (key, text) in texts)
        {
            text.ShouldNotBeNullOrWhiteSpace($"{sheet}.{key}");
            PlacesOf(text).ShouldBe(PlacesOf(expected[key]), $"{sheet}.{key}: {text}");
        }
    }

    private static Dictionary<string, string> Read(string sheet, CultureInfo culture) =>
        new ResourceManager(sheet, typeof(Languages).Assembly)
            .GetResourceSet(culture, createIfNotExists: true, tryParents: false)
            .ShouldNotBeNull($"There is no {sheet} in {culture.Name}.")
            .Cast<DictionaryEntry>()
            .ToDictionary(entry => (string)entry.Key, entry => (string)entry.Value!, StringComparer.Ordinal);

    private static string[] PlacesOf(string text) =>
        [.. Place().Matches(text).Select(place => place.Value).Distinct().Order(StringComparer.Ordinal)];

    [GeneratedRegex(@"\{\d+[^}]*\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Place();
}
