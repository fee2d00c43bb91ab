using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace MedBill.TestKit;

/// <summary>
/// A token authority in process: discovery, keys and token endpoint as a real one has, so hosts check tokens the real way. Any client
/// gets a worker token (practice <c>*</c>) with the scopes of <see cref="WorkerScopes"/>.
/// </summary>
public sealed class TestTokens(TimeProvider machine) : HttpMessageHandler
{
    /// <summary>The authority's address; configure it as <c>Auth:Authority</c>.</summary>
    public const string Issuer = "http://authority";

    private static readonly ECDsaSecurityKey Key = new(ECDsa.Create(ECCurve.NamedCurves.nistP256)) { KeyId = "test" };

    /// <summary>Scopes of the tokens that services fetch for themselves.</summary>
    public string WorkerScopes { get; set; } = "patients.read coverage.read claims.read remittance.read collections.read";

    /// <summary>How many tokens the token endpoint gave.</summary>
    public int Fetched { get; private set; }

    /// <summary>A token of a user of this practice, good for an hour of machine time.</summary>
    public string For(string? practice, params IEnumerable<string> scopes) =>
        Create(new() { Practice = practice, Scopes = string.Join(' ', scopes) });

    /// <summary>A token with everything said.</summary>
    public string Create(TokenContent content)
    {
        var now = machine.GetUtcNow().UtcDateTime;
        var claims =
            new Dictionary<string, object> { ["sub"] = content.Subject, ["client_id"] = content.ClientId, ["scope"] = content.Scopes };
        if (content.Practice is not null)
        {
            claims["practice"] = content.Practice;
        }

        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = content.Issuer,
            Audience = content.Audience,
            Claims = claims,
            IssuedAt = now,
            NotBefore = now,
            Expires = now + content.Lifetime,
            SigningCredentials = content.WithoutSignature ? null : new(content.Key ?? Key, SecurityAlgorithms.EcdsaSha256),
        });
    }

    /// <inheritdoc/>
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        Task.FromResult(
        request.RequestUri!.AbsolutePath switch
        {
            "/.well-known/openid-configuration" =>
                Json(new { issuer = Issuer, jwks_uri = Issuer + "/jwks", token_endpoint = Issuer + "/connect/token" }),
            "/jwks" => Json(new { keys = new[] { Jwk() } }),
            "/connect/token" => Token(),
            _ => new HttpResponseMessage(HttpStatusCode.NotFound),
        });

    private HttpResponseMessage Token()
    {
        Fetched++;
        var token = Create(new() { Practice = "*", Scopes = WorkerScopes, Subject = "worker", ClientId = "worker" });
        return Json(new { access_token = token, token_type = "Bearer", expires_in = 3600 });
    }

    private static object Jwk()
    {
        var point = Key.ECDsa.ExportParameters(false).Q;
        var (x, y) = (Base64UrlEncoder.Encode(point.X), Base64UrlEncoder.Encode(point.Y));
        return new { kty = "EC", crv = "P-256", use = "sig", alg = "ES256", kid = Key.KeyId, x, y };
    }

    private static HttpResponseMessage Json(object body) => new(HttpStatusCode.OK) { Content = JsonContent.Create(body) };
}

/// <summary>What a test token says.</summary>
public sealed record TokenContent
{
    /// <summary>Claim practice; null leaves it out.</summary>
    public string? Practice { get; init; } = ServiceHost.Practice;

    /// <summary>Claim scope, separated by blanks.</summary>
    public string Scopes { get; init; } = "";

    /// <summary>Claim sub.</summary>
    public string Subject { get; init; } = "tester";

    /// <summary>Claim client_id.</summary>
    public string ClientId { get; init; } = "tests";

    /// <summary>Claim aud.</summary>
    public string Audience { get; init; } = "medbill";

    /// <summary>Claim iss.</summary>
    public string Issuer { get; init; } = TestTokens.Issuer;

    /// <summary>From now on.</summary>
    public TimeSpan Lifetime { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Another key than the authority's.</summary>
    public ECDsaSecurityKey? Key { get; init; }

    /// <summary>Without a signature.</summary>
    public bool WithoutSignature { get; init; }
}
