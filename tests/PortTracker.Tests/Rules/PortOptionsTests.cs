using PortTracker.ServiceCore.Ports;

namespace PortTracker.Tests.Rules;

public sealed class PortOptionsTests
{
    [Fact]
    public void A_port_with_lanes_for_every_category_is_valid() => Failures(_ => { }).ShouldBeEmpty();

    [Theory]
    [InlineData("")]
    [InlineData("LANE-0001")]
    public void A_lane_needs_a_name_of_1_to_8_characters(string name) =>
        Failures(port => port.Lanes[0].Name = name)
            .ShouldHaveSingleItem()
            .ShouldBe($"Ports: KHORGOS has the lane name '{name}'. Give each lane a name of 1 to 8 characters.");

    [Fact]
    public void Two_lanes_cannot_have_the_same_name() =>
        Failures(port => port.Lanes[1].Name = "c1").ShouldHaveSingleItem().ShouldContain("a different name");

    [Fact]
    public void A_time_zone_must_be_known() =>
        Failures(port => port.TimeZone = "Mars").ShouldHaveSingleItem().ShouldContain("unknown time zone 'Mars'");

    [Fact]
    public void Two_ports_cannot_have_the_same_code()
    {
        var options = new PortOptions { Ports = [RulePort.Create(), RulePort.Create("khorgos")] };

        options.Validate(name: null, options).Failures!.ShouldHaveSingleItem().ShouldContain("a different code");
    }

    private static IEnumerable<string> Failures(Action<Port> change)
    {
        var port = RulePort.Create();
        change(port);
        var options = new PortOptions { Ports = [port] };
        return options.Validate(name: null, options).Failures ?? [];
    }
}
