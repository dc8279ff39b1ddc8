using System.Globalization;
using Microsoft.AspNetCore.Components.WebAssembly.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.JSInterop;
using PortTracker.Web;
using PortTracker.Web.Desks;

var builder = WebAssemblyHostBuilder.CreateDefault(args);
builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddDesks();
var app = builder.Build();

// The page was made in the language that the visitor chose; what lives in it goes on in that one.
var language = ((IJSInProcessRuntime)app.Services.GetRequiredService<IJSRuntime>()).GetValue<string>(
    "document.documentElement.lang"
);
CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = new PageLanguage(language);
CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.CurrentUICulture = CultureInfo.CurrentCulture;
await app.RunAsync();
