using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using PortTracker.Contracts.Access;
using PortTracker.ServiceCore.Actions;
using PortTracker.ServiceCore.Persistence;
using PortTracker.ServiceCore.Ports;
using PortTracker.ServiceCore.Storage;
using PortTracker.ServiceCore.Validation;

namespace PortTracker.Access;

/// <summary>
/// Admits users whom the external provider has signed in. Only issuer and subject identify a user: a name does not prove ownership of the
/// account with that name. The account's rights follow the claims at every sign-in.
/// </summary>
internal sealed class ExternalSignInService(
    AccessDb db,
    ServiceTransaction<AccessDb> transaction,
    UserAccounts accounts,
    AccountClaims claims,
    SignInService signIns,
    PortCatalog ports,
    IOptions<AccessOptions> options,
    TimeProvider time
)
{
    private readonly ExternalProviderOptions provider = options.Value.OpenIdConnect!;

    public async Task<ExternalSignInResult> AdmitAsync(
        ClaimsPrincipal person,
        SessionOrigin origin,
        CancellationToken cancellationToken
    )
    {
        var login = new UserLoginInfo(
            person.FindFirstValue("iss")!,
            person.FindFirstValue("sub")!,
            provider.DisplayName
        );
        var rights = provider.RightsOf(person);
        var result = new ExternalSignInResult(User: null);
        await transaction.RunAsync(
            db,
            async () =>
            {
                var account = await accounts.FindByLoginAsync(login.LoginProvider, login.ProviderKey);
                var reasons = await RefusalReasonsAsync(account, rights, cancellationToken);
                if (reasons.Count > 0)
                {
                    result = new ExternalSignInResult(User: null, Reason: string.Join(' ', reasons));
                    if (account is null)
                    {
                        return false;
                    }

                    // The provider withdrew the rights of the earlier sessions.
                    await accounts.UpdateSecurityStampAsync(account);
                    return true;
                }

                if (account is null)
                {
                    account = await OpenAsync(person, rights, login);
                }
                else if (account.ApplyRights(rights))
                {
                    await accounts.UpdateSecurityStampAsync(account);
                }

                var session = signIns.Start(account, origin);
                result = new ExternalSignInResult(claims.Create(account, session), session.EndsAt);
                return true;
            },
            cancellationToken
        );
        return result;
    }

    private async Task<IReadOnlyList<string>> RefusalReasonsAsync(
        Account? account,
        UserRights rights,
        CancellationToken cancellationToken
    )
    {
        if (account is { IsLocked: true })
        {
            return ["The account is locked here."];
        }

        if (rights.Roles is [])
        {
            return [$"The claim '{provider.Claims.Roles}' contains no role of this system."];
        }

        if (AttributeValidator<UserRights>.Validate(rights) is { Count: > 0 } broken)
        {
            return [.. broken.Select(rule => $"{string.Join(", ", rule.MemberNames)}: {rule.ErrorMessage}")];
        }

        return await RightsCheck.CheckAsync(rights, db, ports, cancellationToken) is { } problem
            ? [.. ((HttpValidationProblemDetails)problem.ProblemDetails).Errors.SelectMany(error => error.Value)]
            : [];
    }

    private async Task<Account> OpenAsync(ClaimsPrincipal person, UserRights rights, UserLoginInfo login)
    {
        var name = await FreeNameAsync(person.FindFirstValue(ClaimNames.UserName) ?? "");
        var account = Account.OpenExternal(name, rights, time.GetUtcNow().TruncateToMilliseconds());
        foreach (var step in (Func<Task<IdentityResult>>[])[Create, AddLogin])
        {
            var done = await step();
            if (!done.Succeeded)
            {
                throw new InvalidOperationException($"The account {name} of {login.ProviderKey} was not made: {done}");
            }
        }

        return account;

        Task<IdentityResult> Create() => accounts.CreateAsync(account);
        Task<IdentityResult> AddLogin() => accounts.AddLoginAsync(account, login);
    }

    /// <summary>The user name at the provider, without characters that are not allowed here; with a number if it is taken.</summary>
    private async Task<string> FreeNameAsync(string wished)
    {
        // Leaves room for the number.
        const int Longest = 58;
        var letters = wished.Where(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '@' or '-').Take(Longest);
        var name = string.Concat(letters) is { Length: > 0 } like ? like : "external";
        var free = name;
        for (var number = 2; await accounts.FindByNameAsync(free) is not null; number++)
        {
            free = $"{name}-{number}";
        }

        return free;
    }
}
