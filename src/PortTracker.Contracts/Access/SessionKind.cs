namespace PortTracker.Contracts.Access;

/// <summary>What a session belongs to.</summary>
public enum SessionKind
{
    /// <summary>A browser, signed in by its cookie.</summary>
    Browser,

    /// <summary>A program, such as the command line, signed in by tokens.</summary>
    Program,
}
