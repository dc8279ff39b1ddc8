using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using PortTracker.Contracts.Api;

namespace PortTracker.ServiceHosting.Commands;

/// <summary>Marks routes whose response contains a secret, which is not stored. A repeated request with the same key gets a 409.</summary>
public sealed class SecretResponse
{
    public static SecretResponse Instance { get; } = new();

    internal static byte[] Given() =>
        JsonSerializer.SerializeToUtf8Bytes(
            new ProblemDetails
            {
                Title = "This was done before.",
                Detail = "The response contained a secret and was not stored. If it is lost, create a new secret.",
                Status = StatusCodes.Status409Conflict,
            },
            PortJson.Options
        );
}
