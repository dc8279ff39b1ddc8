using Microsoft.AspNetCore.Identity;

namespace PortTracker.Access;

/// <summary>Rejects passwords that contain the user name.</summary>
internal sealed class PasswordNotUserNameValidator : IPasswordValidator<Account>
{
    public Task<IdentityResult> ValidateAsync(UserManager<Account> manager, Account user, string? password) =>
        Task.FromResult(
            password?.Contains(user.UserName!, StringComparison.OrdinalIgnoreCase) is true
                ? IdentityResult.Failed(
                    new IdentityError { Description = "The password must not contain the user name." }
                )
                : IdentityResult.Success
        );
}
