using PortTracker.Contracts;
using PortTracker.Web.Board;
using PortTracker.Web.Resources;

namespace PortTracker.Web.Officer;

/// <summary>How the desk writes what it shows.</summary>
internal static class OfficerFormat
{
    /// <summary>Codes of findings that inspectors use; any other may be written.</summary>
    public static IReadOnlyList<string> Codes { get; } =
    ["VIN-MISMATCH", "DOCUMENT-MISSING", "DAMAGE", "UNDECLARED-GOODS", "WRONG-MODEL", "SEAL-BROKEN"];

    public static string Name(Stage stage) =>
        stage is Stage.PreRegistered ? OfficerText.StagePreRegistered : BoardFormat.Name(stage);

    public static string Name(Channel channel) =>
        channel switch
        {
            Channel.Green => OfficerText.ChannelGreen,
            Channel.Yellow => OfficerText.ChannelYellow,
            Channel.Red => OfficerText.ChannelRed,
            _ => channel.ToString(),
        };

    public static string Name(Propulsion propulsion) =>
        propulsion switch
        {
            Propulsion.Combustion => OfficerText.PropulsionCombustion,
            Propulsion.Hybrid => OfficerText.PropulsionHybrid,
            Propulsion.PlugInHybrid => OfficerText.PropulsionPlugInHybrid,
            Propulsion.BatteryElectric => OfficerText.PropulsionBatteryElectric,
            Propulsion.FuelCell => OfficerText.PropulsionFuelCell,
            _ => propulsion.ToString(),
        };

    public static string Name(ShipmentForm form) =>
        form switch
        {
            ShipmentForm.Complete => OfficerText.FormComplete,
            ShipmentForm.KnockedDown => OfficerText.FormKnockedDown,
            _ => form.ToString(),
        };

    public static string Name(Severity severity) =>
        severity switch
        {
            Severity.Minor => OfficerText.SeverityMinor,
            Severity.Major => OfficerText.SeverityMajor,
            Severity.Critical => OfficerText.SeverityCritical,
            _ => severity.ToString(),
        };
}
