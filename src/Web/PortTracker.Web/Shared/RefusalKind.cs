namespace PortTracker.Web.Shared;

/// <summary>The kinds of refusal that pages handle differently.</summary>
public enum RefusalKind
{
    /// <summary>The request is not valid or not allowed.</summary>
    Refused,

    /// <summary>The record does not exist.</summary>
    Missing,

    /// <summary>The session has ended.</summary>
    SignedOut,

    /// <summary>The API did not answer, so the outcome is unknown.</summary>
    NoAnswer,
}
