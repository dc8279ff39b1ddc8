using System.Security.Claims;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using PortTracker.Contracts.Access;
using PortTracker.Contracts.Api;
using PortTracker.ServiceCore.Actions;
using PortTracker.ServiceHosting.Access;
using PortTracker.ServiceHosting.Problems;
using QRCoder;

namespace PortTracker.Access;

/// <summary>The commands of users on their own account.</summary>
internal static class OwnAccountEndpoints
{
    public static async Task<Ok<CurrentUser>> ShowAsync(
        HttpContext http,
        UserAccounts accounts,
        IAntiforgery antiforgery
    )
    {
        var user = http.User;
        var account = await OfCallerAsync(http, accounts);
        return TypedResults.Ok(
            new CurrentUser
            {
                Id = account.Id,
                UserName = account.UserName!,
                DisplayName = account.DisplayName,
                Roles = Values(ClaimTypes.Role),
                Ports = Values(CallerClaims.Port),
                Stages = Values(CallerClaims.Stage),
                Firm = user.FindFirstValue(CallerClaims.Firm),
                HasTwoFactor = account.TwoFactorEnabled,
                IsExternal = account.IsExternal,
                RequiredAction = new Caller(user).RequiredAction,
                AntiforgeryToken = http.IsSignedInByCookie() ? antiforgery.GetAndStoreTokens(http).RequestToken : null,
            }
        );

        string[] Values(string type) => [.. user.FindAll(type).Select(claim => claim.Value)];
    }

    public static async Task<Results<NoContent, ProblemHttpResult>> ChangePasswordAsync(
        PasswordChangeRequest request,
        HttpContext http,
        AccessDb db,
        UserAccounts accounts,
        AccountClaims claims,
        TimeProvider time
    )
    {
        var account = await OfCallerAsync(http, accounts);
        if (account.IsExternal)
        {
            return SignsInElsewhere();
        }

        var password = http.Features.GetRequiredFeature<VerifiedPassword>();
        if (account.PasswordHash != password.Hash)
        {
            return PasswordChanged();
        }

        if (account.HasExpiredPassword(time.GetUtcNow()))
        {
            return ProblemResults.Conflict([
                new StateConflict
                {
                    Reason = "This one-time password has expired. Ask an administrator for a new one.",
                },
            ]);
        }

        if (request.New == request.Current)
        {
            return ProblemResults.Invalid("new", "Choose a password that differs from the current one.");
        }

        if (await accounts.PasswordErrorsAsync(account, request.New) is { Count: > 0 } reasons)
        {
            return ProblemResults.Invalid(
                new Dictionary<string, string[]>(StringComparer.Ordinal) { ["new"] = [.. reasons] }
            );
        }

        account.ChoosePassword();
        await accounts.SetPasswordHashAsync(account, password.NewHash!);
        await http.StaySignedInAsync(account, db, claims);
        return TypedResults.NoContent();
    }

    public static async Task<NoContent> SignOutEverywhereAsync(HttpContext http, UserAccounts accounts)
    {
        await accounts.UpdateSecurityStampAsync(await OfCallerAsync(http, accounts));
        return TypedResults.NoContent();
    }

    public static async Task<Results<Ok<TwoFactorSetup>, ProblemHttpResult>> SetUpTwoFactorAsync(
        HttpContext http,
        UserAccounts accounts
    )
    {
        var account = await OfCallerAsync(http, accounts);
        if (CannotSetUpTwoFactor(account) is { } problem)
        {
            return problem;
        }

        if (account.TwoFactorEnabled)
        {
            return ProblemResults.Conflict([
                new StateConflict
                {
                    Reason = "This account has a second factor. Turn it off before you set up another one.",
                },
            ]);
        }

        var key = await accounts.NewAuthenticatorKeyAsync(account);
        var name = Uri.EscapeDataString(account.UserName!);
        var address = $"otpauth://totp/PortTracker:{name}?secret={key}&issuer=PortTracker&digits=6";
        return TypedResults.Ok(
            new TwoFactorSetup
            {
                SharedKey = string.Join(' ', key.Chunk(4).Select(four => new string(four))),
                Address = address,
                QrCode = Draw(address),
            }
        );
    }

    public static async Task<Results<Ok<RecoveryCodes>, ProblemHttpResult>> ConfirmTwoFactorAsync(
        TwoFactorConfirmationRequest request,
        HttpContext http,
        AccessDb db,
        UserAccounts accounts,
        AccountClaims claims
    )
    {
        const int Codes = 10;
        var account = await OfCallerAsync(http, accounts);
        if (CannotSetUpTwoFactor(account) is { } problem)
        {
            return problem;
        }

        var password = http.Features.GetRequiredFeature<VerifiedPassword>();
        if (account.PasswordHash != password.Hash)
        {
            return PasswordChanged();
        }

        if (account.TwoFactorEnabled || !await accounts.UseAppCodeAsync(account, request.Code))
        {
            return CodeWrong(password);
        }

        await accounts.SetTwoFactorEnabledAsync(account, enabled: true);
        var codes = await accounts.GenerateNewTwoFactorRecoveryCodesAsync(account, Codes);
        await http.StaySignedInAsync(account, db, claims);
        return TypedResults.Ok(new RecoveryCodes { Codes = [.. codes!] });
    }

    public static async Task<Results<NoContent, ProblemHttpResult>> RemoveTwoFactorAsync(
        TwoFactorRemovalRequest request,
        HttpContext http,
        AccessDb db,
        UserAccounts accounts,
        AccountClaims claims
    )
    {
        var account = await OfCallerAsync(http, accounts);
        if (account.IsExternal)
        {
            return SignsInElsewhere();
        }

        var password = http.Features.GetRequiredFeature<VerifiedPassword>();
        if (account.PasswordHash != password.Hash)
        {
            return PasswordChanged();
        }

        if (!account.TwoFactorEnabled)
        {
            return ProblemResults.Conflict([new StateConflict { Reason = "This account has no second factor." }]);
        }

        if (!await accounts.UseCodeAsync(account, request.Code))
        {
            return CodeWrong(password);
        }

        await accounts.SetTwoFactorEnabledAsync(account, enabled: false);
        await http.StaySignedInAsync(account, db, claims);
        return TypedResults.NoContent();
    }

    /// <summary>Why a second factor cannot be set up; null if it can. A one-time password only allows choosing a password.</summary>
    private static ProblemHttpResult? CannotSetUpTwoFactor(Account account) =>
        account.IsExternal ? SignsInElsewhere()
        : account.MustChangePassword
            ? ProblemResults.Conflict([
                new StateConflict { Reason = "Choose a password first with POST /api/access/me/password." },
            ])
        : null;

    private static ProblemHttpResult CodeWrong(VerifiedPassword password)
    {
        password.IsCodeWrong = true;
        return ProblemResults.Invalid(
            "code",
            "The code is wrong or was used before. Wait for the next code. If it is refused too, check the clock of the phone."
        );
    }

    private static ProblemHttpResult PasswordChanged() =>
        ProblemResults.Conflict([
            new StateConflict { Reason = "The password was changed at the same time. Sign in with the new one." },
        ]);

    private static ProblemHttpResult SignsInElsewhere() =>
        ProblemResults.Conflict([
            new StateConflict
            {
                Reason = "You sign in at an external provider. Change your password and second factor there.",
            },
        ]);

    private static string Draw(string address)
    {
        using var code = QRCodeGenerator.GenerateQrCode(address, QRCodeGenerator.ECCLevel.M);
        using var image = new SvgQRCode(code);
        return image.GetGraphic(1, "#000", "#fff", drawQuietZones: true, SvgQRCode.SizingMode.ViewBoxAttribute);
    }

    private static async Task<Account> OfCallerAsync(HttpContext http, UserAccounts accounts) =>
        await accounts.FindByIdAsync(http.User.FindFirstValue(ClaimTypes.NameIdentifier)!)
        ?? throw new InvalidOperationException("A signed-in user without an account.");
}
