using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace MedBill.SampleData.Rest;

/// <summary>
/// A plain client of the public API. A POST carries a key that its caller knew before the first attempt, and is repeated under the same
/// key while the answer is "not now"; a PATCH is repeated from a fresh read.
/// </summary>
public sealed class MedBillClient : IDisposable
{
    private const int MaxPageItems = 200;
    private const int MaxItems = 1_000_000;
    private const int MaxPatchAttempts = 10;

    private readonly HttpClient _http;
    private readonly RetryPolicy _retry;
    private readonly TimeProvider _time;
    private readonly AccessTokens _tokens;
    private readonly Action<CallTiming>? _observe;

    /// <param name="http">With the gateway's address as its base address; stays the caller's.</param>
    /// <param name="tokens">Who asks.</param>
    /// <param name="retry">How often.</param>
    /// <param name="time">Machine time, for waits and token lifetimes.</param>
    /// <param name="observe">Told how long each call took, repeats included.</param>
    public MedBillClient(
        HttpClient http, TokenRequest tokens, RetryPolicy? retry = null, TimeProvider? time = null, Action<CallTiming>? observe = null)
    {
        _http = http;
        _retry = retry ?? new RetryPolicy();
        _time = time ?? TimeProvider.System;
        _tokens = new(http, tokens, _time);
        _observe = observe;
    }

    /// <summary>Reads one thing.</summary>
    public async Task<T> GetAsync<T>(string path, CancellationToken cancel = default)
    {
        using var answer = await SendAsync("GET", path, static () => null, null, null, cancel);
        return await ReadAsync<T>(answer, cancel);
    }

    /// <summary>Reads one thing and its etag.</summary>
    public async Task<(T Value, string ETag)> GetWithETagAsync<T>(string path, CancellationToken cancel = default)
    {
        using var answer = await SendAsync("GET", path, static () => null, null, null, cancel);
        return (await ReadAsync<T>(answer, cancel), answer.Headers.ETag?.ToString() ?? "");
    }

    /// <summary>Reads a file.</summary>
    public async Task<byte[]> DownloadAsync(string path, CancellationToken cancel = default)
    {
        using var answer = await SendAsync("GET", path, static () => null, null, null, cancel);
        return await answer.Content.ReadAsByteArrayAsync(cancel);
    }

    /// <summary>Walks every page of a list.</summary>
    public async IAsyncEnumerable<T> ListAsync<T>(string path, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(path);
        string? cursor = null;
        var seen = 0;
        do
        {
            var query = $"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}limit={MaxPageItems}";
            var page = await GetAsync<Page<T>>(cursor is null ? query : $"{query}&cursor={Uri.EscapeDataString(cursor)}", cancel);
            foreach (var item in page.Items)
            {
                yield return item;
            }

            seen += page.Items.Count;
            cursor = page.NextCursor;
        }
        while (cursor is not null && seen < MaxItems);
    }

    /// <summary>Makes or does something, once, however often the request has to be sent.</summary>
    /// <param name="path">Where.</param>
    /// <param name="body">What; null for none.</param>
    /// <param name="key">Idempotency key, known before the first attempt.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<T> PostAsync<T>(string path, object? body, string key, CancellationToken cancel = default)
    {
        using var answer = await SendAsync("POST", path, () => Json(body), key, null, cancel);
        return await ReadAsync<T>(answer, cancel);
    }

    /// <summary>As <see cref="PostAsync{T}"/>, with the status: 201 and 202 mean different things for some.</summary>
    public async Task<(T Value, HttpStatusCode Status)> PostWithStatusAsync<T>(string path, object? body, string key, CancellationToken cancel = default)
    {
        using var answer = await SendAsync("POST", path, () => Json(body), key, null, cancel);
        return (await ReadAsync<T>(answer, cancel), answer.StatusCode);
    }

    /// <summary>Sends a file's bytes.</summary>
    public async Task<T> UploadAsync<T>(string path, ReadOnlyMemory<byte> file, string mediaType, string key, CancellationToken cancel = default)
    {
        using var answer = await SendAsync("POST", path, () => File(file, mediaType), key, null, cancel);
        return await ReadAsync<T>(answer, cancel);
    }

    /// <summary>
    /// Changes a thing. A lost answer may hide a change that was made, so a stale etag leads to a fresh read, and to nothing
    /// when <paramref name="isDone"/> says the change is there.
    /// </summary>
    public async Task<T> PatchAsync<T>(string path, object changes, Func<T, bool> isDone, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(isDone);
        for (var attempt = 1; ; attempt++)
        {
            var (current, etag) = await GetWithETagAsync<T>(path, cancel);
            if (isDone(current))
            {
                return current;
            }

            try
            {
                using var answer = await SendAsync("PATCH", path, () => Json(changes, "application/merge-patch+json"), null, etag, cancel);
                return await ReadAsync<T>(answer, cancel);
            }
            catch (ApiException stale) when (stale.Status == HttpStatusCode.PreconditionFailed && attempt < MaxPatchAttempts)
            {
                await Task.Delay(_retry.Pause(attempt), _time, cancel);
            }
        }
    }

    public void Dispose() => _tokens.Dispose();

    private static HttpContent? Json(object? body, string mediaType = "application/json") =>
        body is null ? null : JsonContent.Create(body, body.GetType(), new MediaTypeHeaderValue(mediaType), WireJson.Options);

    private static ReadOnlyMemoryContent File(ReadOnlyMemory<byte> file, string mediaType)
    {
        var content = new ReadOnlyMemoryContent(file);
        content.Headers.ContentType = new(mediaType);
        return content;
    }

    private async Task<HttpResponseMessage> SendAsync(
        string method, string path, Func<HttpContent?> content, string? key, string? etag, CancellationToken cancel)
    {
        var started = _time.GetTimestamp();
        for (var attempt = 1; ; attempt++)
        {
            TimeSpan? asked = null;
            Exception? lost = null;
            try
            {
                var answer = await TryOnceAsync(method, path, content(), key, etag, cancel);
                if (answer.IsSuccessStatusCode)
                {
                    _observe?.Invoke(new(method, path, _time.GetElapsedTime(started), attempt));
                    return answer;
                }

                using (answer)
                {
                    // A token may have been signed with a key that is gone; a fresh one is asked for once.
                    var mayRetry = RetryPolicy.MayRetry(answer) || (answer.StatusCode == HttpStatusCode.Unauthorized && attempt == 1);
                    if (!mayRetry || OutOfTime())
                    {
                        throw new ApiException($"{method} {Shape(path)}", answer.StatusCode, await ProblemAsync(answer, cancel));
                    }

                    asked = answer.Headers.RetryAfter?.Delta;
                }
            }
            catch (Exception exception) when (IsLost(exception, cancel))
            {
                lost = exception;
            }

            if (lost is not null && OutOfTime())
            {
                throw new ApiException($"{method} {Shape(path)}", attempt, lost);
            }

            await Task.Delay(_retry.Pause(attempt, asked), _time, cancel);
        }

        bool OutOfTime() => _time.GetElapsedTime(started) >= _retry.GiveUpAfter;
    }

    private async Task<HttpResponseMessage> TryOnceAsync(
        string method, string path, HttpContent? content, string? key, string? etag, CancellationToken cancel)
    {
        using var limit = new CancellationTokenSource(_retry.AttemptTimeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancel);
        using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = content };
        var token = await _tokens.GetAsync(either.Token);
        request.Headers.Authorization = new("Bearer", token);
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        if (!string.IsNullOrEmpty(etag))
        {
            request.Headers.TryAddWithoutValidation("If-Match", etag);
        }

        var answer = await _http.SendAsync(request, HttpCompletionOption.ResponseContentRead, either.Token);
        if (answer.StatusCode == HttpStatusCode.Unauthorized)
        {
            _tokens.Forget(token);
        }

        return answer;
    }

    // No answer arrived: the server may have acted or not. Only the same key makes a repeat safe.
    private static bool IsLost(Exception exception, CancellationToken cancel) => exception switch
    {
        HttpRequestException or IOException => true,
        OperationCanceledException => !cancel.IsCancellationRequested,
        TokenRefusedException refused => refused.Status is HttpStatusCode.ServiceUnavailable or HttpStatusCode.TooManyRequests,
        _ => false,
    };

    private static async Task<T> ReadAsync<T>(HttpResponseMessage answer, CancellationToken cancel) =>
        await answer.Content.ReadFromJsonAsync<T>(WireJson.Options, cancel)
        ?? throw new ApiException(answer.RequestMessage?.Method + " answer without a body", answer.StatusCode, null);

    private static async Task<Problem?> ProblemAsync(HttpResponseMessage answer, CancellationToken cancel)
    {
        try
        {
            return await answer.Content.ReadFromJsonAsync<Problem>(WireJson.Options, cancel);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Shape(string path) => path.Split('?')[0];
}

/// <summary>How long one call took, repeats included.</summary>
public readonly record struct CallTiming(string Method, string Path, TimeSpan Elapsed, int Attempts);

/// <summary>One page of a list.</summary>
public sealed record Page<T>(IReadOnlyList<T> Items, string? NextCursor);
