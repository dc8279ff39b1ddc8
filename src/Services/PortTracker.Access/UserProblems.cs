using Microsoft.AspNetCore.Http.HttpResults;
using PortTracker.Contracts.Api;
using PortTracker.ServiceHosting.Problems;

namespace PortTracker.Access;

/// <summary>The refusals that the commands on accounts share.</summary>
internal static class UserProblems
{
    public static ProblemHttpResult Unknown(Guid userId) => ProblemResults.NotFound($"User {userId} does not exist.");

    public static ProblemHttpResult LastAdministrator(Account account) =>
        ProblemResults.Conflict([
            new StateConflict { Reason = $"{account.UserName} is the last administrator. Add another one first." },
        ]);

    public static ProblemHttpResult SignsInElsewhere(Account account, string whatToDo) =>
        ProblemResults.Conflict([
            new StateConflict { Reason = $"{account.UserName} signs in at the external provider. {whatToDo}." },
        ]);
}
