using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using PortTracker.Contracts.Access;
using PortTracker.ServiceCore.Actions;

namespace PortTracker.Access;

/// <summary>The claims of a cookie or token: all that a service needs to know of the account. While an action is required, there are no rights.</summary>
internal sealed class AccountClaims(IOptions<AccessOptions> options)
{
    public RequiredAction? RequiredActionOf(Account account) =>
        account.MustChangePassword ? RequiredAction.ChangePassword
        // Users of the external provider have their second factor there.
        : options.Value.TwoFactorForAdministrators
        && account is { TwoFactorEnabled: false, IsExternal: false }
        && account.Is(Roles.Administrator)
            ? RequiredAction.SetUpTwoFactor
        : null;

    /// <summary>The number of a refresh token among those of its session.</summary>
    public const string Renewals = "renewals";

    public ClaimsPrincipal Create(Account user, SessionRecord session)
    {
        List<Claim> claims =
        [
            new(ClaimTypes.NameIdentifier, user.Id.ToString()),
            new(ClaimTypes.Name, user.UserName!),
            new(CallerClaims.Stamp, user.SecurityStamp!),
            new(CallerClaims.Session, session.Id.ToString()),
            new(CallerClaims.SessionEnd, Number(session.EndsAt.ToUnixTimeMilliseconds())),
            new(Renewals, Number(session.Renewals)),
        ];
        if (RequiredActionOf(user) is { } action)
        {
            claims.Add(new Claim(CallerClaims.RequiredAction, action.ToString()));
        }
        else
        {
            claims.AddRange(user.Roles.Select(role => new Claim(ClaimTypes.Role, role)));
            claims.AddRange(user.Ports.Select(port => new Claim(CallerClaims.Port, port)));
            claims.AddRange(user.Stages.Select(stage => new Claim(CallerClaims.Stage, stage)));
            if (user.Firm is { } firm)
            {
                claims.Add(new Claim(CallerClaims.Firm, firm));
                claims.AddRange(Scopes.All.Select(scope => new Claim(CallerClaims.Scope, scope)));
            }
        }

        return new ClaimsPrincipal(new ClaimsIdentity(claims, IdentityConstants.ApplicationScheme));

        static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
    }
}
