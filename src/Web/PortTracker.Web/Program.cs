using System.Globalization;
using Microsoft.AspNetCore.Components.WebAssembly.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.JSInterop;
using PortTracker.ApiClient;
using PortTracker.Web.Shared;

var builder = WebAssemblyHostBuilder.CreateDefault(args);
builder.Services.AddSingleton(TimeProvider.System);

// Calls the API as the user who is signed in with this browser, which sends the session cookie by itself.
var server = new Uri(builder.HostEnvironment.BaseAddress);
var handler = new AntiforgeryHandler(server) { InnerHandler = new HttpClientHandler() };
builder.Services.AddSingleton(new PortTrackerClient(new HttpClient(handler) { BaseAddress = server }));
var app = builder.Build();

// The server rendered the page in the visitor's language; the interactive parts use the same one.
var language = ((IJSInProcessRuntime)app.Services.GetRequiredService<IJSRuntime>()).GetValue<string>(
    "document.documentElement.lang"
);
CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.CurrentUICulture = new CultureInfo(language);
await app.RunAsync();
