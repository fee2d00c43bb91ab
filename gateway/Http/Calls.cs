using Grpc.Core;

namespace MedBill.Gateway.Http;

/// <summary>What every endpoint does with a call's answer.</summary>
internal static class Calls
{
    /// <summary>Waits for the answer and passes on that it is a replay.</summary>
    public static async Task<T> ForAsync<T>(this AsyncUnaryCall<T> call, HttpContext http)
    {
        using (call)
        {
            var answer = await call.ResponseAsync;
            var headers = await call.ResponseHeadersAsync;
            if (headers.GetValue("idempotent-replayed") is not null)
            {
                http.Response.Headers["Idempotent-Replayed"] = "true";
            }

            return answer;
        }
    }

    /// <summary>Options of a call that may take longer than five seconds: batches and uploads.</summary>
    public static CallOptions Long(CancellationToken cancel) => new(deadline: TimeProvider.System.GetUtcNow().UtcDateTime.AddSeconds(60), cancellationToken: cancel);

    /// <summary>Sets the ETag of an answer.</summary>
    public static void Tag(this HttpContext http, string etag)
    {
        if (etag.Length > 0)
        {
            http.Response.Headers.ETag = etag;
        }
    }
}
