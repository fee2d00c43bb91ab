using System.Collections.Concurrent;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace MedBill.Platform.Hosting;

/// <summary>
/// Checks a token's signature once and remembers the good ones for a minute (machine time), at most until they end: the check is the
/// dearest part of a small call, and callers show the same token thousands of times. Bad tokens are never remembered.
/// </summary>
internal sealed class RememberedTokens(MachineTime machine) : JsonWebTokenHandler
{
    private const int MostRemembered = 10_000;
    private static readonly TimeSpan For = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, (TokenValidationResult Result, DateTimeOffset Until)> _good = new(StringComparer.Ordinal);

    public override async Task<TokenValidationResult> ValidateTokenAsync(string token, TokenValidationParameters validationParameters)
    {
        var now = machine.GetUtcNow();
        if (_good.TryGetValue(token, out var known) && now < known.Until)
        {
            return known.Result;
        }

        var result = await base.ValidateTokenAsync(token, validationParameters);
        if (result.IsValid)
        {
            if (_good.Count >= MostRemembered)
            {
                _good.Clear();
            }

            var ends = new DateTimeOffset(DateTime.SpecifyKind(result.SecurityToken.ValidTo, DateTimeKind.Utc));
            _good[token] = (result, ends < now + For ? ends : now + For);
        }

        return result;
    }
}
