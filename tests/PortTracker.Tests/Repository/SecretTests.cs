using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace PortTracker.Tests.Repository;

/// <summary>Secrets come from the environment, files or user secrets, never from the repository.</summary>
public sealed class SecretTests
{
    // Values for accounts and keys that exist only during a test.
    private const string Tests = "tests/PortTracker.Tests/";

    private static readonly (string Path, string Value)[] Exceptions =
    [
        (Tests, "only for this host"),
        (Tests, "another for this host"),
        (Tests, "a new and long one"),
        (Tests, "made up"),
        (Tests, "nonsense"),
        (Tests, "wrong"),
        (Tests, "nothing"),
        // Not even a hash.
        (Tests, "hash one"),
        (Tests, "hash two"),
        // A key that does not exist.
        (Tests, "ptk_" + new string('0', 64)),
    ];

    [Fact]
    public async Task The_repository_contains_no_secret()
    {
        var files = await TrackedAsync();
        files.Count.ShouldBeGreaterThan(300);

        var found = new List<SecretFinding>();
        foreach (var file in files)
        {
            var text = await File.ReadAllTextAsync(Path.Combine(Root, file));
            if (!text.Contains('\0', StringComparison.Ordinal))
            {
                found.AddRange(SecretScan.Find(file, text));
            }
        }

        found.Where(secret => !Exceptions.Any(exception => Covers(exception, secret))).ShouldBeEmpty();
        Exceptions
            .Where(exception => !found.Exists(secret => Covers(exception, secret)))
            .ShouldBeEmpty("Nothing matches these exceptions: remove them.");
    }

    [Theory]
    [InlineData("-----BEGIN RSA ¤PRIVATE KEY-----")]
    [InlineData("-----BEGIN ¤PRIVATE KEY-----")]
    [InlineData("curl -H 'Authorization: ptk¤_0123456789¤abcdef'")]
    [InlineData("GITHUB=ghp¤_abcdefghijklmnopqrst0123456789")]
    [InlineData("eyJhbGciOiJIUzI1NiJ9¤.eyJzdWIiOiIxMjM0NTY3ODkwIn0.x")]
    [InlineData("cookie: CfDJ8¤OizfS7plBVFkTtOJoT7f0s9")]
    [InlineData("{ \"entry\": \"Server=db;User=sa;Pass¤word=hunter2!\" }")]
    [InlineData("Server=db;User=sa;P¤wd=hunter2!;Encrypt=true")]
    [InlineData("RabbitMq__Url: amqp:¤//guest:guest@rabbitmq:5672/")]
    [InlineData("var pass¤word = \"hunter\";")]
    [InlineData("\"pass¤word\": \"hunter\",")]
    [InlineData("  sa_pass¤word: hunter")]
    [InlineData("export API_TO¤KEN=hunter")]
    [InlineData("<Pass¤word>hunter</Pass¤word>")]
    [InlineData("client.Secret¤Is(\"q8ZtR2vLx0¤PbN5yWc7Kd9Jf\")")]
    public void The_scan_finds_a_secret(string line)
    {
        // The mark hides the samples from the scan.
        var sample = line.Replace("¤", "", StringComparison.Ordinal);

        var found = SecretScan.Find("made-up", $"first\n{sample}\nlast").ToList();

        found.ShouldNotBeEmpty();
        found.ShouldAllBe(secret => secret.Line == 2);
    }

    [Theory]
    [InlineData("password: ${MSSQL_SA_PASSWORD}")]
    [InlineData("amqp://user:{password}@rabbitmq:5672/")]
    [InlineData("var password = Onboarding.RandomPassword();")]
    [InlineData("public required string Password { get; init; }")]
    [InlineData("The password is asked for, or read from standard input.")]
    [InlineData("secrets: [rabbitmq_definitions.json]")]
    [InlineData("/run/secrets/ConnectionStrings__throughput holds a password")]
    [InlineData("public Task<OneTimePassword> ResetPasswordOfSomebodyElseAsync(CancellationToken cancellationToken)")]
    [InlineData("http://localhost:5080/sign-in?returnUrl=@here")]
    public void The_scan_ignores_harmless_text(string line) => SecretScan.Find("made-up", line).ShouldBeEmpty();

    private static string Root { get; } = RootOf();

    private static bool Covers((string Path, string Value) exception, SecretFinding secret) =>
        secret.Value == exception.Value && secret.Path.StartsWith(exception.Path, StringComparison.Ordinal);

    private static async Task<IReadOnlyList<string>> TrackedAsync()
    {
        using var git = new Process
        {
            StartInfo = new ProcessStartInfo("git", ["ls-files", "-z"])
            {
                WorkingDirectory = Root,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                UseShellExecute = false,
            },
        };
        try
        {
            git.Start();
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("There is no git.");
        }

        var files = await git.StandardOutput.ReadToEndAsync();
        await git.WaitForExitAsync();
        Assert.SkipWhen(git.ExitCode is not 0, "This is no clone of the repository.");
        // The list includes deleted files that are not committed.
        return
        [
            .. files
                .Split('\0', StringSplitOptions.RemoveEmptyEntries)
                .Where(file => File.Exists(Path.Combine(Root, file))),
        ];
    }

    private static string RootOf([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../.."));
}
