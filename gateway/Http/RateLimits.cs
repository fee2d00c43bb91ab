using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;

namespace MedBill.Gateway.Http;

/// <summary>A limit for each client (the token's <c>client_id</c>), so that none takes all.</summary>
internal static class RateLimits
{
    /// <summary><c>RateLimit:RequestsPerSecond</c>, 2,000 by default; 0 switches it off.</summary>
    public static void AddRateLimits(this WebApplicationBuilder builder)
    {
        var perSecond = builder.Configuration.GetValue("RateLimit:RequestsPerSecond", 2_000);
        builder.Services.AddRateLimiter(options =>
        {
            options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            options.OnRejected = (context, _) =>
            {
                context.HttpContext.Response.Headers.RetryAfter = "1";
                context.HttpContext.Response.Headers["RateLimit-Policy"] = string.Create(CultureInfo.InvariantCulture, $"\"client\";q={perSecond};w=1");
                return ValueTask.CompletedTask;
            };
            options.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(http =>
            {
                var client = http.User.FindFirst("client_id")?.Value;
                return perSecond <= 0 || client is null
                    ? RateLimitPartition.GetNoLimiter("none")
                    : RateLimitPartition.GetTokenBucketLimiter(client, _ => new()
                    {
                        TokenLimit = perSecond,
                        TokensPerPeriod = Math.Max(1, perSecond / 10),
                        ReplenishmentPeriod = TimeSpan.FromMilliseconds(100),
                        QueueLimit = 0,
                    });
            });
        });
    }
}
