namespace PortTracker.Tests.SqlServer;

[CollectionDefinition(nameof(RecordedDay))]
public sealed class RecordedDays : ICollectionFixture<RecordedDay>;
