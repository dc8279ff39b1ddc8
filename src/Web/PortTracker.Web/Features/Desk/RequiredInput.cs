namespace PortTracker.Web.Features.Desk;

/// <summary>The input that an action requires.</summary>
internal enum RequiredInput
{
    Nothing,
    Reason,
    Findings,
}
