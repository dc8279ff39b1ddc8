using System.Text.Json;
using CsCheck;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using PortTracker.Clearance;
using PortTracker.Inspection;
using PortTracker.QueueBoard;
using PortTracker.VehicleEntry;

namespace PortTracker.Tests.Properties;

/// <summary>Brokers repeat and reorder. Whatever they do, the same events end in the same state.</summary>
public sealed class AnyOrderTests
{
    private static readonly FakeTimeProvider Time = new(new DateTimeOffset(2026, 5, 13, 4, 0, 0, TimeSpan.Zero));
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };
    private static readonly Gen<(int Seed, int Vehicles)> Stories = Gen.Select(Gen.Int, Gen.Int[1, 25]);

    [Fact]
    public Task The_entry_service_ends_in_the_same_state() =>
        EndsTheSame<EntryDb>(
            (db, _) => new ExitConsumer(db),
            e => e is ClearanceEvent,
            db => db.Movements,
            prepare: (db, story) => db.AddRange(story.Movements)
        );

    [Fact]
    public Task The_inspection_service_ends_in_the_same_state_and_assigns_each_channel_once() =>
        EndsTheSame<InspectionDb>(
            (db, _) => new ChannelAssignment(db, Story.Rules, Time),
            e => e is EntryEvent or ClearanceEvent,
            db => db.Movements,
            andThen: db =>
                db.Journal.Select(entry => entry.MovementId)
                    .Order()
                    .ToList()
                    .ShouldBe(db.Movements.Where(m => m.Status != null).Select(m => m.Id).Order().ToList())
        );

    [Fact]
    public Task The_clearance_service_ends_in_the_same_state() =>
        EndsTheSame<ClearanceDb>(
            (db, _) => new ReadinessConsumer(db, Time),
            e => e is EntryEvent or InspectionEvent,
            db => db.Movements
        );

    [Fact]
    public Task The_board_ends_in_the_same_state_in_its_store_and_on_the_screen() =>
        EndsTheSame<BoardDb>(
            (db, boards) => new BoardProjection(db, boards),
            _ => true,
            db => db.Movements,
            onScreen: true
        );

    private static async Task EndsTheSame<TDb>(
        Func<TDb, LiveBoards, IEventConsumer> consumer,
        Func<PortEvent, bool> listensTo,
        Func<TDb, IQueryable<object>> state,
        Action<TDb, Story>? prepare = null,
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
                var story = Story.Tell(sample.Seed, sample.Vehicles);
                var events = story.Events.Where(listensTo).ToList();
                var inOrder = await PlayAsync(story, [events]);

                var chance = new Random(sample.Seed);
                var repeated = events.Concat(events.Where(_ => chance.Next(3) is 0)).ToArray();
                chance.Shuffle(repeated);
                var inDisorder = await PlayAsync(story, repeated.Chunk(chance.Next(1, 40)));

                inDisorder.ShouldBe(inOrder);
            },
            iter: 25,
            threads: 1
        );

        async Task<string> PlayAsync(Story story, IEnumerable<IReadOnlyList<PortEvent>> batches)
        {
            await using (var db = Open())
            {
                await state(db).ExecuteDeleteAsync();
                await db.Journal.ExecuteDeleteAsync();
                prepare?.Invoke(db, story);
                await db.SaveChangesAsync();
            }

            var clock = new FakeTimeProvider(Time.GetUtcNow());
            var boards = new LiveBoards(
                new PortCatalog(Options.Create(new PortOptions { Ports = [Story.Port] })),
                new Freshness(clock),
                clock
            );
            using var database = new ServiceDatabase<TDb>(new ServiceName<TDb>("it"), new Doorbells(), Time);
            foreach (var batch in batches)
            {
                await using var db = Open();
                await database.InTransactionAsync(
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
            return string.Join('\n', stored) + (onScreen ? Screen(boards.Of(Story.Port.Code)!, clock) : "");
        }
    }

    private static string Screen(LiveBoard board, FakeTimeProvider clock)
    {
        var firm = board.Firms.Snapshot(SomeVehicle.Operator);
        var now = board.Snapshot();
        // The story begins in the evening: on the day after the next one, a whole day is yesterday.
        clock.Advance(TimeSpan.FromDays(1));
        var later = board.Snapshot();
        return JsonSerializer.Serialize((object[])[firm, now, later], Indented);
    }
}
