using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace PortTracker.Access;

/// <summary>The access service: accounts and sign-in, firms, API keys.</summary>
public static class AccessService
{
    public static IHostApplicationBuilder AddAccessService(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        builder.AddServiceDatabase<AccessDb>(ServiceNames.Access);
        services.ForgetsAccounts<AccessDb>(Forgetting.NextAsync);
        services.AddOptions<AccessOptions>().BindConfiguration("Access");
        services.AddOptions<SignInLimits>().BindConfiguration("RateLimits").ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<SignInAttempts>();
        services
            .AddIdentityCore<Account>(identity =>
            {
                identity.Password.RequiredLength = 12;
                identity.Password.RequiredUniqueChars = 6;
                // Length keeps guessers out; symbols only make people write passwords down.
                identity.Password.RequireDigit = false;
                identity.Password.RequireLowercase = false;
                identity.Password.RequireUppercase = false;
                identity.Password.RequireNonAlphanumeric = false;
                identity.Lockout.MaxFailedAccessAttempts = 5;
                identity.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(15);
            })
            .AddUserManager<Accounts>()
            .AddUserStore<AccountStore>()
            .AddPasswordValidator<NotTheName>()
            .AddTokenProvider<AuthenticatorTokenProvider<Account>>(TokenOptions.DefaultAuthenticatorProvider);
        services.AddSingleton<AccountClaims>();
        services.AddScoped<Doorkeeper>();
        services.AddHostedService<FirstAdministrator>();
        builder.AddExternalSignIn();
        // The one service that makes the keys which all others read.
        services.Configure<KeyManagementOptions>(keys => keys.AutoGenerateKeys = true);
        services.AddValidation();
        return builder;
    }

    public static IEndpointRouteBuilder MapAccessService(this IEndpointRouteBuilder endpoints)
    {
        var access = endpoints.MapGroup("/api/access").WithTags("Access").AddEndpointFilter<RegisterFollows>();

        var anyone = access.MapGroup("").AllowAnonymous();
        anyone
            .MapPost("/tokens", SignIn.HandleAsync)
            .Audited<AccessDb>()
            .Produces<Tokens>()
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status429TooManyRequests)
            .WithSummary("Sign in");
        anyone
            .MapPost("/tokens/refreshes", SignIn.RefreshAsync)
            .Audited<AccessDb>()
            .Produces<Tokens>()
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status429TooManyRequests)
            .WithSummary("New tokens for a refresh token");
        anyone.MapPost("/sessions", SignIn.HandleFormAsync).Audited<AccessDb>().ExcludeFromDescription();
        anyone
            .MapGet("/external/provider", ExternalSignIn.Show)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .WithSummary("The external provider with which people can sign in");
        anyone.MapGet("/external", ExternalSignIn.BeginAsync).ExcludeFromDescription();

        var own = access.MapGroup("").RequireAuthorization(Policies.SignedIn);
        own.MapPost("/sign-outs", (Delegate)SignIn.SignOutAsync)
            .Audited<AccessDb>()
            .WithSummary("End the session of this browser");
        own.MapGet("/me", OwnAccount.ShowAsync).WithSummary("Who is signed in");
        var self = own.MapGroup("/me").AsCommands<AccessDb>();
        self.MapPost("/password", OwnAccount.ChangePasswordAsync).WithSummary("Choose another password");
        self.MapPost("/sign-outs", OwnAccount.SignOutEverywhereAsync).WithSummary("End all sessions of this account");
        self.MapPost("/two-factor", OwnAccount.SetUpTwoFactorAsync)
            .WithMetadata(OneTimeAnswer.Instance)
            .WithSummary("Begin to set up an authenticator app");
        self.MapPost("/two-factor/confirmations", OwnAccount.ConfirmTwoFactorAsync)
            .WithMetadata(OneTimeAnswer.Instance)
            .WithSummary("Turn the second factor on");
        self.MapPost("/two-factor/removals", OwnAccount.RemoveTwoFactorAsync).WithSummary("Turn the second factor off");

        var auditors = access.MapGroup("").RequireAuthorization(Policies.Auditors);
        auditors.MapGet("/users", Users.ListAsync).WithSummary("Users, oldest first");
        auditors.MapGet("/users/{userId:guid}", Users.GetAsync).WithSummary("One user");
        auditors.MapGet("/keys", Keys.ListAsync).WithSummary("API keys of firms, oldest first");
        auditors.MapGet("/firms", Firms.ListAsync).WithSummary("Firms");
        auditors.MapAudit<AccessDb>();

        var administrators = access.MapGroup("").RequireAuthorization(Policies.Administrators);
        var commands = administrators.MapGroup("").AsCommands<AccessDb>();
        commands
            .MapPost("/users", Users.AddAsync)
            .WithMetadata(OneTimeAnswer.Instance)
            .WithSummary("Add a user, who gets a one-time password");
        commands
            .MapPost("/users/{userId:guid}/rights", Users.ChangeRightsAsync)
            .WithSummary("Give a user other rights");
        commands.MapPost("/users/{userId:guid}/locks", Users.LockAsync).WithSummary("Lock a user out");
        commands.MapPost("/users/{userId:guid}/unlocks", Users.UnlockAsync).WithSummary("Let a user in again");
        commands.MapPost("/users/{userId:guid}/sign-outs", Users.SignOutAsync).WithSummary("End a user's sessions");
        commands
            .MapPost("/users/{userId:guid}/two-factor-removals", Users.RemoveTwoFactorAsync)
            .WithSummary("Turn off the second factor of a user who has lost it");
        commands
            .MapPost("/users/{userId:guid}/password-resets", Users.ResetPasswordAsync)
            .WithMetadata(OneTimeAnswer.Instance)
            .WithSummary("Give a user a one-time password");
        commands.MapPost("/firms", Firms.PutAsync).WithSummary("Add a firm, or rename one");
        commands
            .MapPost("/keys", Keys.MakeAsync)
            .WithMetadata(OneTimeAnswer.Instance)
            .WithSummary("Make an API key for a firm's own systems");
        commands.MapPost("/keys/{keyId:guid}/revocations", Keys.RevokeAsync).WithSummary("Revoke an API key");
        return endpoints;
    }

    /// <summary>What a command changed holds from its answer on, in this process at least.</summary>
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
