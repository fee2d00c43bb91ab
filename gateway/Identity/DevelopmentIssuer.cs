using MedBill.Platform.Hosting;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace MedBill.Gateway.Identity;

/// <summary>
/// The token authority of a laptop: OAuth2 client credentials, discovery and keys as any authority has them, so that every service checks
/// its tokens as it would an authority's. On in Development when <c>Auth:DevelopmentKeyFolder</c> is set; elsewhere the host refuses to
/// start with it.
/// </summary>
internal sealed class DevelopmentIssuer : IDisposable
{
    /// <summary>Setting that switches it on: the folder of the signing key.</summary>
    public const string FolderSetting = "Auth:DevelopmentKeyFolder";

    /// <summary>How long a token is good, on machine time: moving the business clock must not end it.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    private const string Audience = "medbill";

    private readonly ECDsaSecurityKey _key;
    private readonly MachineTime _machine;

    public DevelopmentIssuer(IConfiguration configuration, MachineTime machine, ILogger<DevelopmentIssuer> logger)
    {
        _machine = machine;
        Issuer = configuration["Auth:Authority"]!.TrimEnd('/');
        _key = SigningKey.LoadOrMake(configuration[FolderSetting]!, logger);
    }

    /// <summary>Who issues: <c>Auth:Authority</c>.</summary>
    public string Issuer { get; }

    /// <summary>The public key.</summary>
    public JsonWebKeyModel PublicKey => SigningKey.ToPublic(_key);

    /// <summary>Registers it, where it is wanted.</summary>
    public static bool Add(WebApplicationBuilder builder)
    {
        builder.AddSettings(PlatformSettings.DevelopmentKeyFolder);
        builder.Services.AddStartCheck(provider => Refusal(provider.GetRequiredService<IConfiguration>(), builder.Environment));
        if (!builder.Environment.IsDevelopment() || string.IsNullOrEmpty(builder.Configuration[FolderSetting]))
        {
            return false;
        }

        builder.Services.AddSingleton<DevelopmentIssuer>();

        // The gateway knows its own key: it need not ask itself over HTTP, which it could not at start.
        builder.Services.AddSingleton<IPostConfigureOptions<JwtBearerOptions>>(provider => new OwnKey(provider.GetRequiredService<DevelopmentIssuer>));
        return true;
    }

    // A host that would issue tokens where nobody should trust them, or that could check none.
    private static string? Refusal(IConfiguration configuration, IHostEnvironment environment) =>
        !string.IsNullOrEmpty(configuration[FolderSetting]) && !environment.IsDevelopment() ? $"{FolderSetting} is for Development only."
        : string.IsNullOrEmpty(configuration["Auth:Authority"]) ? "Auth:Authority is required: the address tokens are issued under."
        : null;

    /// <summary>A signed token.</summary>
    public string Sign(string client, string scope, string? practice)
    {
        var now = _machine.GetUtcNow().UtcDateTime;
        var claims = new Dictionary<string, object> { ["sub"] = client, ["client_id"] = client, ["scope"] = scope };
        if (practice is not null)
        {
            claims["practice"] = practice;
        }

        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            Audience = Audience,
            Claims = claims,
            IssuedAt = now,
            NotBefore = now,
            Expires = now + Lifetime,
            SigningCredentials = new(_key, SecurityAlgorithms.EcdsaSha256),
        });
    }

    public void Dispose() => _key.ECDsa.Dispose();

    private sealed class OwnKey(Func<DevelopmentIssuer> issuer) : IPostConfigureOptions<JwtBearerOptions>
    {
        public void PostConfigure(string? name, JwtBearerOptions options)
        {
            var own = issuer();
            var configuration = new OpenIdConnectConfiguration { Issuer = own.Issuer };
            configuration.SigningKeys.Add(own._key);
            options.Configuration = configuration;
            options.ConfigurationManager = new StaticConfigurationManager<OpenIdConnectConfiguration>(configuration);
        }
    }
}
