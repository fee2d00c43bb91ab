using System.Text;
using System.Text.Json.Serialization;
using MedBill.Gateway.Http;

namespace MedBill.Gateway.Identity;

/// <summary><c>POST /connect/token</c> (RFC 6749 4.4), discovery (OpenID Connect Discovery 1.0) and keys (RFC 7517).</summary>
internal static class TokenEndpoint
{
    private const string KeysPath = "/.well-known/jwks.json";
    private const string TokenPath = "/connect/token";
    private const string EveryPractice = "*";

    /// <summary>What a token may be for (architecture, decision 30).</summary>
    public static IReadOnlyDictionary<string, string> Scopes { get; } = new Dictionary<string, string>
    {
        ["patients.read"] = "Read practices, providers, facilities, guarantors, patients and encounters.",
        ["patients.write"] = "Record and change them.",
        ["coverage.read"] = "Read payers, plans, policies, fee schedules and eligibility.",
        ["coverage.write"] = "Record and change them; ask payers.",
        ["claims.read"] = "Read claims, batches, acknowledgments and denials.",
        ["claims.write"] = "Make, change and withdraw claims.",
        ["claims.submit"] = "Send claims to payers.",
        ["remittance.read"] = "Read remittance files, advices and postings.",
        ["remittance.write"] = "Upload remittance files.",
        ["remittance.post"] = "Decide about postings.",
        ["collections.read"] = "Read accounts, the journal, payments, statements and reports.",
        ["collections.write"] = "Take payments and issue statements.",
        ["collections.adjust"] = "Take payments back.",
        ["admin"] = "Register and change practices.",
        ["sandbox"] = "Move the sandbox clock.",
    };

    // Documented, and worth nothing outside a development machine.
    private static readonly Client[] Clients =
    [
        new("medbill-dev", "medbill-dev", [.. Scopes.Keys], AnyPractice: true),

        // What services ask one another for; the practice travels beside the token.
        new("medbill-worker", "medbill-worker", ["patients.read", "coverage.read"], AnyPractice: false),
    ];

    public static void MapTokens(this IEndpointRouteBuilder routes)
    {
        routes.MapPost(TokenPath, AnswerAsync).AllowAnonymous().DisableAntiforgery().ExcludeFromDescription();
        routes.MapGet("/.well-known/openid-configuration", (DevelopmentIssuer issuer) => TypedResults.Json(Discovery(issuer), PublicJsonContext.Default.DiscoveryModel))
            .AllowAnonymous().ExcludeFromDescription();
        routes.MapGet(KeysPath, (DevelopmentIssuer issuer) => TypedResults.Json(new JsonWebKeySetModel([issuer.PublicKey]), PublicJsonContext.Default.JsonWebKeySetModel))
            .AllowAnonymous().ExcludeFromDescription();
    }

    private static DiscoveryModel Discovery(DevelopmentIssuer issuer) => new(
        issuer.Issuer, issuer.Issuer + KeysPath, issuer.Issuer + TokenPath, ["client_credentials"], ["client_secret_post", "client_secret_basic"], ["token"],
        ["public"], ["ES256"], [.. Scopes.Keys]);

    private static async Task<IResult> AnswerAsync(HttpContext http, DevelopmentIssuer issuer)
    {
        http.Response.Headers.CacheControl = "no-store";
        if (!http.Request.HasFormContentType)
        {
            return Refuse("invalid_request", "The request is a form: application/x-www-form-urlencoded.");
        }

        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        if (form["grant_type"] != "client_credentials")
        {
            return Refuse("unsupported_grant_type", "The grant_type is client_credentials.");
        }

        if (Find(http.Request, form) is not { } client)
        {
            http.Response.Headers.WWWAuthenticate = "Basic realm=\"medbill\"";
            return Refuse("invalid_client", "The client is unknown, or its secret is another.", StatusCodes.Status401Unauthorized);
        }

        var scopes = form["scope"].ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries) is { Length: > 0 } asked ? asked : client.Scopes;
        if (scopes.Except(client.Scopes).Any())
        {
            return Refuse("invalid_scope", $"This client may ask for {string.Join(' ', client.Scopes)}.");
        }

        var practice = form["practice"].ToString();
        if (practice.Length > 0 && (!client.AnyPractice || !Ids.IsId(practice)))
        {
            return Refuse("invalid_request", "The practice is the id of one, and not every client may choose it.");
        }

        var scope = string.Join(' ', scopes.Distinct());
        var token = issuer.Sign(client.Id, scope, client.AnyPractice ? Text.OrNull(practice) : EveryPractice);
        return TypedResults.Json(new TokenModel(token, "Bearer", (int)DevelopmentIssuer.Lifetime.TotalSeconds, scope), PublicJsonContext.Default.TokenModel);
    }

    private static Client? Find(HttpRequest request, IFormCollection form)
    {
        var (id, secret) = request.Headers.Authorization is [{ } header] && header.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase)
            ? FromBasic(header["Basic ".Length..])
            : (form["client_id"].ToString(), form["client_secret"].ToString());
        return Array.Find(Clients, client => client.Id == id && client.Secret == secret);
    }

    // RFC 6749 2.3.1: both halves are form-encoded inside the Basic credentials.
    private static (string Id, string Secret) FromBasic(string encoded)
    {
        var bytes = new byte[encoded.Length];
        return Convert.TryFromBase64String(encoded, bytes, out var length) && Encoding.UTF8.GetString(bytes, 0, length).Split(':', 2) is [var id, var secret]
            ? (Uri.UnescapeDataString(id), Uri.UnescapeDataString(secret))
            : ("", "");
    }

    private static IResult Refuse(string error, string description, int status = StatusCodes.Status400BadRequest) =>
        TypedResults.Json(new TokenErrorModel(error, description), PublicJsonContext.Default.TokenErrorModel, statusCode: status);

    private sealed record Client(string Id, string Secret, IReadOnlyList<string> Scopes, bool AnyPractice);
}

#pragma warning disable CS1591 // The standards say what these members are.
public sealed record TokenModel(
    [property: JsonPropertyName("access_token")] string AccessToken,
    [property: JsonPropertyName("token_type")] string TokenType,
    [property: JsonPropertyName("expires_in")] int ExpiresIn,
    string Scope);

public sealed record TokenErrorModel(string Error, [property: JsonPropertyName("error_description")] string Description);

public sealed record DiscoveryModel(
    string Issuer,
    [property: JsonPropertyName("jwks_uri")] string KeysUri,
    [property: JsonPropertyName("token_endpoint")] string TokenEndpoint,
    [property: JsonPropertyName("grant_types_supported")] IReadOnlyList<string> GrantTypes,
    [property: JsonPropertyName("token_endpoint_auth_methods_supported")] IReadOnlyList<string> AuthMethods,
    [property: JsonPropertyName("response_types_supported")] IReadOnlyList<string> ResponseTypes,
    [property: JsonPropertyName("subject_types_supported")] IReadOnlyList<string> SubjectTypes,
    [property: JsonPropertyName("id_token_signing_alg_values_supported")] IReadOnlyList<string> Algorithms,
    [property: JsonPropertyName("scopes_supported")] IReadOnlyList<string> Scopes);

public sealed record JsonWebKeySetModel(IReadOnlyList<JsonWebKeyModel> Keys);

public sealed record JsonWebKeyModel(string Kty, string Crv, string Use, string Alg, string Kid, string X, string Y);
#pragma warning restore CS1591
