using System.Net;
using System.Net.Http.Headers;
using System.Text;
using PortTracker.Contracts.Access;
using PortTracker.Contracts.Api;
using PortTracker.Contracts.Vehicles;

namespace PortTracker.Tests.Entry;

public sealed class SlowUploadTests(PortHost port) : IClassFixture<PortHost>
{
    [Theory]
    [InlineData(null)]
    [InlineData("slow")]
    public async Task A_slow_manifest_upload_does_not_block_the_gate(string? key)
    {
        var rest = new TaskCompletionSource();
        using var body = new SlowBody(string.Join(',', VehicleCsv.Columns) + "\n", rest.Task);
        var upload = UploadAsync(body, key);
        await body.Begun;

        // For a while: there is no signal for the moment at which the upload would block.
        for (var i = 0; i < 20; i++)
        {
            var arrival = port.PostAsync("/api/entry/arrivals", PortHost.Arrival(SomeVehicle.Green()));
            (await arrival.WaitAsync(TimeSpan.FromSeconds(10))).StatusCode.ShouldBe(HttpStatusCode.OK);
            await Task.Delay(50);
        }

        upload.IsCompleted.ShouldBeFalse();

        rest.SetResult();
        // A header without vehicles.
        await (await upload).ShouldBeProblemAsync(HttpStatusCode.BadRequest);
    }

    // The factory's client would buffer the body.
    private async Task<HttpResponseMessage> UploadAsync(HttpContent body, string? key)
    {
        using var client = new HttpClient(port.Handler("slow operator", Roles.Operator))
        {
            BaseAddress = new Uri("http://localhost"),
        };
        using var request = new HttpRequestMessage(
            HttpMethod.Post,
            $"/api/entry/pre-registrations/csv?port={PortHost.Port}&expectedOn=2027-01-01"
        )
        {
            Content = body,
        };
        if (key is not null)
        {
            request.Headers.Add(RequestHeaders.IdempotencyKey, key);
        }

        return await client.SendAsync(request);
    }

    private sealed class SlowBody : HttpContent
    {
        private readonly TaskCompletionSource begun = new();
        private readonly string start;
        private readonly Task rest;

        public SlowBody(string start, Task rest)
        {
            (this.start, this.rest) = (start, rest);
            Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        }

        public Task Begun => begun.Task;

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync(Encoding.UTF8.GetBytes(start));
            await stream.FlushAsync();
            begun.SetResult();
            await rest;
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
