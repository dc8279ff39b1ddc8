using Microsoft.EntityFrameworkCore;
using PortTracker.ServiceCore.Ports;
using PortTracker.Throughput.Data;

namespace PortTracker.Throughput.Aggregation;

/// <summary>Counts the departures of days.</summary>
internal static class DepartureCounts
{
    /// <summary>Reads the departures of the days once, so that counts, breakdowns and durations are consistent.</summary>
    public static async Task<Dictionary<DateOnly, DayCounter>> CountDeparturesAsync(
        this ThroughputDb db,
        Port port,
        DateOnly[] days,
        CancellationToken cancellationToken
    )
    {
        var counts = days.ToDictionary(day => day, _ => new DayCounter());
        var departures = db
            .Facts.Where(fact =>
                fact.Port == port.Code && fact.DepartedOn != null && EF.Parameter(days).Contains(fact.DepartedOn.Value)
            )
            .Select(fact => new CountedDeparture(
                fact.DepartedOn!.Value,
                fact.DepartedHour!.Value,
                fact.Brand,
                fact.Destination,
                fact.Propulsion,
                fact.Category,
                fact.Form,
                fact.Channel,
                fact.Inspections,
                fact.Findings,
                fact.ArrivedAt,
                fact.GrantedAt,
                fact.DepartedAt
            ))
            .AsAsyncEnumerable();
        await foreach (var departure in departures.WithCancellation(cancellationToken))
        {
            counts[departure.Date].Add(departure);
        }

        return counts;
    }
}
