namespace PortTracker.Web.Desks;

/// <summary>What a desk asks of the API, one thing at a time, and why the last was refused.</summary>
internal sealed class Attempt
{
    /// <summary>Whether one is under way.</summary>
    public bool IsBusy { get; private set; }

    /// <summary>Why the last was not done; null if it was.</summary>
    public Refusal? Refusal { get; private set; }

    /// <summary>Does it, unless another is under way. Returns whether it was done.</summary>
    public async Task<bool> RunAsync(Func<Task> act)
    {
        if (IsBusy)
        {
            return false;
        }

        (IsBusy, Refusal) = (true, null);
        try
        {
            await act();
            return true;
        }
        catch (RefusedException e)
        {
            Refusal = e.Refusal;
            return false;
        }
        finally
        {
            IsBusy = false;
        }
    }

    /// <summary>Refuses it here, before the API is asked.</summary>
    public void Refuse(string field, string message) => Refusal = Refusal.Of(field, message);

    /// <summary>Something else was refused, of which its user has to know.</summary>
    public void Refuse(Refusal refusal) => Refusal = refusal;

    /// <summary>What was refused is not wanted any more.</summary>
    public void Forget() => Refusal = null;
}
