using PortTracker.Contracts.Board;
using PortTracker.Contracts.Entry;

namespace PortTracker.Tests.Board;

/// <summary>The board compares with yesterday up to the same time of day in Asia/Shanghai, or shows nothing.</summary>
public sealed class DayComparisonTests : IAsyncLifetime
{
    private readonly PortHost port = new();

    // At 10:00 in Shanghai.
    private static readonly DateOnly FirstDay = new(2026, 5, 12);

    public ValueTask InitializeAsync() => port.InitializeAsync();

    public ValueTask DisposeAsync() => port.DisposeAsync();

    [Fact]
    public async Task Yesterday_counts_up_to_the_same_time_of_day()
    {
        await PassAsync();
        var next = FirstDay.AddDays(1);
        At(next, 9, 0, 0);
        var car = await port.ArriveAsync(SomeVehicle.Green());
        At(next, 11, 0, 0);
        await port.GrantAsync(car.MovementId);
        At(next, 15, 0, 0);
        await port.DepartAsync(car.MovementId);
        At(next, 23, 59, 0);
        var late = await port.ArriveAsync(SomeVehicle.Green());
        At(next, 23, 59, 30);
        await port.RefuseAsync(late.MovementId);

        var today = FirstDay.AddDays(2);
        At(today, 0, 0, 0);
        await SaysAsync(next, arrived: 0, cleared: 0, departed: 0, refused: 0);
        At(today, 8, 59, 59);
        await SaysAsync(next, arrived: 0, cleared: 0, departed: 0, refused: 0);
        At(today, 9, 0, 0);
        await SaysAsync(next, arrived: 1, cleared: 0, departed: 0, refused: 0);
        At(today, 14, 59, 0);
        await SaysAsync(next, arrived: 1, cleared: 1, departed: 0, refused: 0);
        await port.RestartAsync();
        await SaysAsync(next, arrived: 1, cleared: 1, departed: 0, refused: 0);
        At(today, 23, 59, 0);
        await SaysAsync(next, arrived: 2, cleared: 1, departed: 1, refused: 0);
        At(today, 23, 59, 59);
        await SaysAsync(next, arrived: 2, cleared: 1, departed: 1, refused: 1);
        await port.RestartAsync();
        await SaysAsync(next, arrived: 2, cleared: 1, departed: 1, refused: 1);

        At(today.AddDays(1), 0, 0, 0);
        await SaysAsync(today, arrived: 0, cleared: 0, departed: 0, refused: 0);
    }

    [Fact]
    public async Task The_first_day_on_record_is_not_compared()
    {
        (await BoardAsync()).Yesterday.ShouldBeNull();
        await PassAsync();
        // A vehicle that has been here for days is recorded with its arrival time.
        await port.ArriveAsync(SomeVehicle.Green(), port.Time.GetUtcNow().AddDays(-3));
        (await BoardAsync()).Yesterday.ShouldBeNull();

        At(FirstDay.AddDays(1), 23, 59, 59);
        (await BoardAsync()).Yesterday.ShouldBeNull();
        await port.RestartAsync();
        (await BoardAsync()).Yesterday.ShouldBeNull();

        At(FirstDay.AddDays(2), 0, 0, 0);
        await SaysAsync(FirstDay.AddDays(1), arrived: 0, cleared: 0, departed: 0, refused: 0);
    }

    [Fact]
    public async Task A_quiet_port_reports_zero_for_yesterday_after_a_restart()
    {
        await PassAsync();
        At(FirstDay.AddDays(20), 12, 0, 0);
        await port.RestartAsync();

        await SaysAsync(FirstDay.AddDays(19), arrived: 0, cleared: 0, departed: 0, refused: 0);
    }

    /// <summary>A vehicle arrives and departs.</summary>
    private async Task PassAsync()
    {
        var car = (await port.ArriveAsync(SomeVehicle.Green())).MovementId;
        await port.GrantAsync(car);
        await port.DepartAsync(car);
    }

    private void At(DateOnly day, int hour, int minute, int second) =>
        port.Time.SetUtcNow(
            new DateTimeOffset(day.ToDateTime(new TimeOnly(hour, minute, second)), TimeSpan.FromHours(8))
        );

    private Task<BoardSnapshot> BoardAsync() => port.GetAsync<BoardSnapshot>($"/api/board/{PortHost.Port}");

    private async Task SaysAsync(DateOnly date, int arrived, int cleared, int departed, int refused) =>
        (await BoardAsync()).Yesterday.ShouldBe(new BoardDay(date, arrived, cleared, departed, refused));
}
