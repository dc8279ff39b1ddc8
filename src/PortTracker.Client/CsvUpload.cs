using System.Net;
using System.Net.Http.Headers;

namespace PortTracker.Client;

/// <summary>A CSV that is streamed from its start on every attempt, however large it is.</summary>
/// <param name="open">Opens it.</param>
/// <param name="sent">Told how many bytes have been sent.</param>
public sealed class CsvUpload(Func<Stream> open, IProgress<long>? sent = null)
{
    /// <summary>A file.</summary>
    public static CsvUpload OfFile(string path, IProgress<long>? sent = null) => new(() => File.OpenRead(path), sent);

    internal HttpContent AsContent() => new Content(open, sent);

    private sealed class Content : HttpContent
    {
        private readonly Func<Stream> _open;
        private readonly IProgress<long>? _sent;

        public Content(Func<Stream> open, IProgress<long>? sent)
        {
            _open = open;
            _sent = sent;
            Headers.ContentType = new MediaTypeHeaderValue("text/csv", "utf-8");
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
