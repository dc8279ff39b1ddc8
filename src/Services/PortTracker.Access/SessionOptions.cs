using System.ComponentModel.DataAnnotations;

namespace PortTracker.Access;

/// <summary>How long sessions last at most, however much they are used: configuration section <c>Access:Sessions</c>.</summary>
internal sealed class SessionOptions
{
    /// <summary>For browsers. A shift fits in.</summary>
    [Range(1, 720)]
    public int BrowserHours { get; set; } = 12;

    /// <summary>For programs, which renew their tokens without a password.</summary>
    [Range(1, 365)]
    public int ProgramDays { get; set; } = 30;
}
