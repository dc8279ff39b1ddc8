using PortTracker.Contracts.Events;

namespace PortTracker.Inspection;

/// <summary>A channel, and what selected it.</summary>
internal readonly record struct ChannelSelection(Channel Channel, ChannelSource By, string Reason);
