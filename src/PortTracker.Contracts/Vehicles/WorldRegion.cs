namespace PortTracker.Contracts.Vehicles;

/// <summary>Regions of the world as the trade in vehicles speaks of them.</summary>
public enum WorldRegion
{
    /// <summary>Central Asia.</summary>
    CentralAsia,

    /// <summary>Russia, Belarus and the southern Caucasus.</summary>
    RussiaAndCaucasus,

    /// <summary>Middle East, with Türkiye.</summary>
    MiddleEast,

    /// <summary>South-East Asia.</summary>
    SouthEastAsia,

    /// <summary>East Asia.</summary>
    EastAsia,

    /// <summary>South Asia.</summary>
    SouthAsia,

    /// <summary>Europe without those above.</summary>
    Europe,

    /// <summary>Africa.</summary>
    Africa,

    /// <summary>North America without Mexico.</summary>
    NorthAmerica,

    /// <summary>Central and South America, with Mexico and the Caribbean.</summary>
    LatinAmerica,

    /// <summary>Australia and Oceania.</summary>
    Oceania,

    /// <summary>Territories without inhabitants of their own.</summary>
    Other,
}
