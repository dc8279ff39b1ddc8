using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using PortTracker.Contracts.Api;

namespace PortTracker.ServiceHosting.RequestLimits;

/// <summary>
/// A body that may be too large or too slow. Kestrel's own limit closes the connection while the caller is still sending, so the caller gets
/// no response. This limit lets Kestrel read and discard the rest, up to its own limit.
/// </summary>
internal sealed class LimitedBody(
    HttpRequest request,
    IHttpMaxRequestBodySizeFeature? server,
    BodyMemory memory,
    TimeProvider time
) : Stream, IHttpMaxRequestBodySizeFeature
{
    private readonly Stream body = request.Body;
    private readonly long declaredLength = request.ContentLength ?? 0;
    private long? limit = Limits.BodyBytes;
    private long bytesRead;
    private long bytesTaken;
    private CancellationTokenSource? deadline;

    public bool IsReadOnly => bytesRead > 0;

    public long? MaxRequestBodySize
    {
        get => limit;
        set
        {
            limit = value;
            if (server is not null && (value is null || value > server.MaxRequestBodySize))
            {
                server.MaxRequestBodySize = value;
            }
        }
    }

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        ThrowIfTooLarge(declaredLength);
        var count = limit is null
            ? await body.ReadAsync(buffer, cancellationToken)
            : await ReadInTimeAsync(buffer, cancellationToken);
        bytesRead += count;
        ThrowIfTooLarge(bytesRead);
        // A larger body is streamed, not kept, and the smallest are limited by their number.
        if (limit is > Limits.BodyBytes and <= Limits.BatchBytes)
        {
            memory.Take(count);
            bytesTaken += count;
        }

        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            memory.Return(bytesTaken);
            bytesTaken = 0;
            deadline?.Dispose();
        }

        base.Dispose(disposing);
    }

    private async ValueTask<int> ReadInTimeAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        deadline ??= new CancellationTokenSource(
            Limits.BodyTime * Math.Max(1, (double)limit!.Value / Limits.BatchBytes),
            time
        );
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        try
        {
            return await body.ReadAsync(buffer, either.Token);
        }
        catch (OperationCanceledException e) when (deadline.IsCancellationRequested)
        {
            throw new BadHttpRequestException("The body came too slowly.", StatusCodes.Status408RequestTimeout, e);
        }
    }

    private void ThrowIfTooLarge(long bytes)
    {
        if (bytes > limit)
        {
            throw new BadHttpRequestException("The body is too large.", StatusCodes.Status413PayloadTooLarge);
        }
    }
}
