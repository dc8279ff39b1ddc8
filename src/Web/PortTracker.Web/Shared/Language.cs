namespace PortTracker.Web.Shared;

/// <summary>A language of the pages.</summary>
/// <param name="Tag">IETF tag without a script, such as zh. Without ICU data, the browser's runtime spells script tags differently.</param>
/// <param name="Name">Its name in the language itself.</param>
public sealed record Language(string Tag, string Name);
