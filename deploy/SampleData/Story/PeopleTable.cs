using MedBill.SampleData.Rest;

namespace MedBill.SampleData.Story;

/// <summary>Everybody of the whole day. Invented: no name, number or address is anybody's.</summary>
internal static class PeopleTable
{
    public static IReadOnlyList<PayerStory> Payers { get; } =
    [
        new("PRAIRIE", "PRAIRIE STATES HEALTH", "SBX01", "BL", 365, "Prairie Choice", "PR1000"),
        new("LAKESHORE", "LAKESHORE MUTUAL", "SBX02", "CI", 365, "Lakeshore Open Access", "LK2200"),
        new("MIDLAND", "MIDLAND HMO", "SBX03", "HM", 180, "Midland Basic", "MD3300"),
        new("FEDERAL", "FEDERAL PART B", "SBX04", "MB", 365, "Part B", "FED40"),
        new("STATE", "STATE MEDICAID", "SBX05", "MC", 180, "State Plan", "ST5500"),
    ];

    public static IReadOnlyList<GuarantorStory> Guarantors { get; } =
    [
        new("G01", new("Rosa", "Delgado"), Home(14), "3125550101"),
        new("G02", new("Henry", "Okafor"), Home(27), "3125550102"),
    ];

    public static IReadOnlyList<PatientStory> Patients { get; } =
    [
        // One guarantor with two children, both under her policy.
        new("P01", new("Mateo", "Delgado"), new(2018, 4, 12), "MALE", Home(14)) { GuarantorKey = "G01", Policy = OfRosa("SIM-PAID-0001") },
        new("P02", new("Lucia", "Delgado"), new(2022, 9, 3), "FEMALE", Home(14)) { GuarantorKey = "G01", Policy = OfRosa("SIM-PAID-0001") },

        // A father who is a patient himself, and his child under his policy.
        new("P03", new("Henry", "Okafor"), new(1979, 1, 30), "MALE", Home(27)) { Policy = new("LAKESHORE", "SIM-PART-0003") },
        new("P04", new("Ada", "Okafor"), new(2014, 6, 18), "FEMALE", Home(27))
        {
            GuarantorKey = "G02",
            Policy = new("LAKESHORE", "SIM-PART-0003") { Parent = new(new("Henry", "Okafor"), new(1979, 1, 30), "MALE", Home(27)) },
        },

        // Paid as billed.
        Own("P05", "Nora", "Lindqvist", new(1988, 11, 5), "FEMALE", 31, "PRAIRIE", "SIM-PAID-0005"),
        Own("P06", "Samuel", "Brandt", new(1971, 3, 22), "MALE", 36, "LAKESHORE", "SIM-PAID-0006"),
        Own("P07", "Grace", "Whitfield", new(1962, 7, 9), "FEMALE", 40, "MIDLAND", "SIM-PAID-0007"),
        Own("P08", "Arthur", "Pemberton", new(1948, 2, 14), "MALE", 44, "FEDERAL", "SIM-PAID-0008"),
        Own("P09", "Imani", "Clarke", new(1995, 12, 1), "FEMALE", 48, "STATE", "SIM-PAID-0009"),
        Own("P10", "Viktor", "Hale", new(1984, 8, 27), "MALE", 52, "MIDLAND", "SIM-PAID-0010") with { Accident = new(6, "IL") },
        Own("P11", "June", "Castellano", new(1957, 5, 16), "FEMALE", 56, "PRAIRIE", "SIM-PAID-0011"),
        Own("P25", "Theo", "Marsh", new(1990, 10, 10), "MALE", 60, "STATE", "SIM-PAID-0025"),
        Own("P26", "Alma", "Reyes", new(1967, 4, 4), "FEMALE", 64, "LAKESHORE", "SIM-PAID-0026"),

        // Denied for want of an authorization number.
        Own("P12", "Dmitri", "Sorensen", new(1976, 6, 6), "MALE", 68, "LAKESHORE", "SIM-DENY-197-0012"),
        Own("P13", "Wanda", "Kowalski", new(1981, 9, 19), "FEMALE", 72, "MIDLAND", "SIM-DENY-197-0013"),
        Own("P14", "Elias", "Norwood", new(1969, 1, 8), "MALE", 76, "PRAIRIE", "SIM-DENY-197-0014"),

        // Denied, and open at the end of the day.
        Own("P15", "Freya", "Ashdown", new(1953, 3, 3), "FEMALE", 80, "FEDERAL", "SIM-DENY-50-N115-0015"),
        Own("P16", "Otis", "Granger", new(1944, 12, 24), "MALE", 84, "FEDERAL", "SIM-DENY-50-0016"),
        Own("P17", "Mina", "Farrow", new(1992, 2, 2), "FEMALE", 88, "STATE", "SIM-DENY-16-N382-0017"),

        // The card was read wrong; the payer does not know the number.
        Own("P18", "Caleb", "Winslow", new(1986, 7, 21), "MALE", 92, "PRAIRIE", "SIM-REJ-277-0018", "SIM-PAID-0018"),
        Own("P19", "Tessa", "Moreau", new(1999, 5, 29), "FEMALE", 96, "MIDLAND", "SIM-REJ-277-0019", "SIM-PAID-0019"),

        // The payer's payment does not add up.
        Own("P20", "Ruth", "Ellison", new(1950, 8, 8), "FEMALE", 100, "FEDERAL", "SIM-BADBAL-0020"),

        // Pays himself.
        new("P21", new("Jonas", "Petrov"), new(1983, 4, 25), "MALE", Home(104)),

        // Copay, deductible, coinsurance.
        Own("P22", "Helen", "Vance", new(1974, 11, 11), "FEMALE", 108, "PRAIRIE", "SIM-PART-0022"),
        Own("P23", "Marcus", "Idowu", new(1965, 10, 2), "MALE", 112, "MIDLAND", "SIM-PART-0023"),
        Own("P24", "Selma", "Hart", new(1991, 1, 17), "FEMALE", 116, "LAKESHORE", "SIM-PART-0024"),
    ];

    private static PolicyStory OfRosa(string memberId) =>
        new("PRAIRIE", memberId) { Parent = new(new("Rosa", "Delgado"), new(1989, 2, 20), "FEMALE", Home(14)) };

    private static PatientStory Own(
        string key, string given, string family, DateOnly birth, string gender, int house, string payer, string member, string? corrected = null) =>
        new(key, new(given, family), birth, gender, Home(house)) { Policy = new(payer, member) { CorrectedMemberId = corrected } };

    private static Address Home(int house) => new([$"{house} ORCHARD LN"], "SPRINGFIELD", "IL", "627010123");
}
