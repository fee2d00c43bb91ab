using MedBill.X12.Segments;

namespace MedBill.X12.Reading;

/// <summary>
/// Gathers the items of a list to be. Costs nothing while empty, since most lists of a claim stay so, and nothing but the list itself
/// up to two items, since most others end there.
/// </summary>
internal struct Gathering<T>
{
    private T _first;
    private T _second;
    private T[]? _more;

    public int Count { readonly get; private set; }

    public void Add(T item)
    {
        switch (Count++)
        {
            case 0:
                _first = item;
                break;
            case 1:
                _second = item;
                break;
            default:
                AddMore(item);
                break;
        }
    }

    public readonly ValueList<T> ToValueList() => Count == 0 ? default : new ValueList<T>(ToArray());

    public readonly T[] ToArray() => Count switch
    {
        0 => [],
        1 => [_first],
        2 => [_first, _second],
        _ => [_first, _second, .. _more.AsSpan(0, Count - 2)],
    };

    private void AddMore(T item)
    {
        if (_more is null)
        {
            _more = new T[4];
        }
        else if (Count - 2 > _more.Length)
        {
            Array.Resize(ref _more, _more.Length * 2);
        }

        _more[Count - 3] = item;
    }
}
