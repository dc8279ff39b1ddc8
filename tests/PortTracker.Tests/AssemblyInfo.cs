using PortTracker.Tests;

[assembly: AssemblyFixture(typeof(SharedBroker))]
[assembly: SkipsWithoutBroker]
