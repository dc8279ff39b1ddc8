namespace PortTracker.Access;

/// <summary>The outcome of <see cref="PasswordGuard"/>, for the command.</summary>
/// <param name="Hash">The hash for which the password was right. The account may have another one since.</param>
/// <param name="NewHash">The hash of the new password; null if the command sets none.</param>
internal sealed record VerifiedPassword(string Hash, string? NewHash)
{
    /// <summary>The command found that the code beside the password was wrong.</summary>
    public bool IsCodeWrong { get; set; }
}
