using System.Collections.Frozen;
using System.Reflection;
using Google.Protobuf.Reflection;

namespace MedBill.Gateway.Http;

/// <summary>On a member of a model: which wire enum its text is of.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class OneOfAttribute(Type wireEnum) : Attribute
{
    public Type WireEnum { get; } = wireEnum;
}

/// <summary>States and kinds as the API spells them: <c>STATE_DRAFT</c> on the wire is <c>DRAFT</c> here.</summary>
internal static class EnumText
{
    /// <summary>Null for the unspecified value.</summary>
    public static string? Of<T>(T value)
        where T : struct, Enum => Names<T>.Text.GetValueOrDefault(value);

    /// <summary>The unspecified value for null; texts were checked when the request was read.</summary>
    public static T To<T>(string? text)
        where T : struct, Enum => text is null ? default : Names<T>.Values.GetValueOrDefault(text);

    /// <summary>What a member may say.</summary>
    public static IReadOnlyList<string> TextsOf(Type wireEnum)
    {
        var prefix = Prefix(wireEnum);
        return
        [
            .. wireEnum.GetFields(BindingFlags.Public | BindingFlags.Static)
                .Select(field => field.GetCustomAttribute<OriginalNameAttribute>()!.Name[prefix.Length..])
                .Where(text => text != "UNSPECIFIED"),
        ];
    }

    // NextAction → NEXT_ACTION_
    private static string Prefix(Type wireEnum) => string.Concat(wireEnum.Name.Select((letter, i) =>
        i > 0 && char.IsUpper(letter) ? $"_{letter}" : char.ToUpperInvariant(letter).ToString())) + "_";

    private static class Names<T>
        where T : struct, Enum
    {
        public static readonly FrozenDictionary<T, string> Text = Enum.GetValues<T>().Where(value => !EqualityComparer<T>.Default.Equals(value, default))
            .ToFrozenDictionary(
                value => value,
                value => typeof(T).GetField(value.ToString())!.GetCustomAttribute<OriginalNameAttribute>()!.Name[Prefix(typeof(T)).Length..]);

        public static readonly FrozenDictionary<string, T> Values = Text.ToFrozenDictionary(pair => pair.Value, pair => pair.Key);
    }
}
