using System.Security.Claims;
using MedBill.Platform.Values;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace MedBill.Platform.Hosting;

/// <summary>Which host this is: <c>things</c>, <c>gateway</c>.</summary>
public sealed record ServiceIdentity(string AppId);

/// <summary>Who acts in this scope: the token's bearer in a call, the service itself in messages and workers.</summary>
public sealed class Caller
{
    /// <summary>Names the practice when a worker's token speaks for all of them (its <c>practice</c> is <c>*</c>).</summary>
    public const string PracticeHeader = "medbill-practice";

    /// <summary>
    /// Asks for the answer "what is wrong with this request" alone: whatever the call would have written is taken back, and it ends in
    /// VALIDATION_FAILED with every violation, none if there is none. The gateway asks so of a body it refuses already.
    /// </summary>
    public const string OnlyCheckHeader = "medbill-only-check";

    private string? _practice;

    /// <summary>Which client a token was given to: its <c>client_id</c>, else its <c>azp</c> (authorities name it either way), else its <c>sub</c>.</summary>
    public static string? ClientOf(ClaimsPrincipal user) =>
        user.FindFirstValue("client_id") ?? user.FindFirstValue("azp") ?? user.FindFirstValue("sub");

    /// <summary>The token's <c>sub</c>; empty when nobody is known.</summary>
    public string Subject { get; private set; } = "";

    /// <summary>As <see cref="ClientOf"/>; empty when nobody is known.</summary>
    public string ClientId { get; private set; } = "";

    /// <summary>Scopes of the token; empty in messages and workers, which call nobody's rpc.</summary>
    public IReadOnlySet<string> Scopes { get; private set; } = new HashSet<string>();

    /// <summary>Id of the practice acted for, when there is one.</summary>
    public string? PracticeOrNone => _practice;

    /// <summary>Id of the practice acted for.</summary>
    /// <exception cref="Failure">PermissionDenied PRACTICE_REQUIRED.</exception>
    public string Practice => _practice
        ?? throw new Failure(FailureKind.PermissionDenied, "PRACTICE_REQUIRED", "This needs a token that belongs to a practice.");

    /// <summary>The bearer token as it came, for forwarding.</summary>
    internal string? BearerToken { get; private set; }

    /// <summary>When the call being answered ends; calls made inside it end no later.</summary>
    internal DateTime? Deadline { get; private set; }

    /// <summary>The call being answered is given up.</summary>
    internal CancellationToken Aborted { get; private set; }

    /// <summary>The call being answered is refused already, or is a question what is wrong with it: nothing that it writes is kept.</summary>
    internal bool OnlyChecks { get; set; }

    internal void Within(DateTime deadline, CancellationToken aborted) =>
        (Deadline, Aborted) = (deadline == DateTime.MaxValue ? null : deadline, aborted);

    internal void ActAs(string service, string? practice) => (Subject, ClientId, _practice) = (service, service, practice);

    internal void From(HttpContext http)
    {
        var user = http.User;
        Subject = user.FindFirstValue("sub") ?? "";
        ClientId = ClientOf(user) ?? "";
        Scopes = user.FindAll("scope").SelectMany(scope => scope.Value.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToHashSet();
        _practice = user.FindFirstValue("practice") switch
        {
            null or "" => null,
            "*" => http.Request.Headers[PracticeHeader] is [{ Length: > 0 and <= 40 } named] ? named : null,
            var practice => practice,
        };
        BearerToken = http.Request.Headers.Authorization is [{ } header] && header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)
            ? header["Bearer ".Length..]
            : null;
    }
}

/// <summary>Scopes in which the service acts by itself.</summary>
public static class PracticeScopes
{
    /// <summary>A scope in which stores and clients act for <paramref name="practice"/> (null: for none).</summary>
    public static AsyncServiceScope CreatePracticeScope(this IServiceScopeFactory scopes, string? practice)
    {
        var scope = scopes.CreateAsyncScope();
        var identity = scope.ServiceProvider.GetRequiredService<ServiceIdentity>();
        scope.ServiceProvider.GetRequiredService<Caller>().ActAs(identity.AppId, practice);
        return scope;
    }
}
