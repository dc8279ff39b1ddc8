using System.Net;
using System.Net.Http.Headers;

namespace PortTracker.ApiClient;

/// <summary>A CSV to upload. Each attempt reads it from the start, so its size does not matter.</summary>
/// <param name="open">Opens it.</param>
/// <param name="sent">Receives the number of bytes sent.</param>
public sealed class CsvSource(Func<Stream> open, IProgress<long>? sent = null)
{
    internal HttpContent ToContent() => new Content(open, sent);

    private sealed class Content : HttpContent
    {
        private readonly Func<Stream> _open;
        private readonly IProgress<long>? _sent;

        public Content(Func<Stream> open, IProgress<long>? sent)
        {
            _open = open;
            _sent = sent;
            // Without a charset: whoever saved the file knows its encoding, and the server recognises it.
            Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        }

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
            SerializeToStreamAsync(stream, context, CancellationToken.None);

        protected override async Task SerializeToStreamAsync(
            Stream stream,
            TransportContext? context,
            CancellationToken cancellationToken
        )
        {
            await using var file = _open();
            var buffer = new byte[128 * 1024];
            long total = 0;
            int read;
            while ((read = await file.ReadAsync(buffer, cancellationToken)) > 0)
            {
                await stream.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
                total += read;
                _sent?.Report(total);
            }
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
