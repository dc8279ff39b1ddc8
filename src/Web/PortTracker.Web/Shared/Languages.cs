using System.Globalization;

namespace PortTracker.Web.Shared;

/// <summary>The languages of the pages. Each has its own text files beside the pages.</summary>
public static class Languages
{
    /// <summary>Address for choosing a language, relative to the site, without the tag.</summary>
    public const string Path = "languages";

    /// <summary>All languages, the default first.</summary>
    public static IReadOnlyList<Language> All { get; } = [new("en", "English"), new("zh", "简体中文")];

    /// <summary>The language of the API's messages.</summary>
    public static Language OfApi => All[0];

    /// <summary>The language of this page.</summary>
    public static Language Current => All.FirstOrDefault(one => one.Tag == CultureInfo.CurrentUICulture.Name) ?? All[0];
}
