using System.Text.Json;
using MedBill.Gateway.Http;

namespace MedBill.Gateway.Sandbox;

/// <summary>A "no" of the sandbox payer as one of ours: its code and words, under the id of our request.</summary>
internal static class SandboxProblem
{
    public static Problem Read(HttpResponseMessage answer, byte[] body)
    {
        var status = (int)answer.StatusCode;
        try
        {
            using var json = JsonDocument.Parse(body);
            if (json.RootElement is { ValueKind: JsonValueKind.Object } problem
                && problem.TryGetProperty("code", out var code) && code.GetString() is { Length: > 0 and <= 63 } reason
                && problem.TryGetProperty("detail", out var detail) && detail.GetString() is { } says)
            {
                return new(status, reason, says);
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // Not a problem document: the status alone speaks.
        }

        return status is StatusCodes.Status401Unauthorized or StatusCodes.Status403Forbidden
            ? new(status, status == StatusCodes.Status401Unauthorized ? "TOKEN_REQUIRED" : "SCOPE_REQUIRED", "The sandbox payer does not take this token.")
            : new(StatusCodes.Status503ServiceUnavailable, "SERVICE_UNAVAILABLE", "The sandbox payer could not answer.");
    }
}
