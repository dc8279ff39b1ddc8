using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace PortTracker.Tests.Pipeline;

public sealed class SlowUploadTests(PortHost port) : IClassFixture<PortHost>
{
    [Theory]
    [InlineData(null)]
    [InlineData("slow")]
    public async Task A_manifest_that_comes_in_slowly_holds_up_no_gate(string? key)
    {
        var rest = new TaskCompletionSource();
        using var body = new SlowBody(string.Join(',', VehicleCsv.Columns) + "\n", rest.Task);
        var upload = UploadAsync(body, key);
        await body.Begun;

        // For a while: nothing tells when the upload has come to where it would hold them up.
        for (var i = 0; i < 20; i++)
        {
            var arrival = port.PostAsync("/api/entry/arrivals", PortHost.Arrival(SomeVehicle.Green()));
            (await arrival.WaitAsync(TimeSpan.FromSeconds(10))).StatusCode.ShouldBe(HttpStatusCode.OK);
            await Task.Delay(50);
        }

        upload.IsCompleted.ShouldBeFalse();

        rest.SetResult();
        // A heading without vehicles.
        await (await upload).ShouldBeProblemAsync(HttpStatusCode.BadRequest);
    }

    // Past the factory's own client, which gathers a body before it sends it.
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
            request.Headers.Add(Headers.IdempotencyKey, key);
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
