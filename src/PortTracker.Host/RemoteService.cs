namespace PortTracker.Host;

/// <summary>A service in other processes, which this process forwards requests to.</summary>
/// <param name="Name">The service.</param>
/// <param name="Addresses">The addresses of its instances. One DNS name can stand for several instances.</param>
internal sealed record RemoteService(string Name, IReadOnlyList<Uri> Addresses)
{
    public string DoesNotAnswer => $"The {Name} service does not answer.";
}
