using System.Security.Claims;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace PortTracker.Access;

/// <summary>A person signs in: a program's user with tokens, a page's by a form that sets the cookie.</summary>
internal static class SignIn
{
    private const string TriedTooOften =
        "There were too many attempts to sign in, from this address or under this name.";

    public static async Task<Results<SignInHttpResult, ProblemHttpResult>> HandleAsync(
        SignInRequest request,
        HttpContext http,
        SignInAttempts attempts,
        Doorkeeper doorkeeper,
        CancellationToken cancellationToken
    ) =>
        attempts.IsTooMany(http, doorkeeper.NameOf(request), out var wait)
            ? Problems.TooMany(http, TriedTooOften, wait.Value)
            : await doorkeeper.AdmitAsync(request, cancellationToken) switch
            {
                { User: { } user } => TypedResults.SignIn(user, authenticationScheme: IdentityConstants.BearerScheme),
                var refused => Refuse(refused.Needs),
            };

    /// <summary>The form of the sign-in page, for browsers with scripts and without.</summary>
    public static async Task<IResult> HandleFormAsync(
        HttpContext http,
        IAntiforgery antiforgery,
        SignInAttempts attempts,
        Doorkeeper doorkeeper,
        CancellationToken cancellationToken
    )
    {
        if (!http.Request.HasFormContentType)
        {
            return TypedResults.Problem(statusCode: StatusCodes.Status415UnsupportedMediaType);
        }

        var form = await http.Request.ReadFormAsync(cancellationToken);
        var returnUrl = ReturnAddress.LocalOrHome(form["returnUrl"]);
        if (!await antiforgery.IsRequestValidAsync(http))
        {
            // A page that was left open for long, or another site's.
            return BackToForm("again");
        }

        var request = new SignInRequest
        {
            UserName = form["userName"].ToString(),
            Password = form["password"].ToString(),
            Code = form["code"].ToString() is { Length: > 0 } code ? code : null,
        };
        if (Rules<SignInRequest>.Broken(request) is not [])
        {
            return BackToForm("wrong");
        }

        if (attempts.IsTooMany(http, doorkeeper.NameOf(request), out _))
        {
            return BackToForm("often");
        }

        var admission = await doorkeeper.AdmitAsync(request, cancellationToken);
        if (admission.User is not { } user)
        {
            // Who has sent a code is asked for one again.
            return BackToForm(
                admission.Needs is not null ? "code"
                : request.Code is null ? "wrong"
                : "wrong-code"
            );
        }

        await http.SignInAsync(IdentityConstants.ApplicationScheme, user);
        http.ForgetAntiforgery();
        // What has to be done first is done on the account's page, which leads on from there.
        return TypedResults.LocalRedirect(
            user.HasClaim(claim => claim.Type is CallerClaims.Duty)
                ? $"{AccessSchemes.AccountPage}?returnUrl={Uri.EscapeDataString(returnUrl)}"
                : returnUrl
        );

        IResult BackToForm(string reason) =>
            TypedResults.LocalRedirect(
                $"{AccessSchemes.SignInPage}?reason={reason}&returnUrl={Uri.EscapeDataString(returnUrl)}"
            );
    }

    public static async Task<Results<SignInHttpResult, ProblemHttpResult>> RefreshAsync(
        RefreshRequest request,
        HttpContext http,
        SignInAttempts attempts,
        Doorkeeper doorkeeper,
        IOptionsMonitor<BearerTokenOptions> options,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        // Nobody guesses a token: no name is counted.
        if (attempts.IsTooManyFrom(http, out var wait))
        {
            return Problems.TooMany(http, TriedTooOften, wait.Value);
        }

        var ticket = options.Get(IdentityConstants.BearerScheme).RefreshTokenProtector.Unprotect(request.RefreshToken);
        return
            ticket?.Properties.ExpiresUtc > time.GetUtcNow()
            && await doorkeeper.ReadmitAsync(ticket.Principal, cancellationToken) is { } user
            ? TypedResults.SignIn(user, authenticationScheme: IdentityConstants.BearerScheme)
            : TypedResults.Problem(
                title: "Not signed in.",
                detail: "This refresh token has run out, or its session was ended: sign in again.",
                statusCode: StatusCodes.Status401Unauthorized
            );
    }

    /// <summary>Ends the session of this browser.</summary>
    public static async Task<RedirectHttpResult> SignOutAsync(HttpContext http)
    {
        await http.SignOutAsync(IdentityConstants.ApplicationScheme);
        http.ForgetAntiforgery();
        return TypedResults.LocalRedirect(AccessSchemes.SignInPage);
    }

    private static ProblemHttpResult Refuse(string? needs) =>
        TypedResults.Problem(
            title: "Not signed in.",
            detail: needs is null
                ? "Name, password or code is wrong, or the account is locked for now."
                : "This account has a second factor: send the code of the authenticator app, or a recovery code.",
            statusCode: StatusCodes.Status401Unauthorized,
            extensions: needs is null
                ? null
                : new Dictionary<string, object?>(StringComparer.Ordinal) { ["needs"] = needs }
        );
}

/// <summary>What came of an attempt to sign in.</summary>
internal sealed record Admission(ClaimsPrincipal? User, string? Needs = null)
{
    public static Admission Refused { get; } = new(User: null);
    public static Admission CodeNeeded { get; } = new(User: null, Needs: "code");
}

/// <summary>Decides who is admitted. Attempts that fail are counted, and after some the account is locked for a while.</summary>
internal sealed class Doorkeeper(
    AccessDb db,
    ServiceDatabase<AccessDb> database,
    Accounts accounts,
    AccountClaims claims,
    TimeProvider time
)
{
    private static readonly Lazy<string> NobodysHash = new(() =>
        new PasswordHasher<object>().HashPassword(new object(), Accounts.OneTimePassword())
    );

    /// <summary>The name as it is compared.</summary>
    public string NameOf(SignInRequest request) => accounts.NormalizeName(request.UserName) ?? "";

    public async Task<Admission> AdmitAsync(SignInRequest request, CancellationToken cancellationToken)
    {
        // Hashing takes long on purpose: outside of the transaction, so that one sign-in does not wait for another.
        var name = NameOf(request);
        var seen = await db
            .Accounts.AsNoTracking()
            .FirstOrDefaultAsync(account => account.NormalizedUserName == name, cancellationToken);
        // As long for a name that nobody has: time tells no names.
        var isRight =
            accounts.PasswordHasher.VerifyHashedPassword(
                seen!,
                seen?.PasswordHash ?? NobodysHash.Value,
                request.Password
            )
                is not PasswordVerificationResult.Failed
            && seen is not null;
        if (seen is null)
        {
            return Admission.Refused;
        }

        var admission = Admission.Refused;
        await database.InTransactionAsync(
            db,
            async () =>
            {
                var account = await db.Accounts.SingleAsync(account => account.Id == seen.Id, cancellationToken);
                admission = await AdmitAsync(
                    account,
                    isRight && account.PasswordHash == seen.PasswordHash,
                    request.Code
                );
                return true;
            },
            cancellationToken
        );
        return admission;
    }

    /// <summary>The principal as it is now, if the session still holds.</summary>
    public async Task<ClaimsPrincipal?> ReadmitAsync(ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        var id = Guid.Parse(user.FindFirstValue(ClaimTypes.NameIdentifier)!);
        var account = await db.Accounts.AsNoTracking().FirstOrDefaultAsync(a => a.Id == id, cancellationToken);
        return account is { IsLocked: false } && account.SecurityStamp == user.FindFirstValue(CallerClaims.Stamp)
            ? await claims.CreateAsync(account)
            : null;
    }

    private async Task<Admission> AdmitAsync(Account account, bool isRight, string? code)
    {
        if (await accounts.IsLockedOutAsync(account))
        {
            return Admission.Refused;
        }

        if (isRight && account.TwoFactorEnabled && code is null)
        {
            return Admission.CodeNeeded;
        }

        if (!isRight || (account.TwoFactorEnabled && !await IsRightAsync(account, code!)))
        {
            await accounts.AccessFailedAsync(account);
            return Admission.Refused;
        }

        account.SignIn(time.GetUtcNow());
        return new Admission(await claims.CreateAsync(account));
    }

    private async Task<bool> IsRightAsync(Account account, string code)
    {
        var typed = code.Replace(" ", "", StringComparison.Ordinal);
        return await accounts.VerifyTwoFactorTokenAsync(account, TokenOptions.DefaultAuthenticatorProvider, typed)
            || (await accounts.RedeemTwoFactorRecoveryCodeAsync(account, typed)).Succeeded;
    }
}
