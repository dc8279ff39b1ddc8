using System.Security.Cryptography;
using System.Text;

namespace PortTracker.ServiceHosting.Access;

/// <summary>The format of API keys, and the hash that is stored.</summary>
public static class ApiKeys
{
    /// <summary>The prefix of every key, so that people and secret scanners recognise it.</summary>
    public const string Prefix = "ptk_";

    private const int RandomBytes = 32;

    public static string Make() => Prefix + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(RandomBytes));

    /// <summary>Hashes a key. Keys are random, so a fast hash without salt is enough.</summary>
    public static byte[] HashOf(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}
