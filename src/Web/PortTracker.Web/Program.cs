using System.Globalization;
using Microsoft.AspNetCore.Components.WebAssembly.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.JSInterop;
using PortTracker.Web;

var builder = WebAssemblyHostBuilder.CreateDefault(args);
builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddPageServices();
var app = builder.Build();

// The server rendered the page in the visitor's language; the interactive parts use the same one.
var language = ((IJSInProcessRuntime)app.Services.GetRequiredService<IJSRuntime>()).GetValue<string>(
    "document.documentElement.lang"
);
CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.CurrentUICulture = new CultureInfo(language);
await app.RunAsync();
