using System.Net.Http.Json;

namespace MedBill.SampleData.Rest;

/// <summary>Who asks for tokens, for which scopes and which practice.</summary>
public sealed record TokenRequest
{
    public required string ClientId { get; init; }

    public required string ClientSecret { get; init; }

    public required IReadOnlyList<string> Scopes { get; init; }

    /// <summary>Null before the practice is registered.</summary>
    public string? Practice { get; init; }

    /// <summary>Relative to the gateway's address, or absolute.</summary>
    public string Endpoint { get; init; } = "connect/token";

    /// <summary>The documented client of a development installation, with every scope.</summary>
    public static TokenRequest Development { get; } = new()
    {
        ClientId = "medbill-dev",
        ClientSecret = "medbill-dev",
        Scopes =
        [
            "patients.read", "patients.write", "coverage.read", "coverage.write", "claims.read", "claims.write", "claims.submit",
            "remittance.read", "remittance.write", "remittance.post", "collections.read", "collections.write", "collections.adjust",
            "admin", "sandbox",
        ],
    };
}

/// <summary>Client credentials (OAuth2). A token is kept until a minute before it ends, on machine time.</summary>
internal sealed class AccessTokens(HttpClient http, TokenRequest request, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim _one = new(1, 1);
    private volatile Kept? _kept;

    public async ValueTask<string> GetAsync(CancellationToken cancel)
    {
        if (Fresh() is { } token)
        {
            return token;
        }

        await _one.WaitAsync(cancel);
        try
        {
            return Fresh() ?? await FetchAsync(cancel);
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Forgets the token a server refused.</summary>
    public void Forget(string token)
    {
        if (_kept?.Token == token)
        {
            _kept = null;
        }
    }

    public void Dispose() => _one.Dispose();

    private string? Fresh() => _kept is { } kept && time.GetUtcNow() < kept.GoodUntil ? kept.Token : null;

    private async Task<string> FetchAsync(CancellationToken cancel)
    {
        var form = new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = request.ClientId,
            ["client_secret"] = request.ClientSecret,
            ["scope"] = string.Join(' ', request.Scopes),
        };
        if (request.Practice is { } practice)
        {
            form["practice"] = practice;
        }

        using var content = new FormUrlEncodedContent(form);
        using var answer = await http.PostAsync(new Uri(request.Endpoint, UriKind.RelativeOrAbsolute), content, cancel);
        if (!answer.IsSuccessStatusCode)
        {
            throw new TokenRefusedException(answer.StatusCode, await answer.Content.ReadAsStringAsync(cancel));
        }

        var token = await answer.Content.ReadFromJsonAsync<Answer>(cancel) ?? throw new TokenRefusedException(answer.StatusCode, "no token");
        _kept = new(token.access_token, time.GetUtcNow() + TimeSpan.FromSeconds(token.expires_in) - Margin);
        return token.access_token;
    }

    private sealed record Kept(string Token, DateTimeOffset GoodUntil);

    // RFC 6749 5.1 spells its members so.
#pragma warning disable IDE1006
    private sealed record Answer(string access_token, long expires_in);
#pragma warning restore IDE1006
}

/// <summary>The token endpoint answered, and not with a token.</summary>
public sealed class TokenRefusedException(System.Net.HttpStatusCode status, string body)
    : Exception($"The token endpoint answered {(int)status}: {body}")
{
    public System.Net.HttpStatusCode Status { get; } = status;
}
