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
        var upload = port.PostAsync(
            $"/api/entry/pre-registrations/csv?port={PortHost.Port}&expectedOn=2027-01-01",
            body,
            key
        );
        await body.Begun;

        var arrival = port.PostAsync("/api/entry/arrivals", PortHost.Arrival(SomeVehicle.Green()));
        (await arrival.WaitAsync(TimeSpan.FromSeconds(20))).StatusCode.ShouldBe(HttpStatusCode.OK);
        upload.IsCompleted.ShouldBeFalse();

        rest.SetResult();
        // A heading without vehicles.
        await (await upload).ShouldBeProblemAsync(HttpStatusCode.BadRequest);
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
