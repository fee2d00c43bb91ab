namespace MedBill.SampleData.Story;

/// <summary>One row of the practice's price list.</summary>
/// <param name="Code">CPT or HCPCS.</param>
/// <param name="Words">Our own words for it, for the tables on screen.</param>
/// <param name="Price">What the practice charges for one unit.</param>
/// <param name="Allowed">What the payers' contract allows for one unit; null when the contract does not name the code.</param>
public sealed record PricedCode(string Code, string Words, Money Price, Money? Allowed);

/// <summary>The practice's prices, and what every payer of the day allows.</summary>
public static class CodeTable
{
    public static IReadOnlyDictionary<string, PricedCode> Codes { get; } = new PricedCode[]
    {
        // Office visits, new and established.
        Row("99202", "office visit, new", 118_00, 74_00),
        Row("99203", "office visit, new", 178_00, 112_00),
        Row("99204", "office visit, new", 265_00, 167_00),
        Row("99205", "office visit, new", 345_00, 220_00),
        Row("99211", "nurse visit", 42_00, 24_00),
        Row("99212", "office visit", 92_00, 56_00),
        Row("99213", "office visit", 145_00, 92_00),
        Row("99214", "office visit", 205_00, 130_00),
        Row("99215", "office visit", 285_00, 182_00),

        // Preventive visits.
        Row("99391", "well infant", 160_00, 105_00),
        Row("99392", "well child 1-4", 168_00, 110_00),
        Row("99393", "well child 5-11", 168_00, 110_00),
        Row("99394", "well visit 12-17", 184_00, 120_00),
        Row("99395", "well visit 18-39", 188_00, 122_00),
        Row("99396", "well visit 40-64", 202_00, 131_00),
        Row("G0439", "annual wellness", 205_00, 132_00),
        Row("99406", "tobacco talk", 24_00, 15_00),
        Row("99173", "vision screen", 3_00, 3_00),
        Row("92551", "hearing screen", 21_00, 12_00),

        // Laboratory.
        Row("36415", "blood draw", 12_00, 3_00),
        Row("80048", "basic panel", 24_00, 8_50),
        Row("80053", "metabolic panel", 31_00, 10_50),
        Row("80061", "lipid panel", 39_00, 13_40),
        Row("81002", "urine dipstick", 3_25, 3_50),
        Row("81003", "urinalysis", 9_00, 2_25),
        Row("82947", "glucose", 14_00, 3_95),
        Row("83036", "hemoglobin A1c", 28_00, 9_70),
        Row("84443", "thyroid test", 48_00, 16_80),
        Row("85025", "blood count", 23_00, 7_80),
        Row("85610", "clotting time", 15_00, 4_30),
        Row("87426", "covid antigen", 62_00, 35_00),
        Row("87804", "influenza antigen", 38_00, 16_50),
        Row("87880", "strep antigen", 38_00, 16_50),

        // Vaccines and injections.
        Row("90460", "vaccine given, child", 34_00, 22_00),
        Row("90461", "each further part", 18_00, 11_00),
        Row("90471", "vaccine given", 32_00, 20_00),
        Row("90472", "vaccine given, next", 22_00, 14_00),
        Row("90686", "flu vaccine", 31_00, 20_00),
        Row("90707", "MMR vaccine", 118_00, 86_00),
        Row("90715", "Tdap vaccine", 54_00, 34_00),
        Row("96372", "injection", 28_00, 14_50),
        Row("J1100", "steroid, 1 mg", 0_35, 0_15),
        Row("J1885", "pain drug, 15 mg", 1_40, 0_60),
        Row("J3301", "joint steroid, 10 mg", 4_10, 1_80),

        // Tests and small procedures.
        Row("93000", "ECG", 34_00, 15_00),
        Row("94010", "breathing test", 58_00, 26_00),
        Row("94640", "inhalation", 22_00, 9_50),
        Row("11042", "wound cleaning", 240_00, 125_00),
        Row("12001", "wound closure", 195_00, 90_00),
        Row("17110", "wart removal", 210_00, 115_00),
        Row("20610", "joint injection", 132_00, 65_00),
        Row("69210", "ear wax", 92_00, 48_00),
        Row("A4550", "procedure tray", 25_01, null),

        // Imaging.
        Row("71046", "chest film", 64_00, 26_00),
        Row("72100", "low back film", 82_00, 36_00),
        Row("73030", "shoulder film", 74_00, 33_00),
        Row("73610", "ankle film", 72_00, 32_00),

        // Therapy, per 15 minutes.
        Row("97110", "exercise", 58_00, 30_00),
        Row("97140", "manual therapy", 54_00, 28_00),
        Row("97530", "activities", 66_00, 37_00),
    }.ToDictionary(row => row.Code);

    /// <summary>What the practice charges for one unit.</summary>
    public static Money Price(string code) => Codes[code].Price;

    private static PricedCode Row(string code, string words, long price, long? allowed) =>
        new(code, words, new(price), allowed is { } cents ? new Money(cents) : null);
}
