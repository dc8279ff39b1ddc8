using PortTracker.EndToEnd;
using Xunit.Sdk;
using Xunit.v3;

[assembly: AssemblyFixture(typeof(BrokerServer))]
// Hosts and browsers wait more than they work: two classes at a time. What measures (the trait figures) is run alone.
[assembly: Parallelization(Mode = ParallelMode.Collections)]
