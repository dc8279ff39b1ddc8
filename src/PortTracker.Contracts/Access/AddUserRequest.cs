using PortTracker.Contracts.Api;

namespace PortTracker.Contracts.Access;

/// <summary><c>POST /api/access/users</c>: adds a user. Answers 201 with a one-time password, 409 if the name is taken.</summary>
public sealed record AddUserRequest : UserRights
{
    /// <summary>Name of the account: letters, digits and <c>-._@</c>.</summary>
    [NotBlank(64), UserName]
    public required string UserName { get; init; }
}
