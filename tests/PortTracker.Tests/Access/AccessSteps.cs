using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using PortTracker.ApiClient;
using PortTracker.Contracts.Access;
using PortTracker.Contracts.Api;
using PortTracker.Contracts.Events;
using PortTracker.Simulation;

namespace PortTracker.Tests.Access;

/// <summary>Steps with accounts: sign-in, sessions, rights.</summary>
internal static class AccessSteps
{
    private static int serial;

    /// <summary>A new user with a unique name.</summary>
    public static AddUserRequest Someone(params IReadOnlyList<string> roles) =>
        new()
        {
            UserName = string.Create(CultureInfo.InvariantCulture, $"someone-{Interlocked.Increment(ref serial)}"),
            DisplayName = "Someone",
            Roles = roles,
            Ports = roles.Contains(Roles.Operator) ? [] : ["*"],
            Stages = roles.Contains(Roles.Operator) ? [] : ServiceNames.Sources,
            Firm = roles.Contains(Roles.Operator) ? TestUsers.Firm : null,
        };

    public static Task<Person> HireAsync(this PortHost port, params IReadOnlyList<string> roles) =>
        port.HireAsync(Someone(roles));

    /// <summary>Adds a user, who signs in once and chooses a password.</summary>
    public static async Task<Person> HireAsync(this PortHost port, AddUserRequest user)
    {
        var administrator = await port.Users.AdministratorAsync();
        if (user.Firm is { } firm)
        {
            await administrator.Firms.PutAsync(new Firm { Uscc = firm, Name = "A firm" });
        }

        var made = await administrator.Users.AddAsync(user);
        var password = DemoOnboarding.RandomPassword();
        using var http = port.Anonymous();
        await DemoOnboarding.ChoosePasswordAsync(http, user.UserName, made.Password, password);
        return new Person(made.User.Id, user.UserName, password);
    }

    public static async Task<User> LookUpAsync(this PortHost port, Guid userId) =>
        await (await port.Users.AdministratorAsync()).Users.GetAsync(userId);

    public static Task<HttpResponseMessage> TrySignInAsync(
        this PortHost port,
        string userName,
        string password,
        string? code = null
    ) =>
        port.SendAsync(
            "/api/access/tokens",
            new SignInRequest
            {
                UserName = userName,
                Password = password,
                Code = code,
            }
        );

    public static async Task<AccessTokens> SignInAsync(this PortHost port, Person person, string? code = null)
    {
        using var answer = await port.TrySignInAsync(person.UserName, person.Password, code);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        return await answer.ReadAsync<AccessTokens>();
    }

    public static Task<HttpResponseMessage> RefreshAsync(this PortHost port, AccessTokens tokens) =>
        port.SendAsync("/api/access/tokens/refreshes", new RefreshRequest { RefreshToken = tokens.RefreshToken });

    /// <summary>The open sessions of the account, newest first.</summary>
    public static async Task<IReadOnlyList<Session>> SessionsAsync(this PortHost port, AccessTokens tokens)
    {
        using var client = port.Bearing(tokens);
        using var answer = await client.GetAsync(new Uri("/api/access/me/sessions", UriKind.Relative));
        return await answer.ReadAsync<List<Session>>();
    }

    /// <summary>A client with a token or an API key.</summary>
    public static HttpClient Bearing(this PortHost port, string token)
    {
        var client = port.Anonymous();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    public static HttpClient Bearing(this PortHost port, AccessTokens tokens) => port.Bearing(tokens.AccessToken);

    public static Task<HttpResponseMessage> PostAsync(this HttpClient client, string path, object? body = null) =>
        client.PostAsync(
            new Uri(path, UriKind.Relative),
            body is null ? null : JsonContent.Create(body, body.GetType(), options: PortJson.Options)
        );

    public static async Task<HttpStatusCode> StatusAsync(this HttpClient client, string path)
    {
        using var answer = await client.GetAsync(new Uri(path, UriKind.Relative));
        return answer.StatusCode;
    }

    public static ReasonRequest Because(string reason = "It has to be") => new() { Reason = reason };

    private static async Task<HttpResponseMessage> SendAsync(this PortHost port, string path, object body)
    {
        using var client = port.Anonymous();
        return await client.PostAsync(path, body);
    }
}
