using Microsoft.Extensions.Logging.Abstractions;
using PortTracker.ServiceCore.Journal;
using PortTracker.ServiceCore.Persistence;

namespace PortTracker.Tests.Persistence;

/// <summary>Transactions of a service that has no host.</summary>
internal static class TestTransaction
{
    public static ServiceTransaction<TDb> Of<TDb>(string service, TimeProvider time)
        where TDb : ServiceDbContext
    {
        var name = new ServiceName<TDb>(service);
        var outage = new DatabaseOutage<TDb>(name, NullLogger<DatabaseOutage<TDb>>.Instance);
        return new ServiceTransaction<TDb>(name, new JournalSignals(), outage, time);
    }
}
