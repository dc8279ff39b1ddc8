using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using PortTracker.Contracts.Events;
using PortTracker.ServiceCore.AuditAnchors;
using PortTracker.ServiceCore.Configuration;
using PortTracker.ServiceCore.Inbox;
using PortTracker.ServiceCore.Journal;
using PortTracker.ServiceCore.Persistence;
using PortTracker.ServiceCore.Redrive;
using PortTracker.ServiceCore.Retention;
using PortTracker.ServiceCore.Storage;

namespace PortTracker.ServiceCore.Setup;

/// <summary>
/// The storage and the transport that a host provides to its services. Services can be added in any order.
/// </summary>
public sealed class PlatformBuilder
{
    private readonly IHostApplicationBuilder host;
    private readonly IStorage storage;
    private readonly IEventTransport transport;

    public PlatformBuilder(IHostApplicationBuilder host, IStorage storage, IEventTransport transport)
    {
        (this.host, this.storage, this.transport) = (host, storage, transport);
        storage.EnsureConfigured(ServiceNames.Access);
        // Registered with a factory, so that the container disposes it.
        Services.AddSingleton<IStorage>(_ => storage);
        Services.AddSingleton(storage.Dialect);
        Services.TryAddSingleton<JournalSignals>();
        Services.TryAddSingleton<SourceLiveness>();
        Services.TryAddSingleton<InstanceName>();
        Services.TryAddSingleton<AuditAnchorFile>();
    }

    public IServiceCollection Services => host.Services;

    public IConfiguration Configuration => host.Configuration;

    /// <summary>Adds the database of a service that this host runs.</summary>
    public void AddDatabase<TDb>(string service)
        where TDb : ServiceDbContext
    {
        storage.EnsureConfigured(service);
        Services.AddDbContext<TDb>(
            (provider, options) =>
            {
                storage.Connect(options, service);
                options.AddInterceptors(provider.GetServices<IInterceptor>());
            }
        );
        Services.AddSingleton(new ServiceName<TDb>(service));
        Services.AddSingleton<DatabaseOutage<TDb>>();
        Services.AddSingleton<ServiceTransaction<TDb>>();
        Services.AddSingleton<IDatabaseMigration, ServiceMigration<TDb>>();
        Services.AddHostedService<RetentionJob<TDb>>();
        Services.AddHostedService<AuditAnchorWriter<TDb>>();
        Services.AddSingleton<DatabaseHealthCheck<TDb>>();
        Services.AddHealthChecks().AddCheck<DatabaseHealthCheck<TDb>>($"{service} database");
    }

    /// <summary>Publishes the events that a service records.</summary>
    public void AddEventSource<TDb>(string service)
        where TDb : ServiceDbContext
    {
        Services.AddKeyedSingleton<IJournalReader, JournalReader<TDb>>(service);
        transport.AddSource<TDb>(this, service);
    }

    /// <summary>Adds a consumer for the events of a service's sources.</summary>
    /// <param name="service">The consumer's service.</param>
    /// <param name="perInstance">Whether every instance receives every event, because each keeps its own state in memory.</param>
    public void AddEventConsumer<TDb, TConsumer>(string service, bool perInstance = false)
        where TDb : ServiceDbContext
        where TConsumer : class, IEventConsumer
    {
        Services.AddScoped<TConsumer>();
        Services.AddScoped(provider => new RedriveExecutor<TDb>(
            provider.GetRequiredService<TDb>(),
            provider.GetRequiredService<TConsumer>(),
            provider.GetRequiredService<ServiceName<TDb>>()
        ));
        Services.AddSingleton<EventIntake<TDb, TConsumer>>();
        Services.AddSingleton<InstanceProgress<TDb>>();
        transport.AddConsumer<TDb, TConsumer>(this, service, perInstance);
    }

    /// <summary>Adds the storage of a service's scheduled jobs.</summary>
    public void AddJobStorage(string service) => storage.AddJobs(Services, service);
}
