using PortTracker.Contracts.Access;
using PortTracker.Contracts.Api;
using PortTracker.Contracts.Board;
using PortTracker.Web.Shared;

namespace PortTracker.Web.Features.Admin;

/// <summary>Calls the access service as the administrator.</summary>
internal sealed class AdminClient(ApiClient api)
{
    private const int PageSize = 100;
    private const string Users = "api/access/users";
    private const string Firms = "api/access/firms";
    private const string Keys = "api/access/keys";

    public Task<Page<User>> UsersAsync(string search, string? after) =>
        api.GetAsync<Page<User>>($"{Users}?limit={PageSize}&search={Uri.EscapeDataString(search)}{After(after)}");

    public Task<User> UserAsync(Guid id) => api.GetAsync<User>($"{Users}/{id}");

    public Task<OneTimePassword> AddUserAsync(NewUser user) => api.PostAsync<OneTimePassword>(Users, user);

    public Task<User> ChangeRightsAsync(Guid id, RightsChange change) =>
        api.PostAsync<User>($"{Users}/{id}/rights", change);

    /// <summary>Locks, unlocks or signs out a user, or removes the second factor.</summary>
    public Task<User> ActAsync(Guid id, string route, ReasonRequest action) =>
        api.PostAsync<User>($"{Users}/{id}/{route}", action);

    public Task<OneTimePassword> ResetPasswordAsync(Guid id, ReasonRequest action) =>
        api.PostAsync<OneTimePassword>($"{Users}/{id}/{UserActionOffer.ResetPassword.Route}", action);

    public Task<List<Firm>> FirmsAsync() => api.GetAsync<List<Firm>>(Firms);

    /// <summary>Adds a firm, or renames it.</summary>
    public Task<Firm> SaveFirmAsync(Firm firm) => api.PostAsync<Firm>(Firms, firm);

    public Task<Page<ApiKey>> KeysAsync(string? after) =>
        api.GetAsync<Page<ApiKey>>($"{Keys}?limit={PageSize}{After(after)}");

    public Task<CreatedApiKey> CreateKeyAsync(NewApiKey key) => api.PostAsync<CreatedApiKey>(Keys, key);

    public Task RevokeKeyAsync(ApiKey key, ReasonRequest action) =>
        api.PostAsync($"{Keys}/{key.Id}/revocations", action);

    /// <summary>The firms and ports that rights can name.</summary>
    public async Task<RightLookups> RightLookupsAsync()
    {
        var firms = FirmsAsync();
        var ports = api.GetAsync<List<PortInfo>>("api/board/ports");
        return new RightLookups(await firms, await ports);
    }

    private static string? After(string? after) => after is null ? null : $"&after={after}";
}
