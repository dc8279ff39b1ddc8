using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using PortTracker.Contracts.Access;
using PortTracker.Contracts.Api;
using PortTracker.ServiceCore.Actions;
using PortTracker.ServiceCore.Ports;
using PortTracker.ServiceCore.Storage;
using PortTracker.ServiceHosting.Problems;

namespace PortTracker.Access;

/// <summary>An administrator adds a user, who gets a one-time password.</summary>
internal static class AddUser
{
    public static async Task<Results<Created<OneTimePassword>, ProblemHttpResult>> HandleAsync(
        AddUserRequest request,
        HttpContext http,
        AccessDb db,
        UserAccounts accounts,
        PortCatalog ports,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        if (await RightsCheck.CheckAsync(request, db, ports, cancellationToken) is { } problem)
        {
            return problem;
        }

        if (await accounts.FindByNameAsync(request.UserName) is not null)
        {
            return ProblemResults.Conflict([
                new StateConflict { Reason = $"User '{request.UserName}' already exists. Choose another name." },
            ]);
        }

        var password = http.Features.GetRequiredFeature<IssuedPassword>();
        var account = Account.Open(request.UserName, request, password, time.GetUtcNow().TruncateToMilliseconds());
        var opened = await accounts.CreateAsync(account);
        return opened.Succeeded
            ? TypedResults.Created($"/api/access/users/{account.Id}", password.ToContract(account))
            : ProblemResults.Invalid("userName", string.Join(' ', opened.Errors.Select(error => error.Description)));
    }
}
