using System.Security.Cryptography;
using System.Text;
using Google.Protobuf;
using Grpc.AspNetCore.Server;
using MedBill.Platform.Rpc;
using MedBill.Platform.Values;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;

namespace MedBill.Platform.Hosting;

/// <summary>The rpc method, or endpoint, needs a token with this scope. Same as policy <c>scope:&lt;scope&gt;</c>.</summary>
public sealed class RequiresScopeAttribute(string scope) : AuthorizeAttribute(ScopePolicies.Prefix + scope)
{
    /// <summary>E.g. <c>things.write</c>.</summary>
    public string Scope { get; } = scope;
}

/// <summary>A policy for every <c>scope:…</c> name.</summary>
public sealed class ScopePolicies(IOptions<AuthorizationOptions> options) : DefaultAuthorizationPolicyProvider(options)
{
    /// <summary><c>scope:</c></summary>
    public const string Prefix = "scope:";

    /// <inheritdoc/>
    public override bool AllowsCachingPolicies => true;

    /// <inheritdoc/>
    public override Task<AuthorizationPolicy?> GetPolicyAsync(string policyName)
    {
        ArgumentNullException.ThrowIfNull(policyName);
        if (!policyName.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return base.GetPolicyAsync(policyName);
        }

        var scope = policyName[Prefix.Length..];
        return Task.FromResult<AuthorizationPolicy?>(new AuthorizationPolicyBuilder()
            .RequireAuthenticatedUser()
            .RequireAssertion(context => context.User.FindAll("scope").Any(held => held.Value.Split(' ').Contains(scope)))
            .Build());
    }
}

/// <summary>What the host has mapped; the router itself learns of it only when the host starts.</summary>
internal sealed class MappedEndpoints
{
    public IEndpointRouteBuilder? Routes { get; set; }

    public IEnumerable<Endpoint> All => Routes?.DataSources.SelectMany(source => source.Endpoints) ?? [];
}

internal static class Authentication
{
    public const string Audience = "medbill";

    public static void AddAuthentication(this WebApplicationBuilder builder)
    {
        builder.Services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer();
        builder.Services.AddOptions<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme)
            .Configure<IConfiguration, IHostEnvironment, ServiceTransport, MachineTime>(
                (options, configuration, environment, transport, machine) =>
            {
                options.Authority = configuration["Auth:Authority"];
                options.RequireHttpsMetadata = !environment.IsDevelopment();
                options.BackchannelHttpHandler = transport.CreateHandler(ServiceTransport.Authority);
                options.Events = new() { OnChallenge = AuthorityKeys.AnswerAsync };
                options.MapInboundClaims = false;
                options.TokenHandlers.Clear();
                options.TokenHandlers.Add(new RememberedTokens(machine));
                options.TokenValidationParameters = new()
                {
                    ValidAudience = Audience,
                    ValidateIssuer = true,
                    ValidateIssuerSigningKey = true,
                    RequireSignedTokens = true,
                    ValidAlgorithms = [SecurityAlgorithms.RsaSha256, SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.RsaSsaPssSha256],
                    NameClaimType = "sub",

                    // Lifetimes run on machine time: moving the business clock must not expire tokens.
                    LifetimeValidator = (notBefore, expires, _, parameters) =>
                        Within(notBefore, expires, machine.GetUtcNow().UtcDateTime, TimeSpan.FromMinutes(1)),
                };
            });
        builder.Services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        builder.Services.AddSingleton<IAuthorizationPolicyProvider, ScopePolicies>();
        builder.Services.AddSingleton<IAuthorizationMiddlewareResultHandler, GrpcAuthorizationAnswers>();
        builder.Services.AddStartCheck(provider => provider.GetRequiredService<IHostEnvironment>().IsDevelopment()
            ? null
            : provider.GetRequiredService<IConfiguration>()["Auth:Authority"] switch
            {
                null or "" => "Auth:Authority is required outside Development.",
                var address when !address.StartsWith("https://", StringComparison.Ordinal) => "Auth:Authority is an https address outside Development.",
                _ => null,
            });
    }

    /// <summary>Every rpc method says which scope it needs; one that forgot stops the host.</summary>
    public static string? FindUnguardedMethod(IServiceProvider provider)
    {
        foreach (var endpoint in provider.GetRequiredService<MappedEndpoints>().All)
        {
            if (endpoint.Metadata.GetMetadata<GrpcMethodMetadata>() is { } rpc
                && endpoint.Metadata.GetMetadata<RequiresScopeAttribute>() is null
                && endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null
                && IsWritten(rpc))
            {
                return $"{rpc.Method.FullName} names no scope: give it [RequiresScope].";
            }
        }

        return null;
    }

    private static bool Within(DateTime? notBefore, DateTime? expires, DateTime now, TimeSpan skew) =>
        expires is not null && now < expires.Value + skew && (notBefore is null || now > notBefore.Value - skew);

    // A method that is only inherited from the generated class answers UNIMPLEMENTED; there is nothing to guard.
    private static bool IsWritten(GrpcMethodMetadata rpc) =>
        rpc.ServiceType.GetMethods().Any(method => method.Name == rpc.Method.Name && method.DeclaringType is { IsAbstract: false });
}

/// <summary>Says 401, 403, and that no token can be checked now, as gRPC with an ErrorInfo, like every other error; HTTP callers get the plain status.</summary>
internal sealed class GrpcAuthorizationAnswers(ServiceIdentity identity, IOptionsMonitor<JwtBearerOptions> bearer) : IAuthorizationMiddlewareResultHandler
{
    private readonly AuthorizationMiddlewareResultHandler _plain = new();

    public async Task HandleAsync(
        RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        if (authorizeResult.Succeeded || context.Request.ContentType?.StartsWith("application/grpc", StringComparison.Ordinal) != true)
        {
            await _plain.HandleAsync(next, context, policy, authorizeResult);
            return;
        }

        var scope = context.GetEndpoint()?.Metadata.GetMetadata<RequiresScopeAttribute>()?.Scope ?? "";
        var failure = authorizeResult.Challenged
            ? await AuthorityKeys.FindTroubleAsync(
                bearer.Get(JwtBearerDefaults.AuthenticationScheme), (await context.AuthenticateAsync(JwtBearerDefaults.AuthenticationScheme)).Failure)
                ?? new Failure(FailureKind.Unauthenticated, "TOKEN_REQUIRED", "A valid bearer token is needed.")
            : new Failure(FailureKind.PermissionDenied, "SCOPE_REQUIRED", $"The token needs the scope {scope}.", ("scope", scope));
        var status = RichStatus.ToStatus(failure, identity.AppId);
        context.Response.StatusCode = StatusCodes.Status200OK;
        context.Response.ContentType = "application/grpc";
        context.Response.Headers["grpc-status"] = status.Code.ToString(System.Globalization.CultureInfo.InvariantCulture);
        context.Response.Headers["grpc-message"] = status.Message;
        context.Response.Headers["grpc-status-details-bin"] = Convert.ToBase64String(status.ToByteArray()).TrimEnd('=');
    }
}

/// <summary>Compares secrets without telling by time how much was right.</summary>
internal static class Secrets
{
    public static bool Same(string? given, string? expected) =>
        !string.IsNullOrEmpty(expected) && CryptographicOperations.FixedTimeEquals(
            SHA256.HashData(Encoding.UTF8.GetBytes(given ?? "")), SHA256.HashData(Encoding.UTF8.GetBytes(expected)));
}
