using System.Text.RegularExpressions;

namespace PortTracker.Tests.Architecture;

/// <summary>One name for each thing: these names were replaced, and must not return.</summary>
public sealed class GlossaryTests
{
    /// <summary>The replaced names, and what to call the thing.</summary>
    private static readonly Dictionary<string, string> Replaced = new(StringComparer.Ordinal)
    {
        ["Doorbell"] = "JournalSignal",
        ["Doorbells"] = "JournalSignals",
        ["Deed"] = "AuditContext",
        ["CurrentAct"] = "CurrentAction",
        ["Acted"] = "ActionResult",
        ["TakeTurn"] = "DatabaseLock.Acquire",
        ["GapWatch"] = "GapDetector",
        ["Freshness"] = "SourceLiveness",
        ["SecondTry"] = "RedriveExecutor",
        ["Doorkeeper"] = "SignInService",
        ["Admission"] = "SignInResult",
        ["IsObjected"] = "HasBlockingFinding",
        ["WhyNotGrantable"] = "CannotGrantReason",
        ["Forgetting"] = "AnonymisationPolicy",
        ["LetGo"] = "Purge",
        ["DayBook"] = "DailyCounters",
        ["Outlet"] = "ConnectionSender",
        ["JobTables"] = "HangfireSchema",
        ["Tally"] = "Counters",
        ["OneIn"] = "WithProbability",
        ["SayThatItIsAway"] = "LogUnavailable",
        ["InNameOfVisitor"] = "ForwardVisitorAddressHandler",
        ["NotTheName"] = "PasswordNotUserNameValidator",
        ["ExactMatches"] = "CollationInterceptor",
        ["IsOfTheStore"] = "IsTransient",
        ["ServiceDefaults"] = "ServiceCore or ServiceHosting",
        ["AtTheFirm"] = "FirmSteps",
        ["DayAtThePort"] = "CoverageDay",
    };

    private const string ThisFile = "tests/PortTracker.Tests/Architecture/GlossaryTests.cs";

    [Fact]
    public void No_identifier_has_a_replaced_name() =>
        SolutionTree
            .Files("src", ".cs", ".razor")
            .Concat(SolutionTree.Files("tests", ".cs"))
            .Where(file => file.Path != ThisFile)
            .SelectMany(file =>
                File.ReadLines(file.FullPath)
                    .Index()
                    .SelectMany(line =>
                        ReplacedNamesIn(line.Item).Select(name => $"{file.Path}:{line.Index + 1}: {name}")
                    )
            )
            .ShouldBeEmpty("Each line names a replaced identifier and what to call it.");

    [Theory]
    [InlineData("    var doorbell = doorbells.Listen();", "Doorbell -> JournalSignal,Doorbells -> JournalSignals")]
    [InlineData("    await LetGoAsync();", "LetGo -> Purge")]
    [InlineData("    // Admission is free.", "")]
    [InlineData("    private int tallyMarks;", "")]
    public void The_check_finds_replaced_names(string line, string expected) =>
        string.Join(',', ReplacedNamesIn(line)).ShouldBe(expected);

    private static IEnumerable<string> ReplacedNamesIn(string line)
    {
        var comment = line.IndexOf("//", StringComparison.Ordinal);
        var code = comment < 0 ? line : line[..comment];
        return Replaced
            .Where(name =>
                code.Contains(name.Key[1..], StringComparison.Ordinal)
                && Regex.IsMatch(
                    code,
                    $@"\b[{name.Key[0]}{char.ToLowerInvariant(name.Key[0])}]{name.Key[1..]}(?:Async)?\b",
                    RegexOptions.None,
                    TimeSpan.FromSeconds(5)
                )
            )
            .Select(name => $"{name.Key} -> {name.Value}");
    }
}
