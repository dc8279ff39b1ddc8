using System.Globalization;

namespace PortTracker.Web;

/// <summary>The languages in which the pages speak: those that have their texts under Resources.</summary>
public static class Languages
{
    /// <summary>Where a visitor chooses one, relative to the site; its tag follows.</summary>
    public const string Path = "languages";

    /// <summary>All, the one that is spoken where none was asked for first.</summary>
    public static IReadOnlyList<Language> All { get; } = [new("en", "English"), new("zh", "简体中文")];

    /// <summary>The one in which the API says why it refuses something.</summary>
    public static Language OfApi => All[0];

    /// <summary>The one in which this page speaks.</summary>
    public static Language Current => All.FirstOrDefault(one => one.Tag == CultureInfo.CurrentUICulture.Name) ?? All[0];
}

/// <summary>A language of the pages.</summary>
/// <param name="Tag">IETF tag of a language alone, such as zh: without ICU data the browser's runtime spells tags of scripts otherwise.</param>
/// <param name="Name">What it calls itself.</param>
public sealed record Language(string Tag, string Name);
