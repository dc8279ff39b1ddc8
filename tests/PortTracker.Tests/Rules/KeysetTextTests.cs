using PortTracker.ServiceHosting.Paging;

namespace PortTracker.Tests.Rules;

public sealed class KeysetTextTests
{
    [Fact]
    public void A_position_reads_back_as_it_was_written()
    {
        var position = new QueuePosition(-5, Guid.CreateVersion7());

        QueuePosition.Parse(position.ToString(), provider: null).ShouldBe(position);
    }

    [Theory]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("one.00000000-0000-0000-0000-000000000000")]
    [InlineData("1.2.3")]
    public void Other_text_is_not_a_position(string text) =>
        QueuePosition.TryParse(text, provider: null, out _).ShouldBeFalse();
}
