using System.Collections;
using System.Runtime.CompilerServices;

namespace MedBill.X12.Segments;

/// <summary>
/// An immutable list that compares by content, so that the records holding it compare by content too.
/// The default value is the empty list. Made by a collection expression: <c>Modifiers = ["25"]</c>.
/// </summary>
/// <typeparam name="T">What the list holds.</typeparam>
[CollectionBuilder(typeof(ValueList), nameof(ValueList.Create))]
public readonly struct ValueList<T> : IReadOnlyList<T>, IEquatable<ValueList<T>>
{
    private readonly T[]? _items;

    internal ValueList(T[] items) => _items = items;

    /// <summary>How many items there are.</summary>
    public int Count => _items?.Length ?? 0;

    /// <summary>The item at <paramref name="index"/>, counted from 0.</summary>
    public T this[int index] => (_items ?? [])[index];

    /// <summary>The items as a span.</summary>
    public ReadOnlySpan<T> AsSpan() => _items;

    /// <summary>The items as a span of what they derive from.</summary>
    internal ReadOnlySpan<TBase> As<TBase>()
        where TBase : class => (TBase[]?)(object?)_items;

    /// <summary>Walks the items without allocation.</summary>
    public ReadOnlySpan<T>.Enumerator GetEnumerator() => AsSpan().GetEnumerator();

    IEnumerator<T> IEnumerable<T>.GetEnumerator() => ((IEnumerable<T>)(_items ?? [])).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => (_items ?? []).GetEnumerator();

    /// <inheritdoc/>
    public bool Equals(ValueList<T> other) => AsSpan().SequenceEqual(other.AsSpan(), EqualityComparer<T>.Default);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ValueList<T> other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var item in AsSpan())
        {
            hash.Add(item);
        }

        return hash.ToHashCode();
    }

    /// <summary>Whether both lists hold equal items in the same order.</summary>
    public static bool operator ==(ValueList<T> left, ValueList<T> right) => left.Equals(right);

    /// <summary>Whether the lists differ.</summary>
    public static bool operator !=(ValueList<T> left, ValueList<T> right) => !left.Equals(right);

    /// <summary>Says how many items there are, never what they are.</summary>
    public override string ToString() => $"{Count} item(s)";
}

/// <summary>Makes <see cref="ValueList{T}"/>.</summary>
public static class ValueList
{
    /// <summary>Copies <paramref name="items"/> into a list.</summary>
    public static ValueList<T> Create<T>(ReadOnlySpan<T> items) => items.IsEmpty ? default : new ValueList<T>(items.ToArray());

    internal static ValueList<T> ToValueList<T>(this List<T>? items) =>
        items is null || items.Count == 0 ? default : new ValueList<T>([.. items]);
}
