using MedBill.Platform.Values;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Http;

namespace MedBill.Platform.Hosting;

/// <summary>
/// The keys that tokens are checked with. They are read from the authority once and then kept, so that it may go away later; before that no
/// token can be checked, which is our trouble and not the token's: the same call may succeed later, so it must not be called bad.
/// </summary>
public static class AuthorityKeys
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    /// <summary>Whether there are any, after asking for them when there are not.</summary>
    public static async Task<bool> AreKnownAsync(JwtBearerOptions options, TimeSpan limit)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.ConfigurationManager is not { } keys)
        {
            return false;
        }

        try
        {
            await keys.GetConfigurationAsync(CancellationToken.None).WaitAsync(limit);
            return true;
        }
        catch (Exception exception) when (exception is InvalidOperationException or TimeoutException or IOException)
        {
            return false;
        }
    }

    /// <summary>Why a token that was given was not taken, when that is not the token's fault: Unavailable AUTHORITY_UNAVAILABLE. Else null.</summary>
    /// <param name="options">Of the bearer scheme.</param>
    /// <param name="refusal">What the check of the token ended with; null when there was no token.</param>
    public static async Task<Failure?> FindTroubleAsync(JwtBearerOptions options, Exception? refusal) =>
        refusal is null || await AreKnownAsync(options, Limit)
            ? null
            : new(FailureKind.Unavailable, "AUTHORITY_UNAVAILABLE", "Tokens cannot be checked now: try again.");

    // Over plain HTTP; rpc callers are answered by GrpcAuthorizationAnswers.
    internal static async Task AnswerAsync(JwtBearerChallengeContext context)
    {
        if (await FindTroubleAsync(context.Options, context.AuthenticateFailure) is not null)
        {
            context.HandleResponse();
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            context.Response.Headers.RetryAfter = "1";
        }
    }
}
