using MedBill.PatientRegistry.Domain;
using MedBill.Platform.Values;

namespace MedBill.PatientRegistry.Tests;

public sealed class FieldRuleTests
{
    private static readonly DateOnly Today = new(2026, 3, 2);

    [Theory]
    [InlineData("E119", true)]
    [InlineData("C4A9", true)]
    [InlineData("S52521A", true)]
    [InlineData("E11.9", false)]
    [InlineData("e119", false)]
    [InlineData("E1", false)]
    [InlineData("S52521AA", false)]
    [InlineData("E119\n", false)]
    public void A_diagnosis_has_the_shape_of_icd_10_cm(string code, bool isRight) => Assert.Equal(isRight, Passes(v => FieldRules.Diagnosis(v, "f", code)));

    [Theory]
    [InlineData("99213", true)]
    [InlineData("0001U", true)]
    [InlineData("0500F", true)]
    [InlineData("J1100", true)]
    [InlineData("W1100", false)]
    [InlineData("9921", false)]
    [InlineData("99213\n", false)]
    public void A_procedure_has_the_shape_of_cpt_or_hcpcs(string code, bool isRight) => Assert.Equal(isRight, Passes(v => FieldRules.Procedure(v, "f", code)));

    [Theory]
    [InlineData("100 MAIN ST", true)]
    [InlineData("12 BOXWOOD CT", true)]
    [InlineData("PO BOX 12", false)]
    [InlineData("P.O. Box 12", false)]
    [InlineData("STE 4, P O BOX 12", false)]
    [InlineData("Post Office Box 12", false)]
    public void A_place_of_care_has_a_street(string line, bool isRight) =>
        Assert.Equal(isRight, Passes(v => FieldRules.Postal(v, "f", new([line], "SPRINGFIELD", "IL", "627020001"), isPlaceOfCare: true)));

    [Theory]
    [InlineData("O'BRIEN-SMITH JR.", true)]
    [InlineData("Núñez", true)]
    [InlineData("A*B", false)]
    [InlineData("A~B", false)]
    [InlineData("A:B", false)]
    [InlineData("A^B", false)]
    [InlineData("A\nB", false)]
    [InlineData("ANA\n", false)]
    public void A_name_holds_no_separator(string name, bool isRight) => Assert.Equal(isRight, Passes(v => FieldRules.Text(v, "f", name, 60)));

    [Theory]
    [InlineData("207Q00000X", true)]
    [InlineData("207Q000000", false)]
    public void A_taxonomy_ends_in_X(string code, bool isRight) => Assert.Equal(isRight, Passes(v => FieldRules.Taxonomy(v, "f", code)));

    [Fact]
    public void No_violation_repeats_a_value()
    {
        const string Secret = "SECRET*~";
        var violations = new Violations();
        new PatientDetails(Secret, Secret, new(Secret, Secret, Secret, Secret), Today.AddDays(1), AdministrativeGender.Unknown, new([Secret], Secret, Secret, Secret), Secret, Secret, null)
            .Check(violations, "patient", Today);

        Assert.NotEmpty(violations.All);
        Assert.DoesNotContain(violations.All, one => $"{one.Description}{one.X12}{one.Fix}".Contains("SECRET", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_mistake_of_a_charge_has_its_own_place()
    {
        var violations = new Violations();
        new Charge("chg-1", 0, "9921", ["25", "25", "x"], 0, 0, [1, 1, 3], Today.AddDays(1), "", "123").Check(violations, "c", diagnoses: 2, Today);

        Assert.Equal(
            [
                "c.amount OUT_OF_RANGE", "c.diagnosis_pointers[1] DUPLICATE", "c.diagnosis_pointers[2] POINTER_INVALID", "c.modifiers[1] DUPLICATE",
                "c.modifiers[2] MODIFIER_INVALID", "c.national_drug_code NATIONAL_DRUG_CODE_INVALID", "c.procedure_code PROCEDURE_CODE_INVALID",
                "c.service_date DATE_IN_FUTURE", "c.units OUT_OF_RANGE",
            ],
            violations.All.Select(one => $"{one.Field} {one.Reason}").Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(HistoryKind.AutoAccident, "", "", "h.state_code STATE_UNKNOWN")]
    [InlineData(HistoryKind.Employment, "IL", "", "h.state_code NOT_FOR_THIS_KIND")]
    [InlineData(HistoryKind.Condition, "", "", "h.diagnosis_code DIAGNOSIS_CODE_INVALID")]
    [InlineData((HistoryKind)99, "", "", "h.kind VALUE_UNKNOWN")]
    public void A_fact_of_the_history_has_what_its_kind_needs(HistoryKind kind, string state, string diagnosis, string expected)
    {
        var violations = new Violations();
        new HistoryDetails(kind, Today, null, state, diagnosis).Check(violations, "h", Today);
        Assert.Equal([expected], violations.All.Select(one => $"{one.Field} {one.Reason}"));
    }

    [Fact]
    public void An_encounter_takes_fifty_charges_and_not_one_more()
    {
        var encounter = Visit(49);
        encounter.Add([Line()]);
        Assert.Equal(50, encounter.Charges.Count);
        var version = encounter.Version;

        var failure = Assert.Throws<Failure>(() => encounter.Add([Line()]));

        Assert.Equal(("TOO_MANY_CHARGES", version, 50), (failure.Reason, encounter.Version, encounter.Charges.Count));
    }

    [Fact]
    public void An_encounter_comes_to_ten_digits_and_not_one_cent_more()
    {
        var encounter = Visit(1);
        var rest = Encounter.MostCents - encounter.TotalCharge.Cents;
        var version = encounter.Version;

        var failure = Assert.Throws<Failure>(() => encounter.Add([Line() with { AmountCents = rest - 1 }, Line() with { AmountCents = 2 }]));
        Assert.Equal(("CHARGES_TOO_HIGH", version, 1), (failure.Reason, encounter.Version, encounter.Charges.Count));

        encounter.Add([Line() with { AmountCents = rest - 1 }, Line() with { AmountCents = 1 }]);
        Assert.Equal(Encounter.MostCents, encounter.TotalCharge.Cents);
    }

    [Fact]
    public void The_total_is_the_sum_of_the_charges_and_lines_are_numbered_on()
    {
        var encounter = Visit(2);
        encounter.Add([Line(250)]);

        Assert.Equal(450, encounter.TotalCharge.Cents);
        Assert.Equal([1, 2, 3], encounter.Charges.Select(charge => charge.LineNumber));
        Assert.Equal((EncounterState.Charged, 2), (encounter.State, encounter.Captures));
    }

    private static Encounter Visit(int charges)
    {
        var patient = Patient.Register(
            "pat-1", new("", "", new("ANA", "", "RIVERA", ""), new(1980, 2, 14), AdministrativeGender.Female, new(["7 OAK LN"], "SPRINGFIELD", "IL", "62702"), "", "", null),
            DateTimeOffset.UnixEpoch);
        return Encounter.Open(
            "enc-1", null, patient, selfPay: false, new("prv-1", null, null, "11", Today, ["E119"], "", []),
            [.. Enumerable.Range(0, charges).Select(_ => Line())], DateTimeOffset.UnixEpoch);
    }

    private static Charge Line(long cents = 100) => new("chg-1", 0, "99213", [], 1, cents, [1], null, "", "");

    private static bool Passes(Action<Violations> check)
    {
        var violations = new Violations();
        check(violations);
        return violations.All.Count == 0;
    }
}
