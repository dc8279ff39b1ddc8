using System.Globalization;

namespace PortTracker.Web;

/// <summary>The languages in which the pages speak: those that have their texts under Resources.</summary>
public static class Languages
{
    /// <summary>Where a visitor chooses one, relative to the site; its tag follows.</summary>
    public const string Path = "languages";

    /// <summary>All, the one that is spoken where none was asked for first.</summary>
    public static IReadOnlyList<Language> All { get; } = [new("en", "English"), new("zh-Hans", "简体中文")];

    /// <summary>The one in which this page speaks.</summary>
    public static Language Current => All.FirstOrDefault(one => one.Tag == CultureInfo.CurrentUICulture.Name) ?? All[0];
}

/// <summary>A language of the pages.</summary>
/// <param name="Tag">IETF tag, such as zh-Hans.</param>
/// <param name="Name">What it calls itself.</param>
public sealed record Language(string Tag, string Name);

/// <summary>
/// A language in the browser, by its name as it is written: without ICU data .NET writes zh-HANS, and the texts of zh-Hans are not
/// found. Its formats are the invariant ones whichever it is.
/// </summary>
internal sealed class PageLanguage : CultureInfo
{
    public PageLanguage(string tag)
        : base(tag) => Name = tag;

    public override string Name { get; }
}
