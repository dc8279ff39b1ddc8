using System.Net;
using System.Net.Http.Headers;

namespace PortTracker.Tests.Hosting;

/// <summary>JSON that stops after some bytes, until it is let go.</summary>
internal sealed class SlowContent : HttpContent
{
    private readonly int bytes;
    private readonly TaskCompletionSource started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public SlowContent(int bytes)
    {
        this.bytes = bytes;
        Headers.ContentType = new MediaTypeHeaderValue("application/json");
    }

    /// <summary>Completes when the bytes are sent.</summary>
    public Task Started => started.Task;

    public void End() => ended.TrySetResult();

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        var text = new byte[bytes];
        Array.Fill(text, (byte)' ');
        await stream.WriteAsync(text);
        await stream.FlushAsync();
        started.TrySetResult();
        await ended.Task;
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
