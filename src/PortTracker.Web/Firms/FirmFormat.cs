using System.Globalization;
using PortTracker.Contracts;
using PortTracker.Web.Board;
using PortTracker.Web.Resources;

namespace PortTracker.Web.Firms;

/// <summary>How a firm's page writes what it shows.</summary>
internal static class FirmFormat
{
    /// <summary>The stages that always have a place; the others only when something stands in them.</summary>
    public static IReadOnlyList<Stage> Usual { get; } = [Stage.PreRegistered, .. Stages.OnSite, Stage.Departed];

    public static IReadOnlyList<FirmColumn> Columns { get; } = Enum.GetValues<FirmColumn>();

    public static string Name(Stage stage) =>
        stage switch
        {
            Stage.PreRegistered => FirmText.StageExpected,
            Stage.Departed => FirmText.StageDeparted,
            Stage.Refused => FirmText.StageRefused,
            Stage.NoShow => FirmText.StageNoShow,
            Stage.Cancelled => FirmText.StageCancelled,
            _ => BoardFormat.Name(stage),
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

    public static string Name(Fold fold) =>
        fold switch
        {
            Fold.None => FirmText.FoldNone,
            Fold.Declaration => FirmText.FoldDeclaration,
            Fold.Carrier => FirmText.FoldCarrier,
            _ => fold.ToString(),
        };

    /// <summary>What goes into a column of a manifest.</summary>
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

    /// <summary>An instant by the port's clock: the time, with its day where that is not today.</summary>
    public static string Instant(DateTimeOffset instant, DateTimeOffset now)
    {
        var local = instant.ToOffset(now.Offset);
        return local.ToString(local.Date == now.Date ? "HH:mm" : "MM-dd HH:mm", CultureInfo.InvariantCulture);
    }
}
