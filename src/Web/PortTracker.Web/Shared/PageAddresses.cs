namespace PortTracker.Web.Shared;

/// <summary>Addresses of pages, relative to the site.</summary>
internal static class PageAddresses
{
    /// <summary>A port's board.</summary>
    public static string Board(string port) => $"board/{Uri.EscapeDataString(port)}";
}
