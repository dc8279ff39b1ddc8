using System.Collections.Concurrent;
using System.Net;
using System.Threading.Channels;
using PortTracker.Contracts;
using Channel = System.Threading.Channels.Channel;

namespace PortTracker.Client.Simulation;

/// <summary>
/// Plays a plan through the public API, as the people of a port would: operators announce, gates let in, inspectors and
/// officers work through their lists, side by side. What befalls a vehicle is looked up in the plan by its VIN; vehicles
/// that are not in the plan are left alone. All that it knows of a vehicle's progress comes from the server's lists, so
/// it goes on where it stood after the server, or the player itself, was killed and started again.
/// </summary>
public sealed class Player
{
    private const int ArrivalBatch = 250;
    private const int MostOnSite = 4_000;
    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan ClockTick = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan NoShowAfter = TimeSpan.FromHours(12);
    private static readonly TimeSpan StandstillToAsk = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan StandstillToGiveUp = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan DrainPatience = TimeSpan.FromMinutes(5);

    private readonly PortTrackerClient _client;
    private readonly string _port;
    private readonly Pace _pace;
    private readonly Tally _tally;

    // Movements of the announced vehicles that will not come: no-shows go by id only.
    private readonly ConcurrentDictionary<string, Guid> _toMiss = new(StringComparer.Ordinal);

    // Vehicles that were found past the gate, and are not sent through it again.
    private readonly ConcurrentDictionary<string, EntryMovement> _takenOver = new(StringComparer.Ordinal);

    private Player(PortTrackerClient client, string port, Pace pace, Tally tally)
    {
        _client = client;
        _port = port;
        _pace = pace;
        _tally = tally;
    }

    /// <summary>Plays a plan until every vehicle has reached its end and every service has heard of it.</summary>
    /// <param name="client">The server; its caller does not matter.</param>
    /// <param name="port">Code of the port.</param>
    /// <param name="plan">The vehicles in the order in which they come; may be without an end.</param>
    /// <param name="pace">When each step is due.</param>
    /// <param name="progress">Told after each batch.</param>
    /// <param name="cancellationToken">Ends the play; the vehicles stay where they are.</param>
    /// <exception cref="TimeoutException">Vehicles have not moved for minutes.</exception>
    public static async Task<PlayResult> PlayAsync(
        PortTrackerClient client,
        string port,
        IEnumerable<PlannedVehicle> plan,
        Pace pace,
        IProgress<PlayProgress>? progress = null,
        CancellationToken cancellationToken = default
    )
    {
        var total = plan is IReadOnlyCollection<PlannedVehicle> counted ? counted.Count : (int?)null;
        var tally = new Tally(total, progress);
        var started = TimeProvider.System.GetTimestamp();
        await new Player(client, port, pace, tally).RunAsync(plan, cancellationToken);

        var feeds = await Feeds.DrainAsync(client, DrainPatience, cancellationToken);
        if (!Feeds.AreDrained(feeds))
        {
            throw new TimeoutException($"Events are still under way: {string.Join("; ", Feeds.Lags(feeds))}.");
        }

        var elapsed = TimeProvider.System.GetElapsedTime(started);
        var vehicles = tally.Counts.Ended - tally.Counts.EndedElsewhere;
        return new PlayResult(
            vehicles,
            elapsed,
            vehicles / elapsed.TotalSeconds,
            tally.Counts,
            feeds.Sum(feed => feed.Failed)
        );
    }

    private async Task RunAsync(IEnumerable<PlannedVehicle> plan, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var announced = Channel.CreateBounded<PlannedVehicle[]>(2);
        var missed = Channel.CreateUnbounded<PlannedVehicle>();
        Task[] roles =
        [
            AnnounceAsync(plan, announced.Writer, stop.Token),
            LetInAsync(announced.Reader, missed.Writer, stop.Token),
            RecordNoShowsAsync(missed.Reader, stop.Token),
            InspectAsync(stop.Token),
            ClearAsync(stop.Token),
            WatchAsync(stop.Token),
        ];
        await foreach (var role in Task.WhenEach(roles))
        {
            if (!role.IsCompletedSuccessfully)
            {
                await stop.CancelAsync();
            }
        }

        await Task.WhenAll(roles);
    }

    private async Task AnnounceAsync(
        IEnumerable<PlannedVehicle> plan,
        ChannelWriter<PlannedVehicle[]> announced,
        CancellationToken cancellationToken
    )
    {
        Survey? known = null;
        foreach (var slice in plan.Chunk(Limits.Batch))
        {
            known ??= await HasBegunAsync(slice, cancellationToken)
                ? await SurveyAsync(cancellationToken)
                : new Survey();
            _tally.Expect(slice);
            var fresh = new List<PlannedVehicle>(slice.Length);
            foreach (var planned in slice)
            {
                if (known.Of(planned.Vehicle) is { } movement)
                {
                    TakeOver(planned, movement);
                }
                else
                {
                    fresh.Add(planned);
                }
            }

            foreach (var day in fresh.Where(planned => planned.PreRegistered).GroupBy(planned => planned.ExpectedOn))
            {
                await PreRegisterAsync(day.Key, [.. day], cancellationToken);
            }

            await announced.WriteAsync(slice, cancellationToken);
        }

        _tally.AllAreKnown();
        announced.Complete();
    }

    // Two looks tell whether this plan was played before: its first vehicle of each kind.
    private async Task<bool> HasBegunAsync(PlannedVehicle[] slice, CancellationToken cancellationToken)
    {
        foreach (var first in slice.DistinctBy(planned => planned.PreRegistered))
        {
            if (await FindAsync(first.Vehicle, cancellationToken) is not null)
            {
                return true;
            }
        }

        return false;
    }

    private async Task<Survey> SurveyAsync(CancellationToken cancellationToken)
    {
        var survey = new Survey();
        string? after = null;
        do
        {
            var page = await _client.EntryMovementsAsync(
                _port,
                after: after,
                limit: 1_000,
                cancellationToken: cancellationToken
            );
            foreach (var movement in page.Items)
            {
                survey.Add(movement);
            }

            after = page.Next;
        } while (after is not null);

        return survey;
    }

    private async Task<EntryMovement?> FindAsync(Vehicle vehicle, CancellationToken cancellationToken)
    {
        var page = await _client.EntryMovementsAsync(_port, vehicle.Vin, cancellationToken: cancellationToken);
        return page
            .Items.Where(movement => movement.State.Vehicle.Operator == vehicle.Operator)
            .MaxBy(movement => movement.State.ArrivedAt ?? movement.State.PreRegisteredAt);
    }

    private void TakeOver(PlannedVehicle planned, EntryMovement movement)
    {
        if (movement.State.Status is EntryStatus.PreRegistered)
        {
            _toMiss[planned.Vehicle.Vin] = movement.MovementId;
        }
        else if (!_takenOver.TryAdd(planned.Vehicle.Vin, movement))
        {
            return;
        }
        else if (movement.OnSite)
        {
            _tally.Count(counts => counts with { Arrived = counts.Arrived + 1 });
        }
        else
        {
            _tally.End([planned], (counts, ended) => counts with { EndedElsewhere = counts.EndedElsewhere + ended });
        }
    }

    private Task PreRegisterAsync(DateOnly day, List<PlannedVehicle> vehicles, CancellationToken cancellationToken) =>
        SendAsync(
            vehicles,
            async batch =>
            {
                var response = await _client.PreRegisterAsync(
                    new PreRegistrationRequest
                    {
                        Port = _port,
                        ExpectedOn = day,
                        Vehicles = [.. batch.Select(planned => planned.Vehicle)],
                    },
                    cancellationToken
                );
                foreach (var (movement, planned) in response.Movements.Zip(batch))
                {
                    if (planned.NoShow)
                    {
                        _toMiss[planned.Vehicle.Vin] = movement.MovementId;
                    }
                }

                _tally.Count(counts => counts with { PreRegistered = counts.PreRegistered + batch.Count });
            },
            (planned, conflict) => planned.Vehicle.Vin == conflict.Vin,
            planned => TakeOverAsync(planned, cancellationToken)
        );

    private async Task TakeOverAsync(PlannedVehicle planned, CancellationToken cancellationToken)
    {
        if (await FindAsync(planned.Vehicle, cancellationToken) is { } movement)
        {
            TakeOver(planned, movement);
        }
    }

    private async Task LetInAsync(
        ChannelReader<PlannedVehicle[]> announced,
        ChannelWriter<PlannedVehicle> missed,
        CancellationToken cancellationToken
    )
    {
        var started = TimeProvider.System.GetTimestamp();
        var sent = 0L;
        await foreach (var slice in announced.ReadAllAsync(cancellationToken))
        {
            var toCome = slice.Where(planned => !_takenOver.ContainsKey(planned.Vehicle.Vin)).ToList();
            var queue = new Queue<PlannedVehicle>(toCome.Where(planned => !planned.NoShow));
            while (queue.Count > 0)
            {
                var batch = NextArrivals(queue, TimeProvider.System.GetElapsedTime(started), sent);
                if (batch.Count is 0)
                {
                    await Task.Delay(_pace.Waits ? ClockTick : ShortestWait * 5, cancellationToken);
                    continue;
                }

                await ArriveAsync(batch, cancellationToken);
                sent += batch.Count;
            }

            foreach (var planned in toCome.Where(planned => planned.NoShow))
            {
                missed.TryWrite(planned);
            }
        }

        missed.Complete();
    }

    private List<(PlannedVehicle Planned, DateTimeOffset? OccurredAt)> NextArrivals(
        Queue<PlannedVehicle> queue,
        TimeSpan elapsed,
        long sent
    )
    {
        var room = Math.Min(ArrivalBatch, _pace.Allowance(elapsed, sent));
        var batch = new List<(PlannedVehicle, DateTimeOffset?)>();
        if (_tally.OnSite < MostOnSite)
        {
            while (batch.Count < room && queue.TryPeek(out var next) && _pace.IsDue(next.ArrivesAt, out var occurredAt))
            {
                batch.Add((queue.Dequeue(), occurredAt));
            }
        }

        return batch;
    }

    private Task ArriveAsync(
        List<(PlannedVehicle Planned, DateTimeOffset? OccurredAt)> arrivals,
        CancellationToken cancellationToken,
        bool withPapers = false
    ) =>
        SendAsync(
            arrivals,
            async batch =>
            {
                await _client.ArriveAsync(
                    new ArrivalRequest
                    {
                        Port = _port,
                        Arrivals =
                        [
                            .. batch.Select(one => new Arrival
                            {
                                Vin = one.Planned.Vehicle.Vin,
                                Vehicle = one.Planned.PreRegistered && !withPapers ? null : one.Planned.Vehicle,
                                OccurredAt = one.OccurredAt,
                            }),
                        ],
                    },
                    cancellationToken
                );
                _tally.Count(counts => counts with { Arrived = counts.Arrived + batch.Count });
            },
            (one, conflict) => one.Planned.Vehicle.Vin == conflict.Vin,
            async one =>
            {
                if (
                    !withPapers
                    && await FindAsync(one.Planned.Vehicle, cancellationToken)
                        is { State.Status: EntryStatus.PreRegistered }
                )
                {
                    // Another firm has announced it too: the papers say who brings it.
                    await ArriveAsync([one], cancellationToken, withPapers: true);
                }
                else
                {
                    await TakeOverAsync(one.Planned, cancellationToken);
                }
            }
        );

    private async Task RecordNoShowsAsync(ChannelReader<PlannedVehicle> missed, CancellationToken cancellationToken)
    {
        await foreach (var first in missed.ReadAllAsync(cancellationToken))
        {
            DateTimeOffset? occurredAt;
            while (!_pace.IsDue(first.ArrivesAt + NoShowAfter, out occurredAt))
            {
                await Task.Delay(ClockTick, cancellationToken);
            }

            List<PlannedVehicle> batch = [first];
            while (
                batch.Count < Limits.Batch
                && missed.TryPeek(out var next)
                && _pace.IsDue(next.ArrivesAt + NoShowAfter, out var later)
                && missed.TryRead(out next)
            )
            {
                batch.Add(next);
                occurredAt = later;
            }

            await SendAsync(
                batch,
                async noShows =>
                {
                    await _client.RecordNoShowsAsync(
                        new ClosingRequest
                        {
                            Movements = [.. noShows.Select(planned => _toMiss[planned.Vehicle.Vin])],
                            Reason = "Not at the gate within twelve hours of its time.",
                            OccurredAt = occurredAt,
                        },
                        cancellationToken
                    );
                    _tally.End(noShows, (counts, ended) => counts with { NoShow = counts.NoShow + ended });
                },
                (planned, conflict) => _toMiss[planned.Vehicle.Vin] == conflict.MovementId,
                planned => TakeOverAsync(planned, cancellationToken)
            );
        }
    }

    private async Task InspectAsync(CancellationToken cancellationToken)
    {
        var wait = ShortestWait;
        while (!_tally.IsComplete)
        {
            var acted =
                await WorkThroughAsync(InspectionStatus.DocumentaryControl, ApproveAsync)
                + await WorkThroughAsync(InspectionStatus.AwaitingInspection, StartAsync)
                + await WorkThroughAsync(InspectionStatus.UnderInspection, CompleteAsync);
            wait = await RestAsync(acted, wait, cancellationToken);
        }

        Task<int> WorkThroughAsync(
            InspectionStatus status,
            Func<IReadOnlyList<InspectionMovement>, CancellationToken, Task<int>> act
        ) =>
            Player.WorkThroughAsync(
                after => _client.InspectionMovementsAsync(_port, status, after, Limits.Batch, cancellationToken),
                act,
                cancellationToken
            );
    }

    private async Task<int> ApproveAsync(
        IReadOnlyList<InspectionMovement> movements,
        CancellationToken cancellationToken
    )
    {
        var due = Due(movements, (movement, takes) => movement.State.AssignedAt + takes.DocumentaryControl);
        var approved = await SendRefsAsync(
            due,
            refs => _client.ApproveDocumentsAsync(new InspectionRequest { Movements = refs }, cancellationToken)
        );
        CountInspected(approved.Count);
        return due.Count;
    }

    private async Task<int> StartAsync(IReadOnlyList<InspectionMovement> movements, CancellationToken cancellationToken)
    {
        var due = Due(movements, (movement, takes) => movement.State.AssignedAt + takes.InspectionWait);
        await SendRefsAsync(
            due,
            refs => _client.StartInspectionsAsync(new InspectionRequest { Movements = refs }, cancellationToken)
        );
        return due.Count;
    }

    private async Task<int> CompleteAsync(
        IReadOnlyList<InspectionMovement> movements,
        CancellationToken cancellationToken
    )
    {
        var due = Due(
            movements,
            (movement, takes) => (movement.State.StartedAt ?? movement.State.AssignedAt) + takes.Inspection
        );
        var completed = await SendAsync(
            due,
            async batch =>
                await _client.CompleteInspectionsAsync(
                    new CompletionRequest
                    {
                        Inspections =
                        [
                            .. batch.Select(step => new InspectionOutcome
                            {
                                MovementId = step.Ref.MovementId,
                                Version = step.Ref.Version,
                                OccurredAt = step.Ref.OccurredAt,
                                Findings = step.Planned.Findings,
                            }),
                        ],
                    },
                    cancellationToken
                ),
            Concerns
        );
        CountInspected(completed.Count);
        return due.Count;
    }

    private async Task ClearAsync(CancellationToken cancellationToken)
    {
        var wait = ShortestWait;
        while (!_tally.IsComplete)
        {
            var acted =
                await WorkThroughAsync(ClearanceQueue.Ready, DecideAsync)
                + await WorkThroughAsync(ClearanceQueue.Objected, RefuseObjectedAsync)
                + await WorkThroughAsync(ClearanceQueue.Held, ResumeAsync)
                + await WorkThroughAsync(ClearanceQueue.Cleared, DepartAsync);
            wait = await RestAsync(acted, wait, cancellationToken);
        }

        Task<int> WorkThroughAsync(
            ClearanceQueue queue,
            Func<IReadOnlyList<ClearanceMovement>, CancellationToken, Task<int>> act
        ) =>
            Player.WorkThroughAsync(
                after => _client.ClearanceMovementsAsync(_port, queue, after, Limits.Batch, cancellationToken),
                act,
                cancellationToken
            );
    }

    private async Task<int> DecideAsync(IReadOnlyList<ClearanceMovement> movements, CancellationToken cancellationToken)
    {
        var toHold = new List<Step>();
        var toRefuse = new List<Step>();
        var toGrant = new List<Step>();
        foreach (var movement in movements)
        {
            if (_tally.Find(movement.Vin) is not { } planned)
            {
                continue;
            }

            var released = movement.ReleasedAt ?? planned.ArrivesAt;
            var held = TimeSpan.FromMilliseconds(movement.State.HeldMilliseconds);
            var (list, at) =
                planned.Hold is not null && movement.State.Holds is 0
                    ? (toHold, released + planned.Takes.Decision / 2)
                    : (planned.Refusal is null ? toGrant : toRefuse, released + held + planned.Takes.Decision);
            AddIfDue(list, planned, movement, at);
        }

        foreach (var reason in toHold.GroupBy(step => step.Planned.Hold!.Reason, StringComparer.Ordinal))
        {
            var done = await SendRefsAsync(
                [.. reason],
                refs => _client.HoldAsync(Reasoned(refs, reason.Key), cancellationToken)
            );
            _tally.Count(counts => counts with { Held = counts.Held + done.Count });
        }

        foreach (var reason in toRefuse.GroupBy(step => step.Planned.Refusal!, StringComparer.Ordinal))
        {
            await RefuseAsync([.. reason], reason.Key, cancellationToken);
        }

        var granted = await SendRefsAsync(
            toGrant,
            refs => _client.GrantAsync(new ClearanceRequest { Movements = refs }, cancellationToken)
        );
        _tally.Count(counts => counts with { Cleared = counts.Cleared + granted.Count });
        return toHold.Count + toRefuse.Count + toGrant.Count;
    }

    private async Task<int> RefuseObjectedAsync(
        IReadOnlyList<ClearanceMovement> movements,
        CancellationToken cancellationToken
    )
    {
        var due = Due(
            movements,
            (movement, planned) => (movement.ReleasedAt ?? planned.ArrivesAt) + planned.Takes.Decision
        );
        await RefuseAsync(due, "The inspection's findings stand against it.", cancellationToken);
        return due.Count;
    }

    private async Task RefuseAsync(List<Step> steps, string reason, CancellationToken cancellationToken)
    {
        var refused = await SendRefsAsync(
            steps,
            refs => _client.RefuseAsync(Reasoned(refs, reason), cancellationToken)
        );
        _tally.End(
            refused.Select(step => step.Planned),
            (counts, ended) => counts with { Refused = counts.Refused + ended }
        );
    }

    private async Task<int> ResumeAsync(IReadOnlyList<ClearanceMovement> movements, CancellationToken cancellationToken)
    {
        // A vehicle of the plan that someone else has put on hold is theirs to release.
        var ours = movements.Where(movement => _tally.Find(movement.Vin)?.Hold is not null);
        var due = Due(
            ours,
            (movement, planned) => (movement.State.HeldSince ?? planned.ArrivesAt) + planned.Hold!.Duration
        );
        await SendRefsAsync(
            due,
            refs => _client.ResumeAsync(new ClearanceRequest { Movements = refs }, cancellationToken)
        );
        return due.Count;
    }

    private async Task<int> DepartAsync(IReadOnlyList<ClearanceMovement> movements, CancellationToken cancellationToken)
    {
        var due = Due(
            movements,
            (movement, planned) => (movement.State.GrantedAt ?? planned.ArrivesAt) + planned.Takes.GateOut
        );
        var departed = await SendRefsAsync(
            due,
            refs => _client.DepartAsync(new ClearanceRequest { Movements = refs }, cancellationToken)
        );
        _tally.End(
            departed.Select(step => step.Planned),
            (counts, ended) => counts with { Departed = counts.Departed + ended }
        );
        return due.Count;
    }

    /// <summary>Finds vehicles that someone else has brought to their end, and gives up when nothing moves at all.</summary>
    private async Task WatchAsync(CancellationToken cancellationToken)
    {
        var last = _tally.Counts;
        var since = TimeProvider.System.GetTimestamp();
        var asked = false;
        while (!_tally.IsComplete)
        {
            await Task.Delay(LongestWait, cancellationToken);
            var counts = _tally.Counts;
            if (counts != last || _pace.Waits)
            {
                (last, since, asked) = (counts, TimeProvider.System.GetTimestamp(), false);
                continue;
            }

            var standstill = TimeProvider.System.GetElapsedTime(since);
            if (standstill > StandstillToAsk && !asked)
            {
                asked = true;
                await FindEndedAsync(cancellationToken);
            }

            if (standstill > StandstillToGiveUp)
            {
                var left = _tally.Underway;
                throw new TimeoutException(
                    $"{left.Count} vehicles have not moved for {StandstillToGiveUp.TotalMinutes} minutes, such as "
                        + $"{string.Join(", ", left.Take(5))}. Look at the feeds' failed events."
                );
            }
        }
    }

    private async Task FindEndedAsync(CancellationToken cancellationToken)
    {
        var survey = await SurveyAsync(cancellationToken);
        foreach (var vin in _tally.Underway)
        {
            if (
                _tally.Find(vin) is { } planned
                && survey.Of(planned.Vehicle) is { OnSite: false, State.Status: not EntryStatus.PreRegistered } movement
            )
            {
                TakeOver(planned, movement);
            }
        }
    }

    /// <summary>The latest movement of each vehicle with each firm: several may have announced the same one.</summary>
    private sealed class Survey
    {
        private readonly Dictionary<(string Vin, string Operator), EntryMovement> _movements = [];

        public EntryMovement? Of(Vehicle vehicle) => _movements.GetValueOrDefault((vehicle.Vin, vehicle.Operator));

        public void Add(EntryMovement movement) =>
            _movements[(movement.State.Vehicle.Vin, movement.State.Vehicle.Operator)] = movement;
    }

    /// <summary>A step of a vehicle of the plan, ready to be sent.</summary>
    private sealed record Step(PlannedVehicle Planned, MovementRef Ref);

    private List<Step> Due(
        IEnumerable<InspectionMovement> movements,
        Func<InspectionMovement, StepDurations, DateTimeOffset> at
    )
    {
        var due = new List<Step>();
        foreach (var movement in movements)
        {
            if (
                _tally.Find(movement.Vin) is { } planned
                && _pace.IsDue(at(movement, planned.Takes), out var occurredAt)
            )
            {
                due.Add(
                    new Step(
                        planned,
                        new MovementRef
                        {
                            MovementId = movement.MovementId,
                            Version = movement.Version,
                            OccurredAt = occurredAt,
                        }
                    )
                );
            }
        }

        return due;
    }

    private List<Step> Due(
        IEnumerable<ClearanceMovement> movements,
        Func<ClearanceMovement, PlannedVehicle, DateTimeOffset> at
    )
    {
        var due = new List<Step>();
        foreach (var movement in movements)
        {
            if (_tally.Find(movement.Vin) is { } planned)
            {
                AddIfDue(due, planned, movement, at(movement, planned));
            }
        }

        return due;
    }

    private void AddIfDue(List<Step> due, PlannedVehicle planned, ClearanceMovement movement, DateTimeOffset at)
    {
        if (_pace.IsDue(at, out var occurredAt))
        {
            due.Add(
                new Step(
                    planned,
                    new MovementRef
                    {
                        MovementId = movement.MovementId,
                        Version = movement.Version,
                        OccurredAt = occurredAt,
                    }
                )
            );
        }
    }

    private static ReasonedClearanceRequest Reasoned(IReadOnlyList<MovementRef> refs, string reason) =>
        new() { Movements = refs, Reason = reason };

    private void CountInspected(int vehicles) =>
        _tally.Count(counts => counts with { Inspected = counts.Inspected + vehicles });

    private static Task<List<Step>> SendRefsAsync(
        List<Step> steps,
        Func<IReadOnlyList<MovementRef>, Task<ActionResponse>> post
    ) => SendAsync(steps, batch => post([.. batch.Select(step => step.Ref)]), Concerns);

    private static bool Concerns(Step step, StateConflict conflict) => step.Ref.MovementId == conflict.MovementId;

    /// <summary>Sends a batch; what conflicts with the state at the server is left out, and the rest sent again.</summary>
    /// <returns>What was taken.</returns>
    private static async Task<List<T>> SendAsync<T>(
        List<T> batch,
        Func<List<T>, Task> post,
        Func<T, StateConflict, bool> concerns,
        Func<T, Task>? onConflict = null
    )
    {
        while (batch.Count > 0)
        {
            try
            {
                await post(batch);
                break;
            }
            catch (PortTrackerException refused) when (refused.Status is HttpStatusCode.Conflict)
            {
                var conflicting = batch.FindAll(one => refused.Conflicts.Any(conflict => concerns(one, conflict)));
                if (conflicting.Count is 0)
                {
                    throw;
                }

                foreach (var one in conflicting)
                {
                    await (onConflict?.Invoke(one) ?? Task.CompletedTask);
                }

                batch = [.. batch.Except(conflicting)];
            }
        }

        return batch;
    }

    private static async Task<int> WorkThroughAsync<T>(
        Func<string?, Task<Page<T>>> read,
        Func<IReadOnlyList<T>, CancellationToken, Task<int>> act,
        CancellationToken cancellationToken
    )
    {
        var acted = 0;
        string? after = null;
        do
        {
            var page = await read(after);
            acted += await act(page.Items, cancellationToken);
            after = page.Next;
        } while (after is not null);

        return acted;
    }

    /// <summary>Waits for work to gather: the longer, the less there was.</summary>
    private async Task<TimeSpan> RestAsync(int acted, TimeSpan wait, CancellationToken cancellationToken)
    {
        var next = acted switch
        {
            0 => TimeSpan.FromTicks(Math.Min(wait.Ticks * 2, LongestWait.Ticks)),
            < ArrivalBatch => ShortestWait * 2,
            _ => ShortestWait,
        };
        await Task.Delay(_pace.Waits ? ClockTick : next, cancellationToken);
        return next;
    }
}
