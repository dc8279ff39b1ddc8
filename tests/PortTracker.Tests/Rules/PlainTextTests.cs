using PortTracker.Contracts.Access;
using PortTracker.Contracts.Api;
using PortTracker.Contracts.Clearance;
using PortTracker.Contracts.Vehicles;
using PortTracker.ServiceCore.Validation;

namespace PortTracker.Tests.Rules;

/// <summary>Text that people send has only what everybody sees.</summary>
public sealed class PlainTextTests
{
    /// <summary>Texts that need no rule for people's words: they are looked up, or never shown.</summary>
    private static readonly string[] LookedUp =
    [
        "AggregationRequest.Port",
        "Arrival.Lane",
        "ClearanceRequest.DeclarationNumber",
        "ClearanceRequest.Port",
        "QueueMoveRequest.Lane",
        "ReasonedClearanceRequest.DeclarationNumber",
        "ReasonedClearanceRequest.Port",
        "SignInRequest.Code",
        "UserRights.Firm",
        "AddUserRequest.Firm",
        "RightsChangeRequest.Firm",
    ];

    [Theory]
    [InlineData("Tyres worn: 2 of 4, see photo", true)]
    [InlineData("轮胎磨损，见照片", true)]
    [InlineData("Шины изношены — см. фото № 3", true)]
    [InlineData("𠀀 😀", true)]
    [InlineData("two\nlines", false)]
    [InlineData("bell\u0007", false)]
    [InlineData("C1\u0085control", false)]
    [InlineData("turned \u202Egnitirw", false)]
    [InlineData("isolated \u2066text\u2069", false)]
    [InlineData("mark\u200F", false)]
    [InlineData("zero\u200Bwidth", false)]
    [InlineData("joined\u200Dletters", false)]
    [InlineData("\uFEFFmark of a file", false)]
    [InlineData("soft\u00ADhyphen", false)]
    [InlineData("tag\U000E0041", false)]
    [InlineData("separated\u2028lines", false)]
    [InlineData("lost \uFFFD", false)]
    public void A_text_has_no_character_that_cannot_be_seen(string text, bool valid)
    {
        var errors = AttributeValidator<ReasonRequest>.Validate(new ReasonRequest { Reason = text });
        (errors.Count is 0).ShouldBe(valid);
        PlainText.IsValid(text, out _).ShouldBe(valid);
    }

    [Fact]
    public void Half_a_surrogate_pair_is_refused() => PlainText.IsValid("half \uD840", out _).ShouldBeFalse();

    [Theory]
    [InlineData(" Song\nPlus ", "Song Plus")]
    [InlineData("比亚迪\u3000", "比亚迪")]
    [InlineData("Song\u200B Plus\u202C", "Song Plus")]
    [InlineData("Song\tPlus", "Song Plus")]
    public void A_text_of_a_file_is_read_in_one_line(string text, string read) =>
        PlainText.InOneLine(text).ShouldBe(read);

    [Fact]
    public void A_password_may_have_any_character()
    {
        var typed = "family of three \U0001F468\u200D\U0001F469\u200D\U0001F467";
        AttributeValidator<SignInRequest>
            .Validate(new SignInRequest { UserName = "li.wei", Password = typed })
            .ShouldBeEmpty();
    }

    [Fact]
    public void Every_text_of_a_request_has_a_rule() =>
        typeof(ClearanceRequest)
            .Assembly.GetExportedTypes()
            .Where(type => type.Name.EndsWith("Request", StringComparison.Ordinal) || IsPartOfRequest(type))
            .SelectMany(type => type.GetProperties())
            .Where(property => property.PropertyType == typeof(string))
            .Where(property => !property.IsDefined(typeof(TextRuleAttribute), inherit: true))
            .Select(property => $"{property.ReflectedType!.Name}.{property.Name}")
            .Except(LookedUp)
            .ShouldBeEmpty(
                "Give each a rule such as [NotBlank] or [PlainText], or list it here if it is only looked up."
            );

    private static bool IsPartOfRequest(Type type) =>
        type == typeof(Vehicle)
        || type.Name is "Arrival" or "Finding" or "HeldBack" or "InspectionOutcome" or "UserRights" or "Firm";
}
