namespace PortTracker.ServiceCore.Retention;

/// <summary>How long a service keeps data about people or single vehicles: configuration key <c>{What}:Days</c>.</summary>
internal sealed record AnonymisationPolicy<TDb>(string What, int Days, AnonymiseNext<TDb> NextAsync);
