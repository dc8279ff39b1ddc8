namespace PortTracker.ServiceHosting.Access;

/// <summary>The tables of the access service that all processes read.</summary>
public static class RegisterTables
{
    public const string KeyRing = "key_ring";
    public const string Accounts = "accounts";
    public const string ApiKeys = "api_keys";
    public const string Sessions = "sessions";
    public const string Firms = "firms";
}
