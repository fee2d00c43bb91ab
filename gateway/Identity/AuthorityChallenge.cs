using MedBill.Platform.Hosting;
using Microsoft.AspNetCore.Authentication.JwtBearer;

namespace MedBill.Gateway.Identity;

/// <summary>A token that cannot be checked, since the authority's keys were never read, is answered as any other failure is: with a problem.</summary>
internal static class AuthorityChallenge
{
    public static void Add(WebApplicationBuilder builder) =>
        builder.Services.PostConfigure<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme, options =>
            (options.Events ??= new()).OnChallenge = RequireAsync);

    private static async Task RequireAsync(JwtBearerChallengeContext context)
    {
        if (await AuthorityKeys.FindTroubleAsync(context.Options, context.AuthenticateFailure) is { } trouble)
        {
            throw trouble;
        }
    }
}
