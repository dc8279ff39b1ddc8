using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace PortTracker.Access;

/// <summary>What came of a sign-in at the external provider: the user, or why there is none.</summary>
internal sealed record ExternalAdmission(ClaimsPrincipal? User, string WhyNot = "");

/// <summary>
/// Decides about those whom the external provider has signed in. Issuer and subject say who that is, and nothing else does: a name is no
/// proof of owning the account that has it here. What the account may do follows the claims at every sign-in.
/// </summary>
internal sealed class ExternalDoorkeeper(
    AccessDb db,
    ServiceDatabase<AccessDb> database,
    Accounts accounts,
    AccountClaims claims,
    PortCatalog ports,
    IOptions<AccessOptions> options,
    TimeProvider time
)
{
    private readonly ExternalProviderOptions provider = options.Value.OpenIdConnect!;

    public async Task<ExternalAdmission> AdmitAsync(ClaimsPrincipal person, CancellationToken cancellationToken)
    {
        var login = new UserLoginInfo(
            person.FindFirstValue("iss")!,
            person.FindFirstValue("sub")!,
            provider.DisplayName
        );
        var rights = provider.RightsOf(person);
        var admission = new ExternalAdmission(User: null);
        await database.InTransactionAsync(
            db,
            async () =>
            {
                var account = await accounts.FindByLoginAsync(login.LoginProvider, login.ProviderKey);
                var reasons = await WhyNotAsync(account, rights, cancellationToken);
                if (reasons.Count > 0)
                {
                    admission = new ExternalAdmission(User: null, string.Join(' ', reasons));
                    if (account is null)
                    {
                        return false;
                    }

                    // The provider has taken away what the sessions before go on.
                    await accounts.UpdateSecurityStampAsync(account);
                    return true;
                }

                if (account is null)
                {
                    account = await OpenAsync(person, rights, login);
                }
                else if (account.Follow(rights))
                {
                    await accounts.UpdateSecurityStampAsync(account);
                }

                account.SignIn(time.GetUtcNow());
                admission = new ExternalAdmission(await claims.CreateAsync(account));
                return true;
            },
            cancellationToken
        );
        return admission;
    }

    private async Task<IReadOnlyList<string>> WhyNotAsync(
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
            return [$"The claim '{provider.Claims.Roles}' holds none of the roles that there are here."];
        }

        if (Rules<UserRights>.Broken(rights) is { Count: > 0 } broken)
        {
            return [.. broken.Select(rule => $"{string.Join(", ", rule.MemberNames)}: {rule.ErrorMessage}")];
        }

        return await Users.WhyNotAsync(rights, db, ports, cancellationToken) is { } problem
            ? [.. ((HttpValidationProblemDetails)problem.ProblemDetails).Errors.SelectMany(error => error.Value)]
            : [];
    }

    private async Task<Account> OpenAsync(ClaimsPrincipal person, UserRights rights, UserLoginInfo login)
    {
        var name = await FreeNameAsync(person.FindFirstValue(ClaimNames.UserName) ?? "");
        var account = Account.OpenExternal(name, rights, Act.ToMilliseconds(time.GetUtcNow()));
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

    /// <summary>The name at the provider, as far as names here can be like it; with a number if another has it.</summary>
    private async Task<string> FreeNameAsync(string wished)
    {
        // With room for the number.
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
