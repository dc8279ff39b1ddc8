using PortTracker.Contracts.Access;

namespace PortTracker.ApiClient;

/// <summary>Users and their rights, for administrators.</summary>
public sealed class UsersApi
{
    private readonly ApiSender _sender;

    internal UsersApi(ApiSender sender) => _sender = sender;

    /// <summary>One user.</summary>
    public Task<User> GetAsync(Guid userId, CancellationToken cancellationToken = default) =>
        _sender.GetAsync<User>($"api/access/users/{userId}", cancellationToken);

    /// <summary>Users whose name contains the text; all without it.</summary>
    public PagedList<User> List(string? search = null) =>
        new(_sender, pageSize: null, "api/access/users", ("search", search));

    /// <summary>Adds a user.</summary>
    public Task<OneTimePassword> AddAsync(AddUserRequest request, CancellationToken cancellationToken = default) =>
        _sender.PostAsync<AddUserRequest, OneTimePassword>("api/access/users", request, cancellationToken);

    /// <summary>Replaces a user's rights.</summary>
    public Task<User> ChangeRightsAsync(
        Guid userId,
        RightsChangeRequest request,
        CancellationToken cancellationToken = default
    ) => _sender.PostAsync<RightsChangeRequest, User>($"api/access/users/{userId}/rights", request, cancellationToken);

    /// <summary>Locks a user out.</summary>
    public Task<User> LockAsync(Guid userId, string reason, CancellationToken cancellationToken = default) =>
        ActAsync<User>(userId, "locks", reason, cancellationToken);

    /// <summary>Ends a lockout.</summary>
    public Task<User> UnlockAsync(Guid userId, string reason, CancellationToken cancellationToken = default) =>
        ActAsync<User>(userId, "unlocks", reason, cancellationToken);

    /// <summary>Ends a user's sessions.</summary>
    public Task<User> SignOutAsync(Guid userId, string reason, CancellationToken cancellationToken = default) =>
        ActAsync<User>(userId, "sign-outs", reason, cancellationToken);

    /// <summary>Turns off the second factor of a user who has lost it.</summary>
    public Task<User> RemoveTwoFactorAsync(Guid userId, string reason, CancellationToken cancellationToken = default) =>
        ActAsync<User>(userId, "two-factor-removals", reason, cancellationToken);

    /// <summary>Gives a user a one-time password.</summary>
    public Task<OneTimePassword> ResetPasswordAsync(
        Guid userId,
        string reason,
        CancellationToken cancellationToken = default
    ) => ActAsync<OneTimePassword>(userId, "password-resets", reason, cancellationToken);

    private Task<T> ActAsync<T>(Guid userId, string action, string reason, CancellationToken cancellationToken) =>
        _sender.PostAsync<ReasonRequest, T>(
            $"api/access/users/{userId}/{action}",
            new ReasonRequest { Reason = reason },
            cancellationToken
        );
}
