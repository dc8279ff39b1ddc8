using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace PortTracker.ServiceHosting.Paging;

/// <summary>Reads the text of a keyset position: the values of its key, separated by dots.</summary>
public static class KeysetText
{
    public static T Parse<T>(string text)
        where T : struct, IParsable<T> =>
        T.TryParse(text, CultureInfo.InvariantCulture, out var position)
            ? position
            : throw new FormatException("This is not the 'next' of a page.");

    public static bool TryRead<T1, T2>(
        [NotNullWhen(true)] string? text,
        [MaybeNullWhen(false)] out T1 first,
        [MaybeNullWhen(false)] out T2 second
    )
        where T1 : IParsable<T1>
        where T2 : IParsable<T2>
    {
        (first, second) = (default, default);
        return text?.Split('.') is [var one, var two] && TryRead(one, out first) && TryRead(two, out second);
    }

    public static bool TryRead<T1, T2, T3>(
        [NotNullWhen(true)] string? text,
        [MaybeNullWhen(false)] out T1 first,
        [MaybeNullWhen(false)] out T2 second,
        [MaybeNullWhen(false)] out T3 third
    )
        where T1 : IParsable<T1>
        where T2 : IParsable<T2>
        where T3 : IParsable<T3>
    {
        (first, second, third) = (default, default, default);
        return text?.Split('.') is [var one, var two, var three]
            && TryRead(one, out first)
            && TryRead(two, out second)
            && TryRead(three, out third);
    }

    private static bool TryRead<T>(string text, [MaybeNullWhen(false)] out T value)
        where T : IParsable<T> => T.TryParse(text, CultureInfo.InvariantCulture, out value);
}
