using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PortTracker.Contracts.Access;
using PortTracker.ServiceHosting.Access;
using PortTracker.ServiceHosting.Audit;

namespace PortTracker.Access;

/// <summary>Handles the provider's response.</summary>
internal sealed partial class ExternalSignInEvents(
    AccessDb db,
    ExternalSignInService signIns,
    AccessRegister register,
    IOptions<AccessOptions> options,
    ILogger<ExternalSignInEvents> logger
) : OpenIdConnectEvents
{
    private readonly string provider = options.Value.OpenIdConnect!.DisplayName;

    /// <summary>The provider has identified the user, and the proof is validated.</summary>
    public override async Task TicketReceived(TicketReceivedContext context)
    {
        var http = context.HttpContext;
        db.AuditAsDoneBy(http);
        var result = await signIns.AdmitAsync(
            context.Principal!,
            SessionOrigin.Of(http, SessionKind.Browser),
            http.RequestAborted
        );
        await register.RefreshAsync(http.RequestAborted);
        if (result.User is not { } user)
        {
            LogRefused(context.Principal!.FindFirst("sub")!.Value, result.Reason);
            context.HandleResponse();
            await new ExternalRefusal(
                StatusCodes.Status403Forbidden,
                "You have no access.",
                $"{provider} identified you but gives you no access to this system. Ask the administrator for help: {result.Reason}"
            ).ExecuteAsync(http);
            return;
        }

        context.Principal = user;
        context.Properties = CallerSession.CookieUntil(result.EndsAt);
        http.ForgetAntiforgery();
    }

    /// <summary>The response does not belong to a request of this browser, or cannot be validated.</summary>
    public override async Task RemoteFailure(RemoteFailureContext context)
    {
        LogFailed(context.Failure);
        context.HandleResponse();
        await new ExternalRefusal(
            StatusCodes.Status401Unauthorized,
            "Not signed in.",
            $"The sign-in with {provider} was not completed. Start again. If that does not help, give the administrator the time of the attempt; the log has the reason."
        ).ExecuteAsync(context.HttpContext);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "External sign-in of {Subject} refused: {Reason}")]
    private partial void LogRefused(string subject, string reason);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "External sign-in failed; check the provider's settings and clock"
    )]
    private partial void LogFailed(Exception? e);
}
