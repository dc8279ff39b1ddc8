using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using PortTracker.Contracts.Api;

namespace PortTracker.ServiceHosting.RequestLimits;

internal static class BodyLimits
{
    /// <summary>Refuses bodies that are larger than <see cref="Limits.BodyBytes"/>, except on routes with their own limit.</summary>
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
    /// A body that may be too large. Kestrel's limit closes the connection while the caller is still sending, so the caller gets no
    /// response. This limit lets Kestrel read and discard the rest, up to its own limit.
    /// </summary>
    private sealed class LimitedBody(HttpRequest request, IHttpMaxRequestBodySizeFeature? server)
        : Stream,
            IHttpMaxRequestBodySizeFeature
    {
        private readonly Stream body = request.Body;
        private readonly long declaredLength = request.ContentLength ?? 0;
        private long? limit = Limits.BodyBytes;
        private long bytesRead;

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

        public override async ValueTask<int> ReadAsync(
            Memory<byte> buffer,
            CancellationToken cancellationToken = default
        )
        {
            ThrowIfTooLarge(declaredLength);
            var count = await body.ReadAsync(buffer, cancellationToken);
            bytesRead += count;
            ThrowIfTooLarge(bytesRead);
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
