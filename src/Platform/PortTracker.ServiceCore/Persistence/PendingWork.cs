using PortTracker.Contracts.Events;
using PortTracker.ServiceCore.Audit;

namespace PortTracker.ServiceCore.Persistence;

/// <summary>The work of a transaction at its commit, in addition to the tracked changes.</summary>
internal sealed class PendingWork(AuditTrail trail)
{
    public List<PortEvent> Events { get; } = [];
    public List<Action> PostCommitActions { get; } = [];
    public AuditTrail Trail { get; } = trail;

    public Mark Now => new(Events.Count, PostCommitActions.Count, Trail.Noted);

    /// <summary>Drops the work that was added after a mark.</summary>
    public void ReturnTo(Mark mark)
    {
        Events.RemoveRange(mark.Events, Events.Count - mark.Events);
        PostCommitActions.RemoveRange(mark.Actions, PostCommitActions.Count - mark.Actions);
    }

    /// <summary>Runs the post-commit actions and clears the work.</summary>
    public void Committed()
    {
        PostCommitActions.ForEach(action => action());
        PostCommitActions.Clear();
        Events.Clear();
        Trail.Committed();
    }

    internal readonly record struct Mark(int Events, int Actions, int AuditRows);
}
