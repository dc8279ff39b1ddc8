using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features.Authentication;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using QRCoder;

namespace PortTracker.Access;

/// <summary>What users do with their own account.</summary>
internal static class OwnAccount
{
    public static async Task<Ok<Me>> ShowAsync(HttpContext http, Accounts accounts, IAntiforgery antiforgery)
    {
        var user = http.User;
        var account = await OfCallerAsync(http, accounts);
        return TypedResults.Ok(
            new Me
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
                Duty = new Caller(user).Duty,
                AntiforgeryToken = IsByCookie(http) ? antiforgery.GetAndStoreTokens(http).RequestToken : null,
            }
        );

        string[] Values(string type) => [.. user.FindAll(type).Select(claim => claim.Value)];
    }

    public static async Task<Results<NoContent, ProblemHttpResult>> ChangePasswordAsync(
        PasswordChange request,
        HttpContext http,
        Accounts accounts,
        AccountClaims claims
    )
    {
        var account = await OfCallerAsync(http, accounts);
        if (account.IsExternal)
        {
            return SignsInElsewhere();
        }

        if (!await accounts.CheckPasswordAsync(account, request.Current))
        {
            return Problems.Invalid("current", "This is not the password of this account.");
        }

        if (request.New == request.Current)
        {
            return Problems.Invalid("new", "Choose another password than the one now.");
        }

        if (await accounts.WhyNotAsync(account, request.New) is { Count: > 0 } reasons)
        {
            return Problems.Invalid(
                new Dictionary<string, string[]>(StringComparer.Ordinal) { ["new"] = [.. reasons] }
            );
        }

        account.ChoosePassword();
        await accounts.SetPasswordAsync(account, request.New);
        await StaySignedInAsync(http, account, claims);
        return TypedResults.NoContent();
    }

    public static async Task<NoContent> SignOutEverywhereAsync(HttpContext http, Accounts accounts)
    {
        await accounts.UpdateSecurityStampAsync(await OfCallerAsync(http, accounts));
        return TypedResults.NoContent();
    }

    public static async Task<Results<Ok<TwoFactorSetUp>, ProblemHttpResult>> SetUpTwoFactorAsync(
        HttpContext http,
        Accounts accounts
    )
    {
        var account = await OfCallerAsync(http, accounts);
        if (WhyNoSecondFactor(account) is { } problem)
        {
            return problem;
        }

        if (account.TwoFactorEnabled)
        {
            return Problems.Conflict([
                new StateConflict { Reason = "This account has a second factor: turn it off first to set up another." },
            ]);
        }

        var key = await accounts.NewAuthenticatorKeyAsync(account);
        var name = Uri.EscapeDataString(account.UserName!);
        var address = $"otpauth://totp/PortTracker:{name}?secret={key}&issuer=PortTracker&digits=6";
        return TypedResults.Ok(
            new TwoFactorSetUp
            {
                SharedKey = string.Join(' ', key.Chunk(4).Select(four => new string(four))),
                Address = address,
                QrCode = Draw(address),
            }
        );
    }

    public static async Task<Results<Ok<RecoveryCodes>, ProblemHttpResult>> ConfirmTwoFactorAsync(
        TwoFactorConfirmation request,
        HttpContext http,
        Accounts accounts,
        AccountClaims claims
    )
    {
        const int Codes = 10;
        var account = await OfCallerAsync(http, accounts);
        if (WhyNoSecondFactor(account) is { } problem)
        {
            return problem;
        }

        var code = request.Code.Replace(" ", "", StringComparison.Ordinal);
        if (
            account.TwoFactorEnabled
            || !await accounts.VerifyTwoFactorTokenAsync(account, TokenOptions.DefaultAuthenticatorProvider, code)
        )
        {
            return Problems.Invalid(
                "code",
                "This is not the app's code now: see that the clock of the phone is right."
            );
        }

        await accounts.SetTwoFactorEnabledAsync(account, enabled: true);
        var codes = await accounts.GenerateNewTwoFactorRecoveryCodesAsync(account, Codes);
        await StaySignedInAsync(http, account, claims);
        return TypedResults.Ok(new RecoveryCodes { Codes = [.. codes!] });
    }

    public static async Task<Results<NoContent, ProblemHttpResult>> RemoveTwoFactorAsync(
        TwoFactorRemoval request,
        HttpContext http,
        Accounts accounts,
        AccountClaims claims
    )
    {
        var account = await OfCallerAsync(http, accounts);
        if (!await accounts.CheckPasswordAsync(account, request.Password))
        {
            return Problems.Invalid("password", "This is not the password of this account.");
        }

        await accounts.SetTwoFactorEnabledAsync(account, enabled: false);
        await StaySignedInAsync(http, account, claims);
        return TypedResults.NoContent();
    }

    /// <summary>A one-time password, which another knows, is good for nothing but choosing a password.</summary>
    private static ProblemHttpResult? WhyNoSecondFactor(Account account) =>
        account.IsExternal ? SignsInElsewhere()
        : account.MustChangePassword
            ? Problems.Conflict([
                new StateConflict { Reason = "Choose a password first: POST /api/access/me/password." },
            ])
        : null;

    private static ProblemHttpResult SignsInElsewhere() =>
        Problems.Conflict([
            new StateConflict
            {
                Reason = "You sign in at another provider: your password and second factor are changed there.",
            },
        ]);

    private static string Draw(string address)
    {
        using var code = QRCodeGenerator.GenerateQrCode(address, QRCodeGenerator.ECCLevel.M);
        using var image = new SvgQRCode(code);
        return image.GetGraphic(1, "#000", "#fff", drawQuietZones: true, SvgQRCode.SizingMode.ViewBoxAttribute);
    }

    private static async Task<Account> OfCallerAsync(HttpContext http, Accounts accounts) =>
        await accounts.FindByIdAsync(http.User.FindFirstValue(ClaimTypes.NameIdentifier)!)
        ?? throw new InvalidOperationException("Whoever is signed in has an account: the register says so.");

    /// <summary>The account's sessions end with what was changed; that of the browser in which it was changed goes on.</summary>
    private static async Task StaySignedInAsync(HttpContext http, Account account, AccountClaims claims)
    {
        if (IsByCookie(http))
        {
            await http.SignInAsync(IdentityConstants.ApplicationScheme, await claims.CreateAsync(account));
        }
    }

    private static bool IsByCookie(HttpContext http) =>
        http.Features.Get<IAuthenticateResultFeature>()?.AuthenticateResult?.Ticket?.AuthenticationScheme
        == IdentityConstants.ApplicationScheme;
}
