using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace PortTracker.Tests.Throughput;

/// <summary>Executes a result as a server that allows only asynchronous writes.</summary>
internal static class ResultExecution
{
    public static async Task<byte[]> BytesAsync(IResult result)
    {
        using var body = new AsyncOnly();
        await ToAsync(body, result);
        return body.ToArray();
    }

    public static async Task ToAsync(Stream body, IResult result)
    {
        await using var services = new ServiceCollection().AddLogging().BuildServiceProvider();
        var http = new DefaultHttpContext { RequestServices = services };
        http.Response.Body = body;
        await result.ExecuteAsync(http);
    }

    private sealed class AsyncOnly : MemoryStream
    {
        private bool isAsync;

        public override void Write(byte[] buffer, int offset, int count)
        {
            isAsync.ShouldBeTrue("written synchronously");
            base.Write(buffer, offset, count);
        }

        public override void Write(ReadOnlySpan<byte> buffer) => throw new InvalidOperationException("Synchronous.");

        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        {
            isAsync = true;
            Write(buffer, offset, count);
            isAsync = false;
            return Task.CompletedTask;
        }

        public override ValueTask WriteAsync(
            ReadOnlyMemory<byte> buffer,
            CancellationToken cancellationToken = default
        ) => new(WriteAsync(buffer.ToArray(), 0, buffer.Length, cancellationToken));
    }
}
