using System.Net;

namespace MedBill.SampleData.Rest;

/// <summary>
/// When a call is made again with the same key, and for how long: what makes a service that dies in the middle of a call
/// harmless.
/// </summary>
public sealed record RetryPolicy
{
    /// <summary>Longest time for one answer.</summary>
    public TimeSpan AttemptTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>From the first attempt on; then the call has failed.</summary>
    public TimeSpan GiveUpAfter { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Before the second attempt; doubles from there.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Longest pause, also when the server asks for a longer one.</summary>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// 409 only with Retry-After (the same key is in flight, or a write met another); 429; 503 and 504 (the service is away).
    /// 500 is a defect and must show.
    /// </summary>
    public static bool MayRetry(HttpResponseMessage answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        return answer.StatusCode switch
        {
            HttpStatusCode.Conflict => answer.Headers.RetryAfter is not null,
            HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout => true,
            _ => false,
        };
    }

    /// <summary>The pause before attempt <paramref name="attempt"/> + 1.</summary>
    public TimeSpan Pause(int attempt, TimeSpan? asked = null)
    {
        var own = FirstPause * Math.Pow(2, Math.Min(attempt - 1, 16));
        var pause = asked > own ? asked.Value : own;
        return pause < LongestPause ? pause : LongestPause;
    }
}
