using System.Globalization;
using PortTracker.Contracts.Events;
using PortTracker.Web.Shared;

namespace PortTracker.Web.Features.Firms;

/// <summary>Formats what a firm's page shows.</summary>
internal static class FirmFormat
{
    /// <summary>The stages that are always listed; the others only if they have vehicles.</summary>
    public static IReadOnlyList<Stage> Usual { get; } = [Stage.PreRegistered, .. Stages.OnSite, Stage.Departed];

    public static IReadOnlyList<FirmColumn> Columns { get; } = Enum.GetValues<FirmColumn>();

    public static string Name(Stage stage) =>
        stage switch
        {
            Stage.PreRegistered => VehicleText.StagePreRegistered,
            Stage.Departed => FirmText.StageDeparted,
            Stage.Refused => FirmText.StageRefused,
            Stage.NoShow => FirmText.StageNoShow,
            Stage.Cancelled => FirmText.StageCancelled,
            _ => VehicleFormat.Name(stage),
        };

    public static string Name(FirmColumn column) =>
        column switch
        {
            FirmColumn.QueueNumber => FirmText.ColumnQueueNumber,
            FirmColumn.Vin => FirmText.ColumnVehicle,
            FirmColumn.Declaration => FirmText.ColumnDeclaration,
            FirmColumn.Carrier => FirmText.ColumnCarrier,
            FirmColumn.Destination => FirmText.ColumnDestination,
            FirmColumn.Stage => FirmText.ColumnStage,
            FirmColumn.Since => FirmText.ColumnSince,
            _ => column.ToString(),
        };

    public static string Name(FirmGrouping grouping) =>
        grouping switch
        {
            FirmGrouping.None => FirmText.GroupNone,
            FirmGrouping.Declaration => FirmText.GroupDeclaration,
            FirmGrouping.Carrier => FirmText.GroupCarrier,
            _ => grouping.ToString(),
        };

    /// <summary>How to fill in a column of a manifest.</summary>
    public static string Help(string column) =>
        column switch
        {
            "vin" => FirmText.HelpVin,
            "plate" => FirmText.HelpPlate,
            "brand" => FirmText.HelpBrand,
            "model" => FirmText.HelpModel,
            "category" => FirmText.HelpCategory,
            "propulsion" => FirmText.HelpPropulsion,
            "form" => FirmText.HelpForm,
            "hs_code" => FirmText.HelpHsCode,
            "destination" => FirmText.HelpDestination,
            "declaration_number" => FirmText.HelpDeclaration,
            "carrier_plate" => FirmText.HelpCarrier,
            "operator" => FirmText.HelpOperator,
            _ => "",
        };

    /// <summary>A time at the port, with the day if that is not today.</summary>
    public static string Instant(DateTimeOffset instant, DateTimeOffset now)
    {
        var local = instant.ToOffset(now.Offset);
        return local.ToString(local.Date == now.Date ? "HH:mm" : "MM-dd HH:mm", CultureInfo.InvariantCulture);
    }
}
