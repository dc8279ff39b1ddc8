using System.Collections.Frozen;
using Microsoft.AspNetCore.Identity;

namespace PortTracker.Access;

/// <summary>Rejects passwords that everybody tries first, also with other letter case, with digits or signs at the end, or repeated.</summary>
internal sealed class PasswordNotCommonValidator : IPasswordValidator<Account>
{
    private static readonly FrozenSet<string> Common = Read();

    public Task<IdentityResult> ValidateAsync(UserManager<Account> manager, Account user, string? password) =>
        Task.FromResult(
            password is not null && IsCommon(password)
                ? IdentityResult.Failed(
                    new IdentityError
                    {
                        Description =
                            "This password is one of those that are tried first. Choose several words that do not belong together.",
                    }
                )
                : IdentityResult.Success
        );

    private static bool IsCommon(string password)
    {
        var folded = new string([.. password.ToLowerInvariant().Where(c => !char.IsWhiteSpace(c))]);
        var stem = folded.TrimEnd([.. "0123456789!.?*#@$%&+-_~"]);
        return Common.Contains(folded)
            || Common.Contains(stem)
            || Common.Contains(UnitOf(folded))
            || Common.Contains(UnitOf(stem));
    }

    /// <summary>The shortest text whose repetition this is.</summary>
    private static string UnitOf(string text)
    {
        // The text occurs in its own doubling first where the second repetition begins.
        var length = (text + text).IndexOf(text, Math.Min(1, text.Length), StringComparison.Ordinal);
        return text[..length];
    }

    private static FrozenSet<string> Read()
    {
        using var stream = typeof(PasswordNotCommonValidator).Assembly.GetManifestResourceStream(
            "CommonPasswords.txt"
        )!;
        using var reader = new StreamReader(stream);
        return reader
            .ReadToEnd()
            .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(line => line[0] is not '#')
            .ToFrozenSet(StringComparer.Ordinal);
    }
}
