using System.Globalization;
using System.Net.Mime;
using Microsoft.AspNetCore.Localization;
using PortTracker.Contracts.Access;
using PortTracker.Web.Shared;
using HeaderNames = Microsoft.Net.Http.Headers.HeaderNames;

namespace PortTracker.Host;

/// <summary>
/// The language of a page: the visitor's choice, or the browser's. Numbers and times are the same in all languages. A hall screen, which has
/// no keyboard, starts at <c>/languages/zh?returnUrl=/board/…</c>.
/// </summary>
internal static class PageLanguages
{
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(365);

    public static IApplicationBuilder UsePageLanguages(this IApplicationBuilder app)
    {
        app.Use(
            (http, next) =>
            {
                http.Response.OnStarting(VaryAsync, http.Response);
                return next(http);
            }
        );
        return app.UseRequestLocalization(
            new RequestLocalizationOptions
            {
                DefaultRequestCulture = new RequestCulture(
                    CultureInfo.InvariantCulture,
                    CultureInfo.GetCultureInfo(Languages.All[0].Tag)
                ),
                SupportedCultures = [CultureInfo.InvariantCulture],
                RequestCultureProviders =
                [
                    new CookieRequestCultureProvider(),
                    new AcceptLanguageHeaderRequestCultureProvider(),
                ],
                SupportedUICultures = [.. Languages.All.Select(one => CultureInfo.GetCultureInfo(one.Tag))],
            }
        );
    }

    public static WebApplication MapPageLanguages(this WebApplication app)
    {
        app.MapGet($"/{Languages.Path}/{{language}}", Choose).ExcludeFromDescription().AllowAnonymous();
        return app;
    }

    // Caches must not serve a page to a visitor with another language.
    private static Task VaryAsync(object state)
    {
        var response = (HttpResponse)state;
        if (response.ContentType?.StartsWith(MediaTypeNames.Text.Html, StringComparison.OrdinalIgnoreCase) is true)
        {
            response.Headers.AppendCommaSeparatedValues(
                HeaderNames.Vary,
                HeaderNames.Cookie,
                HeaderNames.AcceptLanguage
            );
        }

        return Task.CompletedTask;
    }

    private static IResult Choose(string language, string? returnUrl, HttpResponse response)
    {
        if (Languages.All.All(one => one.Tag != language))
        {
            return Results.NotFound();
        }

        response.Cookies.Append(
            CookieRequestCultureProvider.DefaultCookieName,
            CookieRequestCultureProvider.MakeCookieValue(new RequestCulture("", language)),
            new CookieOptions
            {
                HttpOnly = true,
                IsEssential = true,
                MaxAge = Remembered,
                SameSite = SameSiteMode.Lax,
                Secure = response.HttpContext.Request.IsHttps,
            }
        );
        return Results.LocalRedirect(LocalReturnUrl.OrHome(returnUrl));
    }
}
