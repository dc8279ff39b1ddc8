using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using PortTracker.Contracts.Access;
using PortTracker.Contracts.Api;
using PortTracker.ServiceCore.Ports;
using PortTracker.ServiceHosting.Problems;

namespace PortTracker.Access;

/// <summary>An administrator changes the rights of a user.</summary>
internal static class ChangeRights
{
    public static async Task<Results<Ok<User>, ProblemHttpResult>> HandleAsync(
        Guid userId,
        RightsChangeRequest request,
        AccessDb db,
        UserAccounts accounts,
        PortCatalog ports,
        CancellationToken cancellationToken
    )
    {
        if (await db.Accounts.FindAsync([userId], cancellationToken) is not { } account)
        {
            return UserProblems.Unknown(userId);
        }

        if (account.IsExternal)
        {
            return UserProblems.SignsInElsewhere(account, "Change its rights there");
        }

        if (await RightsCheck.CheckAsync(request, db, ports, cancellationToken) is { } problem)
        {
            return problem;
        }

        if (request.Version != account.Version)
        {
            return ProblemResults.Conflict([
                new StateConflict
                {
                    Version = account.Version,
                    Reason =
                        $"{account.UserName} has changed since you looked. Check the current rights, then decide again.",
                },
            ]);
        }

        if (
            account.Is(Roles.Administrator)
            && !request.Roles.Contains(Roles.Administrator, StringComparer.Ordinal)
            && await LastAdministrator.IsAsync(account, db, cancellationToken)
        )
        {
            return UserProblems.LastAdministrator(account);
        }

        account.Give(request);
        await accounts.UpdateSecurityStampAsync(account);
        return TypedResults.Ok(account.ToContract());
    }
}
