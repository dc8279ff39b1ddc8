namespace PortTracker.Web.Shared;

/// <summary>The API refused a request or does not answer.</summary>
internal sealed class RefusedException(Refusal refusal, Exception? inner = null) : Exception(refusal.Text, inner)
{
    public Refusal Refusal => refusal;
}
