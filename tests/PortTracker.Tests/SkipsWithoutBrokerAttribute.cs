using System.Reflection;
using PortTracker.Testing;
using Xunit.v3;

namespace PortTracker.Tests;

/// <summary>Skips every test that needs a broker if there is none. A fixture cannot skip: its tests would fail.</summary>
[AttributeUsage(AttributeTargets.Assembly)]
internal sealed class SkipsWithoutBrokerAttribute : BeforeAfterTestAttribute
{
    public override void Before(MethodInfo methodUnderTest, IXunitTest test) =>
        Assert.SkipWhen(
            SharedBroker.IsWanted && SharedBroker.FindAsync().GetAwaiter().GetResult() is null,
            RabbitMqServer.Missing
        );
}
