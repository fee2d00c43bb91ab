using System.Security.Cryptography;
using System.Text;
using MedBill.Platform.Hosting;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace MedBill.Gateway.Identity;

/// <summary>
/// The token authority of a laptop: OAuth2 client credentials at <c>POST /connect/token</c>, discovery and keys as any authority has them.
/// Development only; its key lies in the data folder, so that tokens outlive a restart.
/// </summary>
internal sealed class DevelopmentIssuer
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    // Documented, and worthless outside a development machine.
    private static readonly Dictionary<string, string> Clients = new() { ["medbill-dev"] = "medbill-dev", ["medbill-worker"] = "medbill-worker" };

    private static readonly HashSet<string> KnownScopes =
    [
        "patients.read", "patients.write", "coverage.read", "coverage.write", "claims.read", "claims.write", "claims.submit",
        "remittance.read", "remittance.write", "remittance.post", "collections.read", "collections.write", "collections.adjust", "admin", "sandbox",
    ];

    private static readonly string[] GrantTypes = ["client_credentials"];

    private static readonly string[] Algorithms = ["ES256"];

    private readonly ECDsaSecurityKey _key;
    private readonly MachineTime _machine;

    public DevelopmentIssuer(IConfiguration configuration, MachineTime machine)
    {
        _machine = machine;
        Issuer = configuration["Auth:Authority"]!.TrimEnd('/');
        var folder = configuration["Auth:DevelopmentKeyFolder"]
            ?? throw new StartRefusedException("Auth:DevelopmentKeyFolder is required in Development: the folder of the signing key.");
        _key = LoadOrMake(Path.Combine(folder, "development-signing-key.pem"));
    }

    /// <summary>Who issues: <c>Auth:Authority</c>.</summary>
    public string Issuer { get; }

    /// <summary>The public key.</summary>
    public SecurityKey Key => _key;

    public static void Add(WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<DevelopmentIssuer>();

        // The gateway knows its own key: it need not ask itself over HTTP.
        builder.Services.AddSingleton<IPostConfigureOptions<JwtBearerOptions>>(provider => new OwnKey(provider));
    }

    public static void Map(WebApplication app)
    {
        app.MapPost("/connect/token", async (HttpRequest request, DevelopmentIssuer issuer) => issuer.Answer(
                request.HasFormContentType ? await request.ReadFormAsync() : FormCollection.Empty, request.Headers.Authorization.ToString()))
            .AllowAnonymous().ExcludeFromDescription();
        app.MapGet("/.well-known/openid-configuration", (DevelopmentIssuer issuer) => TypedResults.Json(new
        {
            issuer = issuer.Issuer,
            jwks_uri = $"{issuer.Issuer}/.well-known/jwks",
            token_endpoint = $"{issuer.Issuer}/connect/token",
            grant_types_supported = GrantTypes,
            id_token_signing_alg_values_supported = Algorithms,
        })).AllowAnonymous().ExcludeFromDescription();
        app.MapGet("/.well-known/jwks", (DevelopmentIssuer issuer) => TypedResults.Json(new { keys = new[] { issuer.Jwk() } }))
            .AllowAnonymous().ExcludeFromDescription();
    }

    private IResult Answer(IFormCollection form, string authorization)
    {
        var (client, secret) = Credentials(form, authorization);
        if (form["grant_type"] != "client_credentials")
        {
            return Refuse(StatusCodes.Status400BadRequest, "unsupported_grant_type");
        }

        if (!Clients.TryGetValue(client, out var expected) || !CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(expected), Encoding.UTF8.GetBytes(secret)))
        {
            return Refuse(StatusCodes.Status401Unauthorized, "invalid_client");
        }

        var isWorker = client == "medbill-worker";
        var scopes = isWorker ? ["patients.read", "coverage.read"] : form["scope"].ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (scopes.Any(scope => !KnownScopes.Contains(scope)))
        {
            return Refuse(StatusCodes.Status400BadRequest, "invalid_scope");
        }

        var practice = isWorker ? "*" : form["practice"].ToString();
        if (practice.Length > 40 || practice == "*" && !isWorker)
        {
            return Refuse(StatusCodes.Status400BadRequest, "invalid_request");
        }

        return TypedResults.Json(new
        {
            access_token = Sign(client, string.Join(' ', scopes), practice),
            token_type = "Bearer",
            expires_in = (int)Lifetime.TotalSeconds,
            scope = string.Join(' ', scopes),
        });
    }

    private string Sign(string client, string scope, string practice)
    {
        var now = _machine.GetUtcNow().UtcDateTime;
        var claims = new Dictionary<string, object> { ["sub"] = client, ["client_id"] = client, ["scope"] = scope };
        if (practice.Length > 0)
        {
            claims["practice"] = practice;
        }

        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            Audience = "medbill",
            Claims = claims,
            IssuedAt = now,
            NotBefore = now,
            Expires = now + Lifetime,
            SigningCredentials = new(_key, SecurityAlgorithms.EcdsaSha256),
        });
    }

    private object Jwk()
    {
        var point = _key.ECDsa.ExportParameters(false).Q;
        return new { kty = "EC", crv = "P-256", use = "sig", alg = "ES256", kid = _key.KeyId, x = Base64UrlEncoder.Encode(point.X), y = Base64UrlEncoder.Encode(point.Y) };
    }

    private static (string Client, string Secret) Credentials(IFormCollection form, string authorization)
    {
        if (authorization.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase))
        {
            try
            {
                var parts = Encoding.UTF8.GetString(Convert.FromBase64String(authorization["Basic ".Length..])).Split(':', 2);
                return parts.Length == 2 ? (Uri.UnescapeDataString(parts[0]), Uri.UnescapeDataString(parts[1])) : ("", "");
            }
            catch (FormatException)
            {
                return ("", "");
            }
        }

        return (form["client_id"].ToString(), form["client_secret"].ToString());
    }

    // RFC 6749 5.2
    private static IResult Refuse(int status, string error) => TypedResults.Json(new { error }, statusCode: status);

    private static ECDsaSecurityKey LoadOrMake(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        if (!File.Exists(path))
        {
            using var made = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            var part = $"{path}.{Environment.ProcessId}.part";
            File.WriteAllText(part, made.ExportPkcs8PrivateKeyPem());
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(part, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            }

            File.Move(part, path, overwrite: true);
        }

        var key = ECDsa.Create();
        key.ImportFromPem(File.ReadAllText(path));
        var id = Convert.ToHexStringLower(SHA256.HashData(key.ExportSubjectPublicKeyInfo()))[..16];
        return new(key) { KeyId = id };
    }

    private sealed class OwnKey(IServiceProvider provider) : IPostConfigureOptions<JwtBearerOptions>
    {
        public void PostConfigure(string? name, JwtBearerOptions options)
        {
            var issuer = provider.GetRequiredService<DevelopmentIssuer>();
            var configuration = new OpenIdConnectConfiguration { Issuer = issuer.Issuer };
            configuration.SigningKeys.Add(issuer.Key);
            options.Configuration = configuration;
            options.ConfigurationManager = new Microsoft.IdentityModel.Protocols.StaticConfigurationManager<OpenIdConnectConfiguration>(configuration);
        }
    }
}
