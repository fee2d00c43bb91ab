using System.Text.Json;
using Grpc.Core;
using MedBill.Platform.Storage;
using MedBill.Platform.Values;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace MedBill.Platform.Hosting;

/// <summary>Registers typed clients of other services.</summary>
public static class ServiceClients
{
    /// <summary>
    /// Registers <typeparamref name="TClient"/>, scoped. Calls end after 5 s at most, and no later than the call they are made in. They
    /// carry the caller's token (<paramref name="forwardCaller"/>, for the gateway), else a worker token and the scope's practice.
    /// </summary>
    /// <param name="builder">The host.</param>
    /// <param name="appId">The service called, by its app id.</param>
    /// <param name="forwardCaller">True in the gateway.</param>
    public static void AddServiceClient<TClient>(this WebApplicationBuilder builder, string appId, bool forwardCaller = false)
        where TClient : ClientBase<TClient>
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddSingleton<ITokenSource, ClientCredentials>();
        if (!forwardCaller)
        {
            builder.AddSettings(PlatformSettings.Worker);
            builder.Services.AddStartCheck(provider => provider.GetRequiredService<IHostEnvironment>().IsDevelopment()
                || !string.IsNullOrEmpty(provider.GetRequiredService<IConfiguration>()["Auth:ClientSecret"])
                    ? null
                    : "Auth:ClientSecret is required outside Development.");
        }

        var create = ActivatorUtilities.CreateFactory<TClient>([typeof(CallInvoker)]);
        builder.Services.AddScoped(provider =>
        {
            var transport = provider.GetRequiredService<ServiceTransport>();
            var tokens = forwardCaller ? null : provider.GetRequiredService<ITokenSource>();
            return create(provider, [new OutgoingCalls(transport, appId, provider.GetRequiredService<Caller>(), tokens)]);
        });
    }

    /// <summary>Gives every outgoing call its deadline, its credentials and its address.</summary>
    private sealed class OutgoingCalls(ServiceTransport transport, string appId, Caller caller, ITokenSource? tokens) : CallInvoker
    {
        private static readonly TimeSpan DefaultDeadline = TimeSpan.FromSeconds(5);

        public override TResponse BlockingUnaryCall<TRequest, TResponse>(
            Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request) =>
            throw new NotSupportedException("Call it asynchronously.");

        public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
            Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request) =>
            transport.Invoker(appId).AsyncUnaryCall(method, host, Outfit(options), request);

        public override AsyncServerStreamingCall<TResponse> AsyncServerStreamingCall<TRequest, TResponse>(
            Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request) =>
            transport.Invoker(appId).AsyncServerStreamingCall(method, host, Outfit(options), request);

        public override AsyncClientStreamingCall<TRequest, TResponse> AsyncClientStreamingCall<TRequest, TResponse>(
            Method<TRequest, TResponse> method, string? host, CallOptions options) =>
            transport.Invoker(appId).AsyncClientStreamingCall(method, host, Outfit(options));

        public override AsyncDuplexStreamingCall<TRequest, TResponse> AsyncDuplexStreamingCall<TRequest, TResponse>(
            Method<TRequest, TResponse> method, string? host, CallOptions options) =>
            transport.Invoker(appId).AsyncDuplexStreamingCall(method, host, Outfit(options));

        private CallOptions Outfit(CallOptions asked)
        {
            // What a refused request would have others do, or tell, stays undone.
            if (caller.OnlyChecks)
            {
                throw new OnlyChecked();
            }

            var headers = new Metadata();
            foreach (var entry in asked.Headers ?? [])
            {
                headers.Add(entry);
            }

            transport.Address(headers, appId);
            var options = asked.WithHeaders(headers).WithDeadline(Deadline(asked.Deadline));
            if (!asked.CancellationToken.CanBeCanceled && caller.Aborted.CanBeCanceled)
            {
                options = options.WithCancellationToken(caller.Aborted);
            }

            if (tokens is null)
            {
                if (caller.BearerToken is { } token)
                {
                    headers.Add("authorization", "Bearer " + token);
                }

                return options;
            }

            if (caller.PracticeOrNone is { } practice)
            {
                headers.Add(Caller.PracticeHeader, practice);
            }

            return options.WithCredentials(CallCredentials.FromInterceptor(async (call, metadata) =>
                metadata.Add("authorization", "Bearer " + await tokens.GetAsync(call.CancellationToken))));
        }

        // gRPC measures deadlines on the system's clock, so neither of our two clocks may stand in here.
        private DateTime Deadline(DateTime? asked)
        {
            var deadline = asked ?? TimeProvider.System.GetUtcNow().UtcDateTime + DefaultDeadline;
            return caller.Deadline is { } outer && outer < deadline ? outer : deadline;
        }
    }
}

/// <summary>Where the service's own token comes from.</summary>
public interface ITokenSource
{
    /// <summary>A token that is still good for a while.</summary>
    /// <exception cref="Failure">Unavailable TOKEN_UNAVAILABLE.</exception>
    ValueTask<string> GetAsync(CancellationToken cancel);
}

/// <summary>
/// OAuth2 client credentials (<c>Auth:ClientId</c>, <c>Auth:ClientSecret</c>) at the token endpoint the authority's discovery names; kept
/// until a minute before they end, on machine time.
/// </summary>
internal sealed class ClientCredentials(
    IConfiguration configuration, ServiceTransport transport, MachineTime machine, ServiceIdentity identity) : ITokenSource, IDisposable
{
    private readonly SemaphoreSlim _one = new(1, 1);
    private readonly HttpClient _http = new(transport.CreateHandler(ServiceTransport.Authority)) { Timeout = TimeSpan.FromSeconds(5) };
    private volatile KeptToken? _kept;
    private Uri? _endpoint;

    public async ValueTask<string> GetAsync(CancellationToken cancel)
    {
        if (_kept is { } kept && machine.GetUtcNow() < kept.GoodUntil)
        {
            return kept.Token;
        }

        await _one.WaitAsync(cancel);
        try
        {
            return _kept is { } fresh && machine.GetUtcNow() < fresh.GoodUntil ? fresh.Token : await FetchAsync(cancel);
        }
        catch (Exception exception) when (exception is HttpRequestException or JsonException or KeyNotFoundException or UriFormatException)
        {
            _endpoint = null;
            throw new Failure(FailureKind.Unavailable, "TOKEN_UNAVAILABLE", "The authority gives no token now.");
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose()
    {
        _one.Dispose();
        _http.Dispose();
    }

    private async Task<string> FetchAsync(CancellationToken cancel)
    {
        _endpoint ??= await DiscoverAsync(cancel);
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = configuration["Auth:ClientId"] ?? identity.AppId,
            ["client_secret"] = configuration["Auth:ClientSecret"] ?? "",
        });
        using var response = await _http.PostAsync(_endpoint, form, cancel);
        response.EnsureSuccessStatusCode();
        using var json = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(cancel));
        var token = json.RootElement.GetProperty("access_token").GetString()!;
        var seconds = json.RootElement.TryGetProperty("expires_in", out var expires) ? expires.GetInt32() : 300;
        _kept = new(token, machine.GetUtcNow().AddSeconds(Math.Max(seconds - 60, seconds / 2)));
        return token;
    }

    private async Task<Uri> DiscoverAsync(CancellationToken cancel)
    {
        var authority = configuration["Auth:Authority"] ?? throw new KeyNotFoundException();
        var document = await _http.GetByteArrayAsync(new Uri($"{authority.TrimEnd('/')}/.well-known/openid-configuration"), cancel);
        using var json = JsonDocument.Parse(document);
        return new(json.RootElement.GetProperty("token_endpoint").GetString()!);
    }

    private sealed record KeptToken(string Token, DateTimeOffset GoodUntil);
}
