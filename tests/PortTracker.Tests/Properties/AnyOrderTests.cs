using System.Text.Json;
using CsCheck;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using PortTracker.Clearance;
using PortTracker.Contracts.Board;
using PortTracker.Contracts.Events;
using PortTracker.Inspection;
using PortTracker.QueueBoard.Board;
using PortTracker.QueueBoard.Data;
using PortTracker.ServiceCore.Inbox;
using PortTracker.ServiceCore.Journal;
using PortTracker.ServiceCore.Persistence;
using PortTracker.ServiceCore.Ports;
using PortTracker.Tests.Persistence;
using PortTracker.VehicleEntry;

namespace PortTracker.Tests.Properties;

/// <summary>Brokers repeat and reorder events. The same events always lead to the same state.</summary>
public sealed class AnyOrderTests
{
    private static readonly FakeTimeProvider Time = new(new DateTimeOffset(2026, 5, 13, 4, 0, 0, TimeSpan.Zero));
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };
    private static readonly Gen<(int Seed, int Vehicles)> Stories = Gen.Select(Gen.Int, Gen.Int[1, 25]);

    [Fact]
    public Task The_entry_service_reaches_the_same_state() =>
        EndsTheSame<EntryDb>(
            (db, _) => new ExitConsumer(db),
            e => e is ClearanceEvent,
            db => db.Movements,
            prepare: (db, history) => db.AddRange(history.Movements)
        );

    [Fact]
    public Task The_inspection_service_reaches_the_same_state_and_assigns_each_channel_once() =>
        EndsTheSame<InspectionDb>(
            (db, _) => new ChannelAssignmentConsumer(db, EventHistory.Rules, Time),
            e => e is EntryEvent or ClearanceEvent,
            db => db.Movements,
            andThen: db =>
                db.Journal.Select(entry => entry.MovementId)
                    .Order()
                    .ToList()
                    .ShouldBe(db.Movements.Where(m => m.Status != null).Select(m => m.Id).Order().ToList())
        );

    [Fact]
    public Task The_clearance_service_reaches_the_same_state() =>
        EndsTheSame<ClearanceDb>(
            (db, _) => new ReadinessConsumer(db, Time),
            e => e is EntryEvent or InspectionEvent,
            db => db.Movements
        );

    [Fact]
    public Task The_board_reaches_the_same_state_in_its_store_and_on_the_screen() =>
        EndsTheSame<BoardDb>(
            (db, boards) => new BoardProjection(db, boards),
            _ => true,
            db => db.Movements,
            onScreen: true
        );

    private static async Task EndsTheSame<TDb>(
        Func<TDb, PortBoards, IEventConsumer> consumer,
        Func<PortEvent, bool> listensTo,
        Func<TDb, IQueryable<object>> state,
        Action<TDb, EventHistory>? prepare = null,
        Action<TDb>? andThen = null,
        bool onScreen = false
    )
        where TDb : ServiceDbContext
    {
        using var store = new TestDatabase();
        TDb Open() => (TDb)Activator.CreateInstance(typeof(TDb), store.Options<TDb>("it"))!;
        await using (var db = Open())
        {
            await db.Database.EnsureCreatedAsync();
        }

        await Stories.SampleAsync(
            async sample =>
            {
                var history = EventHistory.Generate(sample.Seed, sample.Vehicles);
                var events = history.Events.Where(listensTo).ToList();
                var inOrder = await PlayAsync(history, [events]);

                var chance = new Random(sample.Seed);
                var repeated = events.Concat(events.Where(_ => chance.Next(3) is 0)).ToArray();
                chance.Shuffle(repeated);
                var inDisorder = await PlayAsync(history, repeated.Chunk(chance.Next(1, 40)));

                inDisorder.ShouldBe(inOrder);
            },
            iter: 25,
            threads: 1
        );

        async Task<string> PlayAsync(EventHistory history, IEnumerable<IReadOnlyList<PortEvent>> batches)
        {
            await using (var db = Open())
            {
                await state(db).ExecuteDeleteAsync();
                if (db.RecordsEvents)
                {
                    await db.Journal.ExecuteDeleteAsync();
                }

                prepare?.Invoke(db, history);
                await db.SaveChangesAsync();
            }

            var clock = new FakeTimeProvider(Time.GetUtcNow());
            var boards = new PortBoards(
                new PortCatalog(Options.Create(new PortOptions { Ports = [EventHistory.Port] })),
                new SourceLiveness(clock),
                clock
            );
            using var database = TestTransaction.Of<TDb>("it", Time);
            foreach (var batch in batches)
            {
                await using var db = Open();
                await database.RunAsync(
                    db,
                    async () =>
                    {
                        await consumer(db, boards).ApplyAsync(batch, CancellationToken.None);
                        return true;
                    },
                    CancellationToken.None
                );
            }

            await using var end = Open();
            andThen?.Invoke(end);
            var rows = await state(end).AsNoTracking().ToListAsync();
            var stored = rows.Select(row => JsonSerializer.Serialize(row, Indented)).Order(StringComparer.Ordinal);
            return string.Join('\n', stored) + (onScreen ? Screen(boards[EventHistory.Port], clock) : "");
        }
    }

    private static string Screen(PortBoard board, FakeTimeProvider clock)
    {
        var firm = board.Firms.Snapshot(SomeVehicle.Operator);
        var now = board.Snapshot();
        // The history begins in the evening: two days later, yesterday is a whole day.
        clock.Advance(TimeSpan.FromDays(1));
        var later = board.Snapshot();
        return JsonSerializer.Serialize((object[])[firm, now, later], Indented);
    }
}
