namespace PortTracker.Contracts.Board;

/// <summary>A port: <c>GET /api/board/ports</c>.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Name">Its name.</param>
/// <param name="TimeZone">IANA name of its time zone.</param>
/// <param name="UtcOffsetMinutes">Its offset from UTC now, in minutes, for showing its clock without time zone data.</param>
public sealed record PortInfo(string Code, string Name, string TimeZone, int UtcOffsetMinutes);
