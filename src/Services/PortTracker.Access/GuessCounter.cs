namespace PortTracker.Access;

/// <summary>What failed guesses are counted for.</summary>
/// <param name="Key">Identifies it.</param>
/// <param name="FreeTries">How many failures have no consequence.</param>
/// <param name="IsShared">Whether strangers can add to it, so that a success does not clear it.</param>
internal sealed record GuessCounter(string Key, int FreeTries, bool IsShared = false)
{
    private const int Tries = 5;

    // People on new devices share it with every stranger who knows the name.
    private const int SharedTries = 20;

    /// <summary>A device from which the user has signed in before.</summary>
    public static GuessCounter OfDevice(string name, Guid device) => new($"device {device} {name}", Tries);

    /// <summary>Attempts from one address.</summary>
    public static GuessCounter OfAddress(string name, string? address) => new($"address {address} {name}", Tries);

    /// <summary>Attempts from all unknown devices and addresses together.</summary>
    public static GuessCounter OfStrangers(string name) => new($"name {name}", SharedTries, IsShared: true);

    /// <summary>A signed-in user who types password or code again.</summary>
    public static GuessCounter OfUser(Guid account) => new($"user {account}", Tries);
}
