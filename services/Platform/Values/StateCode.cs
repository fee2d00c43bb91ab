using System.Collections.Concurrent;
using System.Text;

namespace MedBill.Platform.Values;

/// <summary>Spells our own states as the API does.</summary>
public static class StateCode
{
    private static readonly ConcurrentDictionary<Enum, string> Codes = new();

    /// <summary><c>PartiallyPaid</c> → <c>PARTIALLY_PAID</c>.</summary>
    public static string Code(this Enum state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return Codes.GetOrAdd(state, static value => Spell(value.ToString()));
    }

    private static string Spell(string pascal)
    {
        var code = new StringBuilder(pascal.Length + 4);
        for (var i = 0; i < pascal.Length; i++)
        {
            var startsWord = i > 0 && char.IsUpper(pascal[i])
                && (!char.IsUpper(pascal[i - 1]) || (i + 1 < pascal.Length && char.IsLower(pascal[i + 1])));
            code.Append(startsWord ? "_" : "").Append(char.ToUpperInvariant(pascal[i]));
        }

        return code.ToString();
    }
}
