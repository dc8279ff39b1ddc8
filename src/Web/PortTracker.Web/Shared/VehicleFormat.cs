using PortTracker.Contracts.Events;
using PortTracker.Contracts.Vehicles;

namespace PortTracker.Web.Shared;

/// <summary>Names the stages, channels and kinds of vehicles in the language of the page.</summary>
public static class VehicleFormat
{
    /// <summary>Name of a stage.</summary>
    public static string Name(Stage stage) =>
        stage switch
        {
            Stage.PreRegistered => VehicleText.StagePreRegistered,
            Stage.Arrived => VehicleText.StageArrived,
            Stage.DocumentaryControl => VehicleText.StageDocumentaryControl,
            Stage.AwaitingInspection => VehicleText.StageAwaitingInspection,
            Stage.UnderInspection => VehicleText.StageUnderInspection,
            Stage.AwaitingClearance => VehicleText.StageAwaitingClearance,
            Stage.Held => VehicleText.StageHeld,
            Stage.Cleared => VehicleText.StageCleared,
            _ => stage.ToString(),
        };

    /// <summary>A stage as the page's address and style sheets spell it.</summary>
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

    /// <summary>Name of a channel.</summary>
    public static string Name(Channel channel) =>
        channel switch
        {
            Channel.Green => VehicleText.ChannelGreen,
            Channel.Yellow => VehicleText.ChannelYellow,
            Channel.Red => VehicleText.ChannelRed,
            _ => channel.ToString(),
        };

    /// <summary>Name of a vehicle category.</summary>
    public static string Name(VehicleCategory category) =>
        category switch
        {
            VehicleCategory.Car => VehicleText.CategoryCar,
            VehicleCategory.Truck => VehicleText.CategoryTruck,
            VehicleCategory.Bus => VehicleText.CategoryBus,
            VehicleCategory.Machinery => VehicleText.CategoryMachinery,
            _ => category.ToString(),
        };

    /// <summary>Name of a kind of propulsion.</summary>
    public static string Name(Propulsion propulsion) =>
        propulsion switch
        {
            Propulsion.Combustion => VehicleText.PropulsionCombustion,
            Propulsion.Hybrid => VehicleText.PropulsionHybrid,
            Propulsion.PlugInHybrid => VehicleText.PropulsionPlugInHybrid,
            Propulsion.BatteryElectric => VehicleText.PropulsionBatteryElectric,
            Propulsion.FuelCell => VehicleText.PropulsionFuelCell,
            _ => propulsion.ToString(),
        };

    /// <summary>Name of a form of shipment.</summary>
    public static string Name(ShipmentForm form) =>
        form switch
        {
            ShipmentForm.Complete => VehicleText.FormComplete,
            ShipmentForm.KnockedDown => VehicleText.FormKnockedDown,
            _ => form.ToString(),
        };
}
