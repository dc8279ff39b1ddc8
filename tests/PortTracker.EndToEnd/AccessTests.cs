using System.Text.RegularExpressions;
using Microsoft.Playwright;
using PortTracker.Contracts.Access;
using PortTracker.Testing;
using static Microsoft.Playwright.Assertions;

namespace PortTracker.EndToEnd;

public sealed class AccessTests(HostProcess host, Browser browser)
    : IClassFixture<HostProcess>,
        IClassFixture<Browser>,
        IDisposable
{
    private const string Chosen = "a password of my own";

    public void Dispose() => host.WriteLog();

    [Fact]
    public async Task People_sign_in_and_out_without_JavaScript()
    {
        var page = await browser.NewPageAsync(new BrowserNewContextOptions { JavaScriptEnabled = false });
        await page.GotoAsync(At("admin"));

        await page.SignInAsync(host.User!.Name, "not the password");
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("user name or password is wrong");

        await page.SignInAsync(host.User.Name, host.User.Password);
        await Expect(page).ToHaveURLAsync(At("admin"));
        await Expect(page.Locator(".bar")).ToContainTextAsync(host.User.Name);

        await page.Button("Sign out").ClickAsync();
        await Expect(page).ToHaveURLAsync(At("sign-in"));
        await page.GotoAsync(At("admin"));
        await Expect(page.Button("Sign in")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task First_sign_in_asks_for_a_new_password_and_continues()
    {
        var made = await host.Client.Users.AddAsync(SignInSteps.Newcomer(Roles.Auditor));
        var page = await browser.NewPageAsync();
        await page.GotoAsync(At("failures"));

        await page.SignInAsync(made.User.UserName, made.Password);
        await Expect(page.GetByRole(AriaRole.Alert).First).ToContainTextAsync("Choose a password of your own first.");
        await page.GotoAsync(At("failures"));
        await Expect(page).ToHaveURLAsync(At("account?returnUrl=%2Ffailures"));

        await ChangePasswordAsync(page, made.Password, "short");
        await Expect(page.GetByLabel("New password", new() { Exact = true }))
            .ToHaveAccessibleDescriptionAsync(new Regex("at least 12 characters"));
        await ChangePasswordAsync(page, made.Password, Chosen);
        await page.GetByRole(AriaRole.Link, new() { Name = "Continue" }).ClickAsync();

        await Expect(page).ToHaveURLAsync(At("failures"));
        await Expect(page.GetByText("No events have failed.")).ToBeVisibleAsync();
        await page.Button("Sign out").ClickAsync();
        await page.SignInAsync(made.User.UserName, made.Password);
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("You are not signed in.");
        await page.SignInAsync(made.User.UserName, Chosen);
        await Expect(page.Locator("nav")).ToContainTextAsync(made.User.UserName);
    }

    [Fact]
    public async Task The_administration_page_tells_an_officer_which_role_it_needs()
    {
        var (officer, password) = await host.OpenAccountAsync(Roles.Officer);
        var page = await browser.NewPageAsync();
        await page.GotoAsync(At("admin"));

        await page.SignInAsync(officer, password);

        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 }))
            .ToHaveTextAsync("You cannot open this page");
        await Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync("You need the role administrator.");
    }

    [Fact]
    public async Task An_administrator_adds_a_user_who_then_signs_in()
    {
        var name = SignInSteps.Newcomer(Roles.Officer).UserName;
        var page = await browser.NewPageAsync();
        var errors = new List<string>();
        page.PageError += (_, error) => errors.Add(error);
        await page.GotoAsync(At("admin"));
        await page.SignInAsync(host.User!.Name, host.User.Password);

        await page.Button("Add a user").ClickAsync();
        await Expect(page.GetByLabel("User name", new() { Exact = true })).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync(name);
        await page.GetByLabel("Display name").FillAsync("Li Wei");
        await page.GetByRole(AriaRole.Checkbox, new() { Name = "officer" }).CheckAsync();
        await page.Button("Add").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Group, new() { Name = "Stages" }))
            .ToContainTextAsync("Say at which stages the officer may act.");
        await Expect(page.GetByLabel("Display name")).ToHaveValueAsync("Li Wei");
        await page.GetByRole(AriaRole.Checkbox, new() { Name = "All ports" }).CheckAsync();
        await page.GetByRole(AriaRole.Checkbox, new() { Name = "Clearance", Exact = true }).CheckAsync();
        await page.Button("Add").ClickAsync();

        var password = await page.Locator("pre").InnerTextAsync();
        await page.Button("Close").ClickAsync();
        await Expect(page.Locator("pre")).ToHaveCountAsync(0);
        await Expect(page.GetByRole(AriaRole.Row, new() { Name = name })).ToContainTextAsync("has a one-time password");
        errors.ShouldBeEmpty();

        await page.Button("Sign out").ClickAsync();
        await page.SignInAsync(name, password);
        await ChangePasswordAsync(page, password, Chosen);
        await Expect(page.Locator(".bar")).ToContainTextAsync("(officer)");
    }

    [Fact]
    public async Task Locking_a_user_out_asks_for_confirmation()
    {
        var (name, password) = await host.OpenAccountAsync(Roles.Manager);
        var page = await browser.NewPageAsync();
        await page.GotoAsync(At("admin"));
        await page.SignInAsync(host.User!.Name, host.User.Password);

        await page.GetByLabel("Search by user name").FillAsync(name);
        await page.Button("Search").ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = name }).ClickAsync();
        await page.Button("Lock…").ClickAsync();
        var question = page.GetByRole(AriaRole.Form, new() { Name = $"Lock {name}?" });
        await Expect(question.GetByLabel("Reason")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("On leave");
        await page.Keyboard.PressAsync("Enter");

        await Expect(page.GetByText($"{name} is locked.")).ToBeVisibleAsync();
        await page.Button("Sign out").ClickAsync();
        await page.SignInAsync(name, password);
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("You are not signed in.");
    }

    [Fact]
    public async Task A_firm_key_is_shown_once_and_can_be_revoked()
    {
        var page = await browser.NewPageAsync();
        await page.GotoAsync(At("admin/firms"));
        await page.SignInAsync(host.User!.Name, host.User.Password);
        await page.Button("Add a firm").ClickAsync();
        await page.GetByLabel("USCC").FillAsync("91350100M000100Y4Z");
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Silk Road Cars");
        await page.Button("Add").ClickAsync();
        await Expect(page.GetByLabel("USCC")).ToHaveAccessibleDescriptionAsync(new Regex("18 characters: digits"));
        await page.GetByLabel("USCC").FillAsync("91350100M000100Y43");
        await page.Button("Add").ClickAsync();
        await Expect(page.GetByText("Silk Road Cars was added.")).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Link, new() { Name = "API keys" }).ClickAsync();
        await page.Button("Create a key").ClickAsync();
        await page.GetByLabel("Firm", new() { Exact = true }).SelectOptionAsync("91350100M000100Y43");
        await page.GetByLabel("Purpose").FillAsync("dispatch");
        await page.GetByLabel("see the firm’s own movements").CheckAsync();
        await page.Button("Create").ClickAsync();
        var key = await page.Locator("pre").InnerTextAsync();
        (await StatusAsync(key)).ShouldBe(200);

        await page.Button("Revoke dispatch").ClickAsync();
        await page.GetByLabel("Reason").FillAsync("A drill");
        await page.Button("Revoke").ClickAsync();
        await Expect(page.GetByText("The key “dispatch” is revoked.")).ToBeVisibleAsync();
        (await StatusAsync(key)).ShouldBe(401);

        async Task<int> StatusAsync(string secret)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "api/entry/movements");
            request.Headers.Authorization = new("Bearer", secret);
            using var answer = await host.Http.SendAsync(request);
            return (int)answer.StatusCode;
        }
    }

    [Fact]
    public async Task A_second_factor_is_set_up_and_asked_for()
    {
        var (name, password) = await host.OpenAccountAsync(Roles.Manager);
        var page = await browser.NewPageAsync();
        await page.GotoAsync(At("sign-in?returnUrl=/account"));
        await page.SignInAsync(name, password);

        await page.Button("Set up").ClickAsync();
        var key = await page.Locator("#shared-key").InnerTextAsync();
        await Expect(page.GetByRole(AriaRole.Img).First).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Password", Exact = true }).FillAsync(password);
        await page.GetByLabel("Code that the app shows").FillAsync(Authenticator.CodeOf(key));
        await page.Button("Turn on").ClickAsync();
        var recovery = (await page.Locator("pre").InnerTextAsync()).Split('\n');
        recovery.Length.ShouldBe(10);
        await page.Button("I have saved them").ClickAsync();
        await Expect(page.Button("Turn off…")).ToBeVisibleAsync();

        await page.Button("Sign out").ClickAsync();
        await page.SignInAsync(name, password);
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("This account has a second factor.");
        await page.SignInAsync(name, password, recovery[0]);
        await Expect(page.Locator("nav")).ToContainTextAsync(name);

        await page.GotoAsync(At("account"));
        await page.Button("Sign out").ClickAsync();
        await page.SignInAsync(name, password);
        await page.SignInAsync(name, password, recovery[0]);
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("user name, password or code is wrong.");
        await page.SignInAsync(name, password, recovery[1]);
        await Expect(page.Locator("nav")).ToContainTextAsync(name);
    }

    [Fact]
    public async Task Signing_out_everywhere_ends_the_session_of_another_browser()
    {
        var (name, password) = await host.OpenAccountAsync(Roles.Auditor);
        var telephone = await browser.NewPageAsync();
        await telephone.GotoAsync(At("failures"));
        await telephone.SignInAsync(name, password);
        await Expect(telephone.GetByText("No events have failed.")).ToBeVisibleAsync();
        var page = await browser.NewPageAsync();
        await page.GotoAsync(At("sign-in?returnUrl=/account"));
        await page.SignInAsync(name, password);

        await page.Button("Sign out everywhere").ClickAsync();

        await Expect(page).ToHaveURLAsync(At("sign-in"));
        await telephone.Button("Refresh").ClickAsync();
        await Expect(telephone.GetByRole(AriaRole.Alert)).ToContainTextAsync("Your session has ended. Sign in again.");
        await telephone.GetByRole(AriaRole.Alert).GetByRole(AriaRole.Link).ClickAsync();
        await telephone.SignInAsync(name, password);
        await Expect(telephone).ToHaveURLAsync(At("failures"));
    }

    [Fact]
    public async Task A_user_sees_the_own_sessions_and_ends_the_one_of_another_browser()
    {
        var (name, password) = await host.OpenAccountAsync(Roles.Auditor);
        var telephone = await browser.NewPageAsync();
        await telephone.GotoAsync(At("failures"));
        await telephone.SignInAsync(name, password);
        await Expect(telephone.GetByText("No events have failed.")).ToBeVisibleAsync();
        var page = await browser.NewPageAsync();
        await page.GotoAsync(At("sign-in?returnUrl=/account"));
        await page.SignInAsync(name, password);
        await Expect(page.GetByText("(this session)")).ToHaveCountAsync(1);

        // Choosing the password was a session of a program.
        await page.Locator("li", new() { HasText = "Browser" }).GetByRole(AriaRole.Button).ClickAsync();

        await Expect(page.GetByText("The session has ended.")).ToBeVisibleAsync();
        await telephone.Button("Refresh").ClickAsync();
        await Expect(telephone.GetByRole(AriaRole.Alert)).ToContainTextAsync("Your session has ended. Sign in again.");
        await Expect(page.GetByText("(this session)")).ToHaveCountAsync(1);
    }

    [Theory]
    [InlineData("account")]
    [InlineData("admin")]
    [InlineData("admin/firms")]
    [InlineData("admin/keys")]
    public async Task The_pages_fit_a_phone(string address)
    {
        var page = await browser.NewPageAsync(
            new BrowserNewContextOptions
            {
                ViewportSize = new ViewportSize { Width = 390, Height = 844 },
            }
        );
        await page.GotoAsync(At(address));
        (await WidthAsync()).ShouldBeLessThanOrEqualTo(390);

        await page.SignInAsync(host.User!.Name, host.User.Password);
        await Expect(page.GetByText("Loading…")).ToHaveCountAsync(0);

        (await WidthAsync()).ShouldBeLessThanOrEqualTo(390);

        Task<int> WidthAsync() => page.EvaluateAsync<int>("document.documentElement.scrollWidth");
    }

    private string At(string address) => new Uri(host.Address, address).AbsoluteUri;

    private static async Task ChangePasswordAsync(IPage page, string now, string chosen)
    {
        await page.GetByLabel("Current password").FillAsync(now);
        await page.GetByLabel("New password", new() { Exact = true }).FillAsync(chosen);
        await page.GetByLabel("New password again").FillAsync(chosen);
        await page.Button("Change the password").ClickAsync();
    }
}
