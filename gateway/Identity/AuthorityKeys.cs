using MedBill.Platform.Values;
using Microsoft.AspNetCore.Authentication.JwtBearer;

namespace MedBill.Gateway.Identity;

/// <summary>
/// The keys that tokens are checked with. They are read from the authority once and then kept, so that it may go away later; before that no
/// token can be checked, which is our trouble and not the token's.
/// </summary>
internal static class AuthorityKeys
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    public static void Add(WebApplicationBuilder builder) =>
        builder.Services.PostConfigure<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme, options =>
            (options.Events ??= new()).OnChallenge = RequireAsync);

    /// <summary>Whether there are any, after asking for them when there are not.</summary>
    public static async Task<bool> AreKnownAsync(JwtBearerOptions options, TimeSpan limit)
    {
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

    private static async Task RequireAsync(JwtBearerChallengeContext context)
    {
        if (context.AuthenticateFailure is not null && !await AreKnownAsync(context.Options, Limit))
        {
            throw new Failure(FailureKind.Unavailable, "AUTHORITY_UNAVAILABLE", "Tokens cannot be checked now: try again.");
        }
    }
}
