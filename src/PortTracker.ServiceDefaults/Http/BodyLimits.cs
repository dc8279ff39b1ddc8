using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace PortTracker.ServiceDefaults;

internal static class BodyLimits
{
    /// <summary>Refuses bodies that are larger than <see cref="Limits.BodyBytes"/>, but on routes with a limit of their own.</summary>
    public static IApplicationBuilder UseBodyLimits(this IApplicationBuilder app) =>
        app.Use(
            (http, next) =>
            {
                if (http.Request.ContentLength is null or > Limits.BodyBytes)
                {
                    var limited = new LimitedBody(http.Request, http.Features.Get<IHttpMaxRequestBodySizeFeature>());
                    http.Features.Set<IHttpMaxRequestBodySizeFeature>(limited);
                    http.Request.Body = limited;
                }

                return next(http);
            }
        );

    /// <summary>
    /// A body that may be too large. Kestrel's own limit closes the connection in the middle of it, and a caller who is still
    /// sending sees that and no answer; this one leaves the rest to Kestrel, which reads and forgets it, up to its limit.
    /// </summary>
    private sealed class LimitedBody(HttpRequest request, IHttpMaxRequestBodySizeFeature? server)
        : Stream,
            IHttpMaxRequestBodySizeFeature
    {
        private readonly Stream body = request.Body;
        private readonly long announced = request.ContentLength ?? 0;
        private long? limit = Limits.BodyBytes;
        private long taken;

        public bool IsReadOnly => taken > 0;

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

        public override async ValueTask<int> ReadAsync(
            Memory<byte> buffer,
            CancellationToken cancellationToken = default
        )
        {
            ThrowIfTooLarge(announced);
            var count = await body.ReadAsync(buffer, cancellationToken);
            taken += count;
            ThrowIfTooLarge(taken);
            return count;
        }

        public override Task<int> ReadAsync(
            byte[] buffer,
            int offset,
            int count,
            CancellationToken cancellationToken
        ) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Flush() { }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        private void ThrowIfTooLarge(long bytes)
        {
            if (bytes > limit)
            {
                throw new BadHttpRequestException("The body is too large.", StatusCodes.Status413PayloadTooLarge);
            }
        }
    }
}
