using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using PortTracker.Contracts.Access;

namespace PortTracker.Access;

/// <summary>An administrator gives a user a one-time password.</summary>
internal static class ResetPassword
{
    public static async Task<Results<Ok<OneTimePassword>, ProblemHttpResult>> HandleAsync(
        Guid userId,
        ReasonRequest request,
        HttpContext http,
        AccessDb db,
        UserAccounts accounts,
        CancellationToken cancellationToken
    )
    {
        if (await db.Accounts.FindAsync([userId], cancellationToken) is not { } account)
        {
            return UserProblems.Unknown(userId);
        }

        if (account.IsExternal)
        {
            return UserProblems.SignsInElsewhere(account, "Reset its password there");
        }

        var password = http.Features.GetRequiredFeature<IssuedPassword>();
        account.Receive(password);
        await accounts.UpdateSecurityStampAsync(account);
        return TypedResults.Ok(password.ToContract(account));
    }
}
