using System.Globalization;
using PortTracker.Contracts;
using PortTracker.Web.Resources;

namespace PortTracker.Web.Board;

/// <summary>How the board writes what it shows.</summary>
public static class BoardFormat
{
    /// <summary>After how many seconds a page without JavaScript loads itself again.</summary>
    public const int ReloadSeconds = 15;

    /// <summary>From when on a wait in one stage is marked as long.</summary>
    public static TimeSpan LongWait { get; } = TimeSpan.FromHours(2);

    /// <summary>Address of a port's board, relative to the site.</summary>
    public static string Address(string port) => $"board/{Uri.EscapeDataString(port)}";

    /// <summary>A wait, to the minute.</summary>
    public static string Wait(TimeSpan wait) =>
        wait switch
        {
            { TotalMinutes: < 1 } => BoardText.WaitUnderMinute,
            { TotalHours: < 1 } => Fill(BoardText.WaitMinutes, wait.Minutes),
            _ => Fill(BoardText.WaitHours, (int)wait.TotalHours, wait.Minutes),
        };

    /// <summary>The age of what is shown: to the second at first.</summary>
    public static string Age(TimeSpan age) =>
        age < TimeSpan.FromMinutes(2)
            ? Fill(BoardText.AgeSeconds, (int)age.TotalSeconds)
            : Fill(BoardText.Ago, Wait(age));

    /// <summary>A count.</summary>
    public static string Number(int count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A time of day with seconds.</summary>
    public static string Time(DateTimeOffset local) => local.ToString("HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>A time of day to the minute.</summary>
    public static string Minute(DateTimeOffset local) => local.ToString("HH:mm", CultureInfo.InvariantCulture);

    /// <summary>How much more than before, or less, in whole per cent.</summary>
    public static string Change(int now, int before) =>
        (100.0 * (now - before) / before).ToString("+#,0' %';−#,0' %';±0' %'", CultureInfo.InvariantCulture);

    /// <summary>A business day.</summary>
    public static string Date(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>An offset from UTC, such as +08:00.</summary>
    public static string Offset(TimeSpan offset) =>
        (offset < TimeSpan.Zero ? "−" : "+") + offset.ToString(@"hh\:mm", CultureInfo.InvariantCulture);

    /// <summary>A text with its places filled.</summary>
    public static string Fill(string text, params object[] values) =>
        string.Format(CultureInfo.InvariantCulture, text, values);

    /// <summary>Name of a stage.</summary>
    public static string Name(Stage stage) =>
        stage switch
        {
            Stage.Arrived => BoardText.StageArrived,
            Stage.DocumentaryControl => BoardText.StageDocumentaryControl,
            Stage.AwaitingInspection => BoardText.StageAwaitingInspection,
            Stage.UnderInspection => BoardText.StageUnderInspection,
            Stage.AwaitingClearance => BoardText.StageAwaitingClearance,
            Stage.Held => BoardText.StageHeld,
            Stage.Cleared => BoardText.StageCleared,
            _ => stage.ToString(),
        };

    /// <summary>Name of a kind of vehicle.</summary>
    public static string Name(VehicleCategory category) =>
        category switch
        {
            VehicleCategory.Car => BoardText.CategoryCar,
            VehicleCategory.Truck => BoardText.CategoryTruck,
            VehicleCategory.Bus => BoardText.CategoryBus,
            VehicleCategory.Machinery => BoardText.CategoryMachinery,
            _ => category.ToString(),
        };

    /// <summary>A stage's place in the page's address and style.</summary>
    public static string Key(Stage stage) =>
        stage switch
        {
            Stage.Arrived => "arrived",
            Stage.DocumentaryControl => "documentary-control",
            Stage.AwaitingInspection => "awaiting-inspection",
            Stage.UnderInspection => "under-inspection",
            Stage.AwaitingClearance => "awaiting-clearance",
            Stage.Held => "held",
            Stage.Cleared => "cleared",
            _ => "other",
        };
}
