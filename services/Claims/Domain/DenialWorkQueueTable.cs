using System.Collections.Frozen;

namespace MedBill.Claims.Domain;

/// <summary>Who works a denial, by claim adjustment reason code and group (x12-facts 6.1). The codes are the payers'; the queues are ours.</summary>
public static class DenialWorkQueueTable
{
    /// <summary>Correct the data and replace the claim.</summary>
    public const string Data = "DATA";

    /// <summary>Patient bill.</summary>
    public const string Patient = "PT";

    /// <summary>Medical necessity, appeal.</summary>
    public const string Medical = "MED";

    private static readonly FrozenDictionary<string, string> ByReason = Rows().ToDictionary(row => row.Code, row => row.Queue).ToFrozenDictionary();

    /// <summary>Every reason code with a queue of its own.</summary>
    public static IReadOnlyCollection<string> ReasonCodes => ByReason.Keys;

    /// <summary>
    /// The queue of a denied amount. Only what stands under group PR may go to the patient (MA13): under any other group the provider
    /// absorbs it or appeals. The reverse holds for necessity: PR says the patient was told before (ABN). A code that is not in the table
    /// must be read by somebody: DATA.
    /// </summary>
    public static string QueueOf(string groupCode, string reasonCode) =>
        (ByReason.GetValueOrDefault(reasonCode, Data), groupCode) switch
        {
            (Patient, not "PR") => Medical,
            (Medical, "PR") => Patient,
            (var queue, _) => queue,
        };

    private static IEnumerable<(string Code, string Queue)> Rows() =>
        from row in Queues
        from code in row.Codes.Split(' ')
        select (code, row.Queue);

    private static (string Queue, string Codes)[] Queues =>
    [
        (Patient, "1 2 3 35 49 96 100 119 149 204 275 B1"),
        ("CTR", "24 44 59 104 131 144 222 223 237 253 256"),
        (Data, "4 5 6 7 8 9 10 11 12 13 14 16 58 107 110 125 146 181 182 189 206 207 208 A1 B16"),
        ("ELIG", "26 27 31 32 33 140 177"),
        ("COB", "19 20 21 22 109 129 136 209 276 B9 B11"),
        ("AUTH", "15 39 95 197 198 242 243 288"),
        (Medical, "40 50 51 54 55 138 150 151 167 193 216 272 273"),
        ("DUP", "18 B13"),
        ("TF", "29"),
        ("DOC", "163 164 226 227 252"),
        ("BUND", "97 231 234 236 B14 B15 B20"),
        ("CRED", "170 171 183 184 185 B7"),
        ("INFO", "23 94 187 246 A0 B22"),
        ("UNDER", "45 147"),
    ];
}
