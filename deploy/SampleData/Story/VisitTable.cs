namespace MedBill.SampleData.Story;

/// <summary>The forty visits of the whole day, as a superbill reads.</summary>
internal static class VisitTable
{
    public static IReadOnlyList<VisitStory> Visits { get; } =
    [
        // Children.
        new("V01", "P01", 3, ["Z00129", "Z23"], [new("99393", 1), new("90707", 2), new("90460", 2), new("90461", 2) { Units = 2 }]) { Provider = 1 },
        new("V02", "P01", 1, ["J020"], [new("99213", 1), new("87880", 1)]) { Provider = 1 },
        new("V03", "P02", 3, ["Z00129", "Z23"], [new("99392", 1), new("90686", 2), new("90460", 2), new("92551", 1), new("99173", 1)]) { Provider = 1 },
        new("V04", "P02", 1, ["H6691"], [new("99212", 1)]) { Provider = 1 },
        new("V07", "P04", 4, ["J101"], [new("99213", 1), new("87804", 1), new("87426", 1)]) { Provider = 1, DeskPayment = new(25_00) },
        new("V08", "P04", 2, ["J069"], [new("99212", 1)]) { Provider = 1 },

        // Copay, deductible, coinsurance: some pay the copay at the desk.
        new("V05", "P03", 5, ["E119", "I10"], [new("99214", 1, 2), new("80053", 1), new("83036", 1), new("36415", 1, 2)]) { DeskPayment = new(25_00) },
        new("V06", "P03", 40, ["I10"], [new("99213", 1), new("93000", 1)]) { DeskPayment = new(25_00), DeskPaymentMethod = "CASH" },
        new("V22", "P22", 6, ["E039", "R5383"], [new("99214", 1, 2), new("84443", 1), new("85025", 2), new("36415", 1)]) { DeskPayment = new(25_00), DeskPaymentMethod = "CHECK" },
        new("V23", "P22", 35, ["E039"], [new("99213", 1)]),
        new("V24", "P23", 8, ["M1711"], [new("99215", 1) { Modifiers = ["25"] }, new("20610", 1) { Modifiers = ["RT"] }, new("J3301", 1) { Units = 4 }, new("A4550", 1)])
        {
            DeskPayment = new(25_00),
        },
        new("V25", "P24", 7, ["J45909"], [new("99204", 1), new("94010", 1), new("94640", 1)]),

        // Paid as billed.
        new("V09", "P05", 9, ["R002"], [new("99203", 1), new("93000", 1), new("80048", 1), new("36415", 1)]),
        new("V10", "P05", 2, ["R002", "F419"], [new("99213", 1, 2)]) { DeskPayment = new(15_00) },
        new("V11", "P06", 12, ["Z0000", "E785", "F17210"], [new("99396", 1), new("80061", 2), new("36415", 2), new("99406", 3)]),
        new("V12", "P06", 10, ["B079"], [new("17110", 1), new("A4550", 1)]),
        new("V13", "P07", 15, ["M1711", "E119"], [new("99214", 1, 2) { Modifiers = ["25"] }, new("20610", 1) { Modifiers = ["RT"] }, new("J3301", 1) { Units = 4 }]),
        new("V14", "P07", 4, ["E119"], [new("99213", 1), new("83036", 1), new("82947", 1)]) { LateCharge = true },
        new("V15", "P08", 20, ["I4891", "Z7901"], [new("99214", 1), new("85610", 1, 2), new("36415", 2)]),
        new("V16", "P08", 3, ["Z0000"], [new("G0439", 1)]),
        new("V17", "P09", 6, ["N390", "R109"], [new("99213", 1, 2), new("81002", 1), new("81003", 1)]),
        new("V19", "P10", 5, ["S46911A"], [new("99203", 1), new("73030", 1) { Modifiers = ["RT"] }]) { Provider = 2 },
        new("V20", "P11", 70, ["E11621", "L97511"], [new("99213", 1, 2) { Modifiers = ["25"] }, new("11042", 2), new("A4550", 2)]) { AtFacility = true, Provider = 2 },
        new("V21", "P11", 11, ["H6121"], [new("69210", 1) { Modifiers = ["RT"] }]),
        new("V26", "P25", 3, ["J209"], [new("99212", 1), new("71046", 1)]),

        // Keyed in wrong: a cause of injury cannot be the principal diagnosis. The edits catch it before the payer does.
        new("V27", "P26", 2, ["S93401A", "W010XXA"], [new("99213", 1), new("73610", 1) { Modifiers = ["RT"] }]) { Provider = 2, MiskeyedDiagnoses = ["W010XXA", "S93401A"] },
        new("V28", "P26", 16, ["S61011A", "W260XXA"], [new("12001", 1), new("90715", 1), new("90471", 1), new("96372", 1), new("J1885", 1) { Units = 2 }, new("J1100", 1) { Units = 4 }])
        {
            Provider = 2,
            MiskeyedDiagnoses = ["W260XXA", "S61011A"],
        },

        // Denied for want of an authorization number, corrected, paid.
        new("V29", "P12", 14, ["M5450"], [new("97110", 1) { Units = 2, Modifiers = ["GP"] }, new("97140", 1) { Modifiers = ["GP"] }, new("97530", 1) { Modifiers = ["GP"] }])
        {
            AuthorizationNumber = "PA4471001",
        },
        new("V30", "P12", 7, ["M5450"], [new("97110", 1) { Units = 3, Modifiers = ["GP"] }]) { AuthorizationNumber = "PA4471002" },
        new("V31", "P13", 13, ["M5450"], [new("99213", 1), new("72100", 1)]) { AuthorizationNumber = "PA7731003" },
        new("V32", "P14", 18, ["E11621", "L97511"], [new("11042", 2), new("A4550", 2)]) { AtFacility = true, Provider = 2, AuthorizationNumber = "PA1101004" },

        // Denied and open.
        new("V33", "P15", 33, ["E119"], [new("83036", 1), new("36415", 1)]),
        new("V34", "P16", 65, ["R5383"], [new("84443", 1), new("85025", 1), new("80061", 1), new("36415", 1)]),
        new("V35", "P17", 95, ["R109"], [new("99203", 1), new("81003", 1)]),

        // Rejected by the payer's front end, corrected, paid.
        new("V36", "P18", 8, ["J0190"], [new("99213", 1)]),
        new("V37", "P18", 2, ["J0190"], [new("99212", 1), new("87426", 1)]),
        new("V38", "P19", 5, ["J029"], [new("99202", 1), new("87880", 1)]),

        // The payment does not add up.
        new("V39", "P20", 22, ["I10", "E785"], [new("99214", 1, 2), new("80061", 2), new("80053", 1), new("36415", 1, 2)]),

        // Pays himself: one visit at once, one by statement.
        new("V40", "P21", 1, ["L821"], [new("99202", 1)]) { DeskPayment = new(118_00), DeskPaymentMethod = "CASH" },
        new("V41", "P21", 45, ["M7711"], [new("99203", 1), new("20610", 1) { Modifiers = ["RT"] }]),
    ];
}
