using Xunit.Sdk;
using Xunit.v3;

// Hosts, browsers and kills would disturb each other's times.
[assembly: Parallelization(Mode = ParallelMode.None)]
