using System.Collections.Frozen;
using System.Reflection;
using Google.Protobuf.Reflection;

namespace MedBill.Gateway.Http;

/// <summary>States and kinds as the API spells them: <c>STATE_DRAFT</c> on the wire is <c>DRAFT</c> here.</summary>
internal static class EnumText
{
    /// <summary>Null for the unspecified value.</summary>
    public static string? Of<T>(T value)
        where T : struct, Enum => Names<T>.Text.GetValueOrDefault(value);

    /// <summary>The unspecified value for null; texts were checked when the request was read.</summary>
    public static T To<T>(string? text)
        where T : struct, Enum => text is null ? default : Names<T>.Values.GetValueOrDefault(text);

    /// <summary>What a member may say, in the order of the proto.</summary>
    public static IReadOnlyList<string> TextsOf(Type wireEnum) =>
        [.. Values(wireEnum).Where(pair => pair.Number != 0).OrderBy(pair => pair.Number).Select(pair => pair.Text)];

    private static IEnumerable<(object Value, int Number, string Text)> Values(Type wireEnum)
    {
        var prefix = Prefix(wireEnum);
        return wireEnum.GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (
            field.GetValue(null)!,
            Convert.ToInt32(field.GetValue(null), System.Globalization.CultureInfo.InvariantCulture),
            field.GetCustomAttribute<OriginalNameAttribute>()!.Name[prefix.Length..]));
    }

    // NextAction → NEXT_ACTION_
    private static string Prefix(Type wireEnum) => System.Text.Json.JsonNamingPolicy.SnakeCaseUpper.ConvertName(wireEnum.Name) + "_";

    private static class Names<T>
        where T : struct, Enum
    {
        public static readonly FrozenDictionary<T, string> Text =
            EnumText.Values(typeof(T)).Where(pair => pair.Number != 0).ToFrozenDictionary(pair => (T)pair.Value, pair => pair.Text);

        public static readonly FrozenDictionary<string, T> Values = Text.ToFrozenDictionary(pair => pair.Value, pair => pair.Key);
    }
}
