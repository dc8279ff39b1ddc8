namespace PortTracker.ServiceCore.Actions;

/// <summary>The claims of a caller beyond name and roles, in cookies, tokens and API keys.</summary>
public static class CallerClaims
{
    /// <summary>A port where the caller may act, or <see cref="Caller.EveryPort"/>.</summary>
    public const string Port = "port";

    /// <summary>A stage at which an officer may act.</summary>
    public const string Stage = "stage";

    /// <summary>USCC of the caller's firm.</summary>
    public const string Firm = "firm";

    /// <summary>An action that the caller may take for the firm.</summary>
    public const string Scope = "scope";

    /// <summary>The action that the caller must complete first. A caller with this claim has no roles.</summary>
    public const string RequiredAction = "required-action";

    /// <summary>The id of the session.</summary>
    public const string Session = "session";

    /// <summary>When the session ends at the latest, however often it is renewed: milliseconds since 1970.</summary>
    public const string SessionEnd = "session-end";

    /// <summary>The account's security stamp. A new stamp ends all sessions with the old one.</summary>
    public const string Stamp = "stamp";
}
