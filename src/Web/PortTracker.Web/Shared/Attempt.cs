namespace PortTracker.Web.Shared;

/// <summary>Runs one API request at a time and keeps the latest refusal.</summary>
internal sealed class Attempt
{
    /// <summary>Whether a request is running.</summary>
    public bool IsBusy { get; private set; }

    /// <summary>Why the latest request failed; null if it succeeded.</summary>
    public Refusal? Refusal { get; private set; }

    /// <summary>Runs a request unless another is running. Returns whether it succeeded.</summary>
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
        catch (Exception e) when (RefusalFormat.Of(e) is { } refusal)
        {
            Refusal = refusal;
            return false;
        }
        finally
        {
            IsBusy = false;
        }
    }

    /// <summary>Refuses a field before the API is called.</summary>
    public void Refuse(string field, string message) => Refusal = Refusal.Of(field, message);

    /// <summary>Shows a refusal from elsewhere.</summary>
    public void Refuse(Refusal refusal) => Refusal = refusal;

    /// <summary>Clears the refusal.</summary>
    public void Forget() => Refusal = null;
}
