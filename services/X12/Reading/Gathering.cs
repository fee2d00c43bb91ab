using MedBill.X12.Segments;

namespace MedBill.X12.Reading;

/// <summary>
/// Gathers the items of a list to be. Costs nothing while empty, since most lists of a claim stay so; what was gathered is not
/// copied when it fills its array.
/// </summary>
internal struct Gathering<T>
{
    private T[]? _items;
    private int _count;

    public readonly int Count => _count;

    public void Add(T item)
    {
        if (_items is null)
        {
            _items = new T[1];
        }
        else if (_count == _items.Length)
        {
            Array.Resize(ref _items, _count * 2);
        }

        _items[_count++] = item;
    }

    /// <summary>The list. Nothing may be added afterwards.</summary>
    public readonly ValueList<T> ToValueList() =>
        _items is null ? default : new ValueList<T>(_count == _items.Length ? _items : _items[.._count]);
}
