using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace PortTracker.Access;

/// <summary>What a cookie or token says of its account: all that every service needs to know. An account with a duty has no rights yet.</summary>
internal sealed class AccountClaims(IOptions<AccessOptions> options) : IUserClaimsPrincipalFactory<Account>
{
    public Duty? DutyOf(Account account) =>
        account.MustChangePassword ? Duty.ChangePassword
        // Those who sign in elsewhere have their second factor there.
        : options.Value.TwoFactorForAdministrators
        && account is { TwoFactorEnabled: false, IsExternal: false }
        && account.Is(Roles.Administrator)
            ? Duty.SetUpTwoFactor
        : null;

    public Task<ClaimsPrincipal> CreateAsync(Account user)
    {
        List<Claim> claims =
        [
            new(ClaimTypes.NameIdentifier, user.Id.ToString()),
            new(ClaimTypes.Name, user.UserName!),
            new(CallerClaims.Stamp, user.SecurityStamp!),
        ];
        if (DutyOf(user) is { } duty)
        {
            claims.Add(new Claim(CallerClaims.Duty, duty.ToString()));
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

        return Task.FromResult(new ClaimsPrincipal(new ClaimsIdentity(claims, IdentityConstants.ApplicationScheme)));
    }
}
