using System.Buffers.Text;
using System.Runtime.CompilerServices;
using System.Text;

namespace MedBill.X12.Tokens;

/// <summary>One segment in the reader's buffer. Valid until the reader moves on; nothing is copied.</summary>
public readonly ref struct SegmentView
{
    private readonly ReadOnlySpan<byte> _source;
    private readonly ReadOnlySpan<int> _ends;
    private readonly int _start;

    /// <param name="source">The bytes it stands in.</param>
    /// <param name="ends">Where in them its elements end, the identifier being the first.</param>
    /// <param name="start">Where in them it starts.</param>
    /// <param name="key">Its identifier.</param>
    /// <param name="delimiters">The separators.</param>
    /// <param name="offset">Its place in the file.</param>
    internal SegmentView(ReadOnlySpan<byte> source, ReadOnlySpan<int> ends, int start, uint key, Delimiters delimiters, long offset)
    {
        _source = source;
        _ends = ends;
        _start = start;
        Key = key;
        Delimiters = delimiters;
        Offset = offset;
    }

    /// <summary>The separators of the interchange it stands in.</summary>
    public Delimiters Delimiters { get; }

    /// <summary>Offset in the file of its first byte.</summary>
    public long Offset { get; }

    /// <summary>The segment without its terminator, and without line breaks that wrapped it.</summary>
    public ReadOnlySpan<byte> Bytes => _ends.IsEmpty ? default : _source[_start.._ends[^1]];

    /// <summary>The segment identifier, e.g. <c>CLM</c>.</summary>
    public ReadOnlySpan<byte> Id => _ends.IsEmpty ? default : _source[_start.._ends[0]];

    /// <summary>Number of the last element.</summary>
    public int ElementCount => _ends.IsEmpty ? 0 : _ends.Length - 1;

    /// <summary>
    /// Where the raw bytes of a BIN or BDS segment stand in the file, and how many its length announces; null for any other segment.
    /// </summary>
    public BinaryRange? Binary
    {
        get
        {
            var elements = Key switch { SegmentKey.BIN => 2, SegmentKey.BDS => 3, _ => 0 };
            return elements > 0 && ElementCount == elements && TryBinaryLength(this[elements - 1], out var length)
                ? new BinaryRange(Offset + _ends[elements - 1] + 1 - _start, length, _ends[elements] - _ends[elements - 1] - 1 == length)
                : null;
        }
    }

    internal static bool TryBinaryLength(ReadOnlySpan<byte> digits, out long length)
    {
        length = 0;
        return digits.Length is > 0 and <= 15 && Utf8Parser.TryParse(digits, out length, out var used) && used == digits.Length && length >= 0;
    }

    internal ReadOnlySpan<int> Ends => _ends;

    internal int Start => _start;

    internal uint Key { get; }

    /// <summary>The same segment with other separators: of an interchange whose ISA names one that its data does not use.</summary>
    internal SegmentView With(Delimiters delimiters) => new(_source, _ends, _start, Key, delimiters, Offset);

    /// <summary>Element <paramref name="number"/>, counted from 1 as in the guides; empty when absent.</summary>
    public ReadOnlySpan<byte> this[int number]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            var ends = _ends;
            if (number <= 0 || number >= ends.Length)
            {
                return default;
            }

            var first = ends[number - 1] + 1;
            return _source.Slice(first, ends[number] - first);
        }
    }

    /// <summary>A component of an element's first repetition, both counted from 1; empty when absent.</summary>
    public ReadOnlySpan<byte> Component(int element, int component) => Component(this[element], component, Delimiters);

    /// <summary>A component of the first repetition of an element, counted from 1; empty when absent.</summary>
    internal static ReadOnlySpan<byte> Component(ReadOnlySpan<byte> element, int component, Delimiters delimiters)
    {
        // Elements are short: one look at each byte is less than a search for each separator.
        var start = 0;
        for (var index = 0; index < element.Length; index++)
        {
            if (element[index] == delimiters.Component)
            {
                if (component-- <= 1)
                {
                    return element[start..index];
                }

                start = index + 1;
            }
            else if (element[index] == delimiters.Repetition && delimiters.Repetition != 0)
            {
                return component <= 1 ? element[start..index] : default;
            }
        }

        return component <= 1 ? element[start..] : default;
    }

    /// <summary>A repetition of an element, both counted from 1; empty when absent.</summary>
    public ReadOnlySpan<byte> Repetition(int element, int repetition)
    {
        var rest = this[element];
        if (Delimiters.Repetition == 0)
        {
            return repetition == 1 ? rest : default;
        }

        for (; repetition > 1; repetition--)
        {
            var next = rest.IndexOf(Delimiters.Repetition);
            if (next < 0)
            {
                return default;
            }

            rest = rest[(next + 1)..];
        }

        var end = rest.IndexOf(Delimiters.Repetition);
        return end < 0 ? rest : rest[..end];
    }

    /// <summary>Whether the element is exactly this text.</summary>
    public bool ElementIs(int number, ReadOnlySpan<byte> text) => this[number].SequenceEqual(text);

    /// <summary>The identifier only: elements may identify a person.</summary>
    public override string ToString() => Encoding.Latin1.GetString(Id);
}

/// <summary>The raw bytes of a binary segment.</summary>
/// <param name="Offset">Offset in the file of the first of them.</param>
/// <param name="Length">How many the segment announces.</param>
/// <param name="IsInSegment">Whether they are the segment's last element; false when they were too many to be stored.</param>
public readonly record struct BinaryRange(long Offset, long Length, bool IsInSegment);

/// <summary>A segment identifier packed into a number, so that it can be compared and switched on at once.</summary>
internal static class SegmentKey
{
    public const uint ISA = ('I' << 16) | ('S' << 8) | 'A';
    public const uint IEA = ('I' << 16) | ('E' << 8) | 'A';
    public const uint TA1 = ('T' << 16) | ('A' << 8) | '1';
    public const uint GS = ('G' << 8) | 'S';
    public const uint GE = ('G' << 8) | 'E';
    public const uint ST = ('S' << 8) | 'T';
    public const uint SE = ('S' << 8) | 'E';
    public const uint HL = ('H' << 8) | 'L';
    public const uint LX = ('L' << 8) | 'X';
    public const uint HI = ('H' << 8) | 'I';
    public const uint N1 = ('N' << 8) | '1';
    public const uint N2 = ('N' << 8) | '2';
    public const uint N3 = ('N' << 8) | '3';
    public const uint N4 = ('N' << 8) | '4';
    public const uint OI = ('O' << 8) | 'I';
    public const uint EQ = ('E' << 8) | 'Q';
    public const uint EB = ('E' << 8) | 'B';
    public const uint LS = ('L' << 8) | 'S';
    public const uint LE = ('L' << 8) | 'E';
    public const uint LQ = ('L' << 8) | 'Q';
    public const uint BHT = ('B' << 16) | ('H' << 8) | 'T';
    public const uint NM1 = ('N' << 16) | ('M' << 8) | '1';
    public const uint PER = ('P' << 16) | ('E' << 8) | 'R';
    public const uint PRV = ('P' << 16) | ('R' << 8) | 'V';
    public const uint REF = ('R' << 16) | ('E' << 8) | 'F';
    public const uint DTP = ('D' << 16) | ('T' << 8) | 'P';
    public const uint DTM = ('D' << 16) | ('T' << 8) | 'M';
    public const uint DMG = ('D' << 16) | ('M' << 8) | 'G';
    public const uint SBR = ('S' << 16) | ('B' << 8) | 'R';
    public const uint PAT = ('P' << 16) | ('A' << 8) | 'T';
    public const uint CLM = ('C' << 16) | ('L' << 8) | 'M';
    public const uint PWK = ('P' << 16) | ('W' << 8) | 'K';
    public const uint AMT = ('A' << 16) | ('M' << 8) | 'T';
    public const uint QTY = ('Q' << 16) | ('T' << 8) | 'Y';
    public const uint NTE = ('N' << 16) | ('T' << 8) | 'E';
    public const uint CAS = ('C' << 16) | ('A' << 8) | 'S';
    public const uint MOA = ('M' << 16) | ('O' << 8) | 'A';
    public const uint MIA = ('M' << 16) | ('I' << 8) | 'A';
    public const uint SV1 = ('S' << 16) | ('V' << 8) | '1';
    public const uint SV2 = ('S' << 16) | ('V' << 8) | '2';
    public const uint SV3 = ('S' << 16) | ('V' << 8) | '3';
    public const uint TOO = ('T' << 16) | ('O' << 8) | 'O';
    public const uint DN1 = ('D' << 16) | ('N' << 8) | '1';
    public const uint DN2 = ('D' << 16) | ('N' << 8) | '2';
    public const uint CL1 = ('C' << 16) | ('L' << 8) | '1';
    public const uint LIN = ('L' << 16) | ('I' << 8) | 'N';
    public const uint CTP = ('C' << 16) | ('T' << 8) | 'P';
    public const uint SVD = ('S' << 16) | ('V' << 8) | 'D';
    public const uint FRM = ('F' << 16) | ('R' << 8) | 'M';
    public const uint BPR = ('B' << 16) | ('P' << 8) | 'R';
    public const uint TRN = ('T' << 16) | ('R' << 8) | 'N';
    public const uint CLP = ('C' << 16) | ('L' << 8) | 'P';
    public const uint SVC = ('S' << 16) | ('V' << 8) | 'C';
    public const uint PLB = ('P' << 16) | ('L' << 8) | 'B';
    public const uint TS2 = ('T' << 16) | ('S' << 8) | '2';
    public const uint TS3 = ('T' << 16) | ('S' << 8) | '3';
    public const uint STC = ('S' << 16) | ('T' << 8) | 'C';
    public const uint AK1 = ('A' << 16) | ('K' << 8) | '1';
    public const uint AK2 = ('A' << 16) | ('K' << 8) | '2';
    public const uint AK9 = ('A' << 16) | ('K' << 8) | '9';
    public const uint IK3 = ('I' << 16) | ('K' << 8) | '3';
    public const uint IK4 = ('I' << 16) | ('K' << 8) | '4';
    public const uint IK5 = ('I' << 16) | ('K' << 8) | '5';
    public const uint CTX = ('C' << 16) | ('T' << 8) | 'X';
    public const uint AAA = ('A' << 16) | ('A' << 8) | 'A';
    public const uint INS = ('I' << 16) | ('N' << 8) | 'S';
    public const uint III = ('I' << 16) | ('I' << 8) | 'I';
    public const uint HSD = ('H' << 16) | ('S' << 8) | 'D';
    public const uint MSG = ('M' << 16) | ('S' << 8) | 'G';
    public const uint UM = ('U' << 8) | 'M';
    public const uint HCR = ('H' << 16) | ('C' << 8) | 'R';
    public const uint CRC = ('C' << 16) | ('R' << 8) | 'C';
    public const uint CR1 = ('C' << 16) | ('R' << 8) | '1';
    public const uint CR2 = ('C' << 16) | ('R' << 8) | '2';
    public const uint CR5 = ('C' << 16) | ('R' << 8) | '5';
    public const uint CR6 = ('C' << 16) | ('R' << 8) | '6';
    public const uint BGN = ('B' << 16) | ('G' << 8) | 'N';
    public const uint HD = ('H' << 8) | 'D';
    public const uint EC = ('E' << 8) | 'C';
    public const uint ACT = ('A' << 16) | ('C' << 8) | 'T';
    public const uint ICM = ('I' << 16) | ('C' << 8) | 'M';
    public const uint HLH = ('H' << 16) | ('L' << 8) | 'H';
    public const uint LUI = ('L' << 16) | ('U' << 8) | 'I';
    public const uint DSB = ('D' << 16) | ('S' << 8) | 'B';
    public const uint IDC = ('I' << 16) | ('D' << 8) | 'C';
    public const uint PLA = ('P' << 16) | ('L' << 8) | 'A';
    public const uint COB = ('C' << 16) | ('O' << 8) | 'B';
    public const uint CUR = ('C' << 16) | ('U' << 8) | 'R';
    public const uint RDM = ('R' << 16) | ('D' << 8) | 'M';
    public const uint ENT = ('E' << 16) | ('N' << 8) | 'T';
    public const uint RMR = ('R' << 16) | ('M' << 8) | 'R';
    public const uint ADX = ('A' << 16) | ('D' << 8) | 'X';
    public const uint IT1 = ('I' << 16) | ('T' << 8) | '1';
    public const uint SAC = ('S' << 16) | ('A' << 8) | 'C';
    public const uint SLN = ('S' << 16) | ('L' << 8) | 'N';
    public const uint CAT = ('C' << 16) | ('A' << 8) | 'T';
    public const uint OOI = ('O' << 16) | ('O' << 8) | 'I';
    public const uint EFI = ('E' << 16) | ('F' << 8) | 'I';
    public const uint BIN = ('B' << 16) | ('I' << 8) | 'N';
    public const uint BDS = ('B' << 16) | ('D' << 8) | 'S';
    public const uint NX1 = ('N' << 16) | ('X' << 8) | '1';

    /// <summary>Two or three characters; 0 for anything longer or empty, which no segment identifier is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Pack(ReadOnlySpan<byte> id) => id.Length switch
    {
        3 => ((uint)id[0] << 16) | ((uint)id[1] << 8) | id[2],
        2 => ((uint)id[0] << 8) | id[1],
        _ => 0,
    };

    /// <summary>As above, of an identifier that others follow. Its length is not guessed: half of the guesses would be wrong.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Pack(ReadOnlySpan<byte> bytes, int length) =>
        length is 2 or 3 && bytes.Length > 2 ? (((uint)bytes[0] << 16) | ((uint)bytes[1] << 8) | bytes[2]) >> (8 * (3 - length)) : 0;

    public static uint Pack(string id) => id.Length switch
    {
        3 => ((uint)id[0] << 16) | ((uint)id[1] << 8) | id[2],
        2 => ((uint)id[0] << 8) | id[1],
        _ => 0,
    };
}
