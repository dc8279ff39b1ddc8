using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using PortTracker.Contracts.Access;
using PortTracker.Contracts.Events;
using PortTracker.ServiceCore.Retention;
using PortTracker.ServiceCore.Setup;
using PortTracker.ServiceHosting.Access;
using PortTracker.ServiceHosting.Audit;
using PortTracker.ServiceHosting.Commands;

namespace PortTracker.Access;

/// <summary>The access service: accounts and sign-in, firms, API keys.</summary>
public static class AccessService
{
    /// <summary>The key of the clock of authenticator apps.</summary>
    public const string PhoneClock = "phones";

    public static void AddAccessService(this PlatformBuilder platform)
    {
        var services = platform.Services;
        platform.AddDatabase<AccessDb>(ServiceNames.Access);
        services.AnonymisesAccounts<AccessDb>(AccountAnonymisation.NextAsync);
        services.AnonymisesSessions<AccessDb>(SessionRetention.NextAsync);
        services.AddOptions<AccessOptions>().BindConfiguration("Access").ValidateDataAnnotations().ValidateOnStart();
        services
            .AddOptions<SessionOptions>()
            .BindConfiguration("Access:Sessions")
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services
            .AddOptions<SignInLimitOptions>()
            .BindConfiguration("RateLimits")
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddSingleton<SignInAttempts>();
        services.AddSingleton<GuessDelays>();
        services.AddKeyedSingleton(PhoneClock, (provider, _) => provider.GetRequiredService<TimeProvider>());
        services.AddSingleton<KnownDevices>();
        services
            .AddIdentityCore<Account>(identity =>
            {
                identity.Password.RequiredLength = 12;
                identity.Password.RequiredUniqueChars = 6;
                // Length prevents guessing. Required symbols only make people write passwords down.
                identity.Password.RequireDigit = false;
                identity.Password.RequireLowercase = false;
                identity.Password.RequireUppercase = false;
                identity.Password.RequireNonAlphanumeric = false;
            })
            .AddUserManager<UserAccounts>()
            .AddUserStore<UserAccountStore>()
            .AddPasswordValidator<PasswordNotUserNameValidator>()
            .AddPasswordValidator<PasswordNotCommonValidator>();
        // PBKDF2 with SHA-512. Passwords with an older hash get a new one at the next sign-in.
        services.Configure<PasswordHasherOptions>(hashing => hashing.IterationCount = 210_000);
        services.AddSingleton<AccountClaims>();
        services.AddScoped<SignInService>();
        services.AddScoped<PasswordGuard>();
        services.AddHostedService<FirstAdministrator>();
        platform.AddExternalSignIn();
        // Only this service creates the keys that all services read.
        services.Configure<KeyManagementOptions>(keys => keys.AutoGenerateKeys = true);
        services.AddValidation();
    }

    public static IEndpointRouteBuilder MapAccessService(this IEndpointRouteBuilder endpoints)
    {
        var access = endpoints.MapGroup("/api/access").WithTags("Access").AddEndpointFilter<RegisterFollows>();

        var anyone = access.MapGroup("").AllowAnonymous();
        anyone
            .MapPost("/tokens", SignInEndpoints.HandleAsync)
            .Audited<AccessDb>()
            .Produces<AccessTokens>()
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status429TooManyRequests)
            .WithSummary("Sign in");
        anyone
            .MapPost("/tokens/refreshes", RefreshTokens.HandleAsync)
            .Audited<AccessDb>()
            .Produces<AccessTokens>()
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status429TooManyRequests)
            .WithSummary("Exchange a refresh token for new tokens");
        anyone.MapPost("/sessions", SignInForm.HandleAsync).Audited<AccessDb>().ExcludeFromDescription();
        anyone
            .MapGet("/external/provider", ExternalSignInEndpoints.Show)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .WithSummary("The external sign-in provider");
        anyone.MapGet("/external", ExternalSignInEndpoints.BeginAsync).ExcludeFromDescription();

        var own = access.MapGroup("").RequireAuthorization(Policies.SignedIn);
        own.MapGroup("")
            .AddEndpointFilter(SignInEndpoints.LeaveAsync)
            .MapGroup("")
            .AsCommands<AccessDb>()
            .MapPost("/sign-outs", SignInEndpoints.SignOutAsync)
            .WithSummary("End the session of the caller");
        own.MapGet("/me", OwnAccountEndpoints.ShowAsync).WithSummary("The signed-in user");
        own.MapGet("/me/sessions", SessionEndpoints.ListAsync)
            .WithSummary("Open sessions of this account, newest first");
        var self = own.MapGroup("/me").AddEndpointFilter(PasswordGuard.InvokeAsync).MapGroup("").AsCommands<AccessDb>();
        self.MapPost("/password", OwnAccountEndpoints.ChangePasswordAsync).WithSummary("Change the password");
        self.MapPost("/sign-outs", OwnAccountEndpoints.SignOutEverywhereAsync)
            .WithSummary("End all sessions of this account");
        self.MapPost("/sessions/{sessionId:guid}/sign-outs", SessionEndpoints.EndAsync)
            .WithSummary("End one session of this account");
        self.MapPost("/two-factor", OwnAccountEndpoints.SetUpTwoFactorAsync)
            .WithMetadata(SecretResponse.Instance)
            .WithSummary("Start to set up an authenticator app");
        self.MapPost("/two-factor/confirmations", OwnAccountEndpoints.ConfirmTwoFactorAsync)
            .WithMetadata(SecretResponse.Instance)
            .WithSummary("Turn on the second factor");
        self.MapPost("/two-factor/removals", OwnAccountEndpoints.RemoveTwoFactorAsync)
            .WithSummary("Turn off the second factor");

        var auditors = access.MapGroup("").RequireAuthorization(Policies.Auditors);
        auditors.MapGet("/users", UserEndpoints.ListAsync).WithSummary("Users, oldest first");
        auditors.MapGet("/users/{userId:guid}", UserEndpoints.GetAsync).WithSummary("One user");
        auditors.MapGet("/keys", ApiKeyEndpoints.ListAsync).WithSummary("API keys of firms, oldest first");
        auditors.MapGet("/firms", FirmEndpoints.ListAsync).WithSummary("Firms");
        auditors.MapAudit<AccessDb>();

        var administrators = access.MapGroup("").RequireAuthorization(Policies.Administrators);
        var commands = administrators.MapGroup("").AsCommands<AccessDb>();
        var issuers = administrators
            .MapGroup("")
            .AddEndpointFilter(IssuedPassword.InvokeAsync)
            .MapGroup("")
            .AsCommands<AccessDb>();
        issuers
            .MapPost("/users", AddUser.HandleAsync)
            .WithMetadata(SecretResponse.Instance)
            .WithSummary("Add a user, who gets a one-time password");
        commands
            .MapPost("/users/{userId:guid}/rights", ChangeRights.HandleAsync)
            .WithSummary("Change the rights of a user");
        commands.MapPost("/users/{userId:guid}/locks", LockUser.HandleAsync).WithSummary("Lock a user out");
        commands.MapPost("/users/{userId:guid}/unlocks", UserEndpoints.UnlockAsync).WithSummary("Unlock a user");
        commands
            .MapPost("/users/{userId:guid}/sign-outs", UserEndpoints.SignOutAsync)
            .WithSummary("End the sessions of a user");
        commands
            .MapPost("/users/{userId:guid}/two-factor-removals", UserEndpoints.RemoveTwoFactorAsync)
            .WithSummary("Turn off the second factor of a user who has lost it");
        issuers
            .MapPost("/users/{userId:guid}/password-resets", ResetPassword.HandleAsync)
            .WithMetadata(SecretResponse.Instance)
            .WithSummary("Give a user a one-time password");
        commands.MapPost("/firms", FirmEndpoints.PutAsync).WithSummary("Add a firm, or rename one");
        commands
            .MapPost("/keys", ApiKeyEndpoints.MakeAsync)
            .WithMetadata(SecretResponse.Instance)
            .WithSummary("Create an API key for a firm's systems");
        commands
            .MapPost("/keys/{keyId:guid}/revocations", ApiKeyEndpoints.RevokeAsync)
            .WithSummary("Revoke an API key");
        return endpoints;
    }

    /// <summary>Makes the change of a command effective before its response, at least in this process.</summary>
    private sealed class RegisterFollows(AccessRegister register) : IEndpointFilter
    {
        public async ValueTask<object?> InvokeAsync(
            EndpointFilterInvocationContext context,
            EndpointFilterDelegate next
        )
        {
            var answer = await next(context);
            if (HttpMethods.IsPost(context.HttpContext.Request.Method))
            {
                await register.RefreshAsync(context.HttpContext.RequestAborted);
            }

            return answer;
        }
    }
}
