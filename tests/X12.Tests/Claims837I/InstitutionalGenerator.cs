using CsCheck;
using MedBill.X12.Claims837;
using MedBill.X12.Claims837I;
using MedBill.X12.Segments;

namespace MedBill.X12.Tests.Claims837I;

/// <summary>Makes institutional claims that follow the guide: stays and visits, with as many codes of each kind as fit and more than one HI holds.</summary>
internal static class InstitutionalGenerator
{
    private static readonly string[] StayTypes = ["11", "18", "21", "41"];
    private static readonly string[] VisitTypes = ["13", "14", "32", "71", "85"];
    private static readonly string?[] OnAdmission = ["Y", "N", "U", "W"];

    private static readonly Gen<string> Word = Gen.String[Gen.Char["ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"], 2, 10];

    private static readonly Gen<DateOnly> Day = Gen.Int[0, 3_000].Select(days => new DateOnly(2020, 1, 1).AddDays(days));

    private static readonly Gen<decimal> Amount = Gen.Int[0, 99_999_999].Select(hundredths => hundredths / 100m);

    private static Func<InstitutionalClaim, InstitutionalClaim> With(Func<InstitutionalClaim, InstitutionalClaim> change) => change;

    // Codes of a kind differ from one another: the letter tells the kind, the number the code.
    private static Gen<T[]> Many<T>(int most, Func<int, DateOnly, T> make) =>
        Gen.Select(Gen.Int[0, most], Day, (count, day) => Enumerable.Range(0, count).Select(index => make(index, day.AddDays(index))).ToArray());

    private static readonly Gen<InstitutionalLine> Line = Gen.Select(
        Gen.Int[100, 9_999], Word.Null(), Gen.Int[0, 99_999_999], Gen.Int[1, 400], Gen.Bool, Gen.Int[-50, 100], Gen.Bool,
        (revenue, code, cents, quarters, isDays, uncovered, hasDrug) => new InstitutionalLine
        {
            RevenueCode = revenue.ToString("0000", System.Globalization.CultureInfo.InvariantCulture),
            Procedure = code is null ? null : new ProcedureCode("HC", code, ["25"]),
            ChargeCents = cents,
            UnitCode = isDays ? "DA" : "UN",
            Units = quarters / 4m,
            NonCoveredCents = uncovered < 0 ? null : (long)cents * uncovered / 100,
            References = [new Reference(ReferenceQualifiers.LineControlNumber, $"L{cents}")],
            Notes = hasDrug ? [new ClaimNote("TPO", "REPRICED")] : [],
            Drug = hasDrug ? new ServiceDrug { Ndc = "00409379501", Quantity = quarters, UnitCode = "ML" } : null,
            OtherSegments = hasDrug ? [new RawSegment("HCP", ["00", "0"])] : [],
        });

    private static readonly Gen<Func<InstitutionalClaim, InstitutionalClaim>> Codes = Gen.Select(
        Many(24, (index, _) => new Diagnosis("ABF", $"E{index:00}1")),
        Many(12, (index, _) => new Diagnosis("ABN", $"W{index:00}XXXA")),
        Many(24, (index, day) => new Occurrence($"{index + 10}", day)),
        Many(24, (index, day) => new OccurrenceSpan($"{index + 70}", day, day.AddDays(index))),
        Gen.Select(Gen.Int[0, 24], Amount, (count, amount) =>
            Enumerable.Range(0, count).Select(index => new ValueCode($"{index + 10}", amount + index)).ToArray()),
        Gen.Select(Gen.Int[0, 24], Gen.Int[0, 24]),
        (others, causes, occurrences, spans, values, counts) => With(claim => claim with
        {
            OtherDiagnoses = [.. others.Select((other, index) => claim.IsInpatient ? other with { PresentOnAdmission = OnAdmission[index % 4] } : other)],
            ExternalCauses = [.. causes],
            Occurrences = [.. occurrences],
            OccurrenceSpans = [.. spans],
            ValueCodes = [.. values],
            ConditionCodes = [.. Enumerable.Range(10, counts.Item1).Select(code => $"{code}")],
            TreatmentCodes = [.. Enumerable.Range(10, counts.Item2).Select(code => $"A{code}")],
        }));

    private static readonly Gen<Func<InstitutionalClaim, InstitutionalClaim>> Stay = Gen.Select(
        Many(25, (index, day) => new InstitutionalProcedure(index == 0 ? "BBR" : "BBQ", $"0DTJ{index:000}", day)), Day, Gen.Int[0, 23], Gen.Int[0, 60],
        (procedures, day, hour, length) => With(claim => claim with
        {
            DischargeHour = new TimeOnly(hour, length % 60),
            Dates =
            [
                new QualifiedDate("434", day, day.AddDays(length)),
                length % 2 == 0 ? new QualifiedDate("435", day) : new QualifiedDate("435", day, null, new TimeOnly(hour, 30)),
            ],
            PrincipalDiagnosis = new Diagnosis("ABK", "K3580") { PresentOnAdmission = "Y" },
            AdmittingDiagnosis = new Diagnosis("ABJ", "R1031"),
            Drg = length % 3 == 0 ? null : "343",
            PrincipalProcedure = procedures.FirstOrDefault(),
            OtherProcedures = [.. procedures.Skip(1)],
        }));

    private static readonly Gen<Func<InstitutionalClaim, InstitutionalClaim>> Visit = Gen.Select(
        Gen.Int[0, 3], Day,
        (reasons, day) => With(claim => claim with
        {
            Dates = [new QualifiedDate("434", day, day.AddDays(1))],
            PrincipalDiagnosis = Diagnosis.Principal("S93401A"),
            ReasonsForVisit = [.. Enumerable.Range(0, reasons).Select(index => new Diagnosis("APR", $"R5{index}"))],
            Lines = [.. claim.Lines.Select(line => line with { Dates = [new QualifiedDate("472", day)] })],
        }));

    /// <summary>Claims of the subscriber or of a dependant, sometimes with another payer that decided on lines or on the whole claim.</summary>
    public static Gen<InstitutionalClaim> Claim(InstitutionalClaim ofSubscriber, InstitutionalClaim ofDependant) => Gen.Select(
        Gen.Select(Gen.Bool, Gen.Bool, Gen.Int[0, 20], Gen.Int[0, 3]), Gen.Select(Line.Array[1, 9], Word, Amount), Codes, Stay, Visit,
        (kind, body, codes, stay, visit) =>
        {
            var (isStay, isDependant, type, payer) = kind;
            var (lines, number, deposit) = body;
            var from = isDependant ? ofDependant : ofSubscriber;
            var claim = new InstitutionalClaim
            {
                BillingProvider = from.BillingProvider,
                Subscriber = payer < 2 ? from.Subscriber : from.Subscriber with { Sequence = "S" },
                Patient = from.Patient,
                PatientControlNumber = number,
                ChargeCents = lines.Sum(line => line.ChargeCents),
                FacilityType = isStay ? StayTypes[type % StayTypes.Length] : VisitTypes[type % VisitTypes.Length],
                Assignment = "A",
                BenefitsAssigned = "Y",
                ReleaseOfInformation = "Y",
                DelayReason = type % 5 == 0 ? "9" : null,
                AdmissionType = "3",
                AdmissionSource = type % 2 == 0 ? "1" : null,
                PatientStatus = "01",
                Amounts = type % 4 == 0 ? [new QualifiedAmount("F3", (long)(deposit * 100))] : [],
                Notes = type % 3 == 0 ? [new ClaimNote("MED", "ASPIRIN"), new ClaimNote("ADD", number)] : [],
                Providers =
                [
                    Party.Practitioner("71", "CURELL", "DANA", "1999999984") with { ProviderCode = "AT", TaxonomyCode = "207P00000X" },
                    .. isStay ? [Party.Practitioner("72", "POELL", "LEE", "1245319599")] : (Party[])[],
                ],
                Lines = [.. lines],
                OtherSegments = type % 6 == 0 ? [new RawSegment("CN1", ["01", "12000"]), new RawSegment("K3", ["STATE DATA"])] : [],
            };
            claim = codes(isStay ? stay(claim) : visit(claim));
            return payer switch
            {
                2 => WithPayer(claim, atLines: true),
                3 => WithPayer(claim, atLines: false),
                _ => claim,
            };
        });

    private static InstitutionalClaim WithPayer(InstitutionalClaim claim, bool atLines)
    {
        var paid = claim.Lines.Sum(line => line.ChargeCents / 3);
        var payer = new OtherPayer
        {
            Sequence = "P",
            Relationship = "01",
            FilingIndicator = "MA",
            Adjustments = atLines ? [] : [new Adjustment("CO", "45", claim.ChargeCents - paid)],
            Amounts = [new QualifiedAmount("D", paid)],
            BenefitsAssigned = "Y",
            ReleaseOfInformation = "Y",
            Inpatient = claim.IsInpatient
                ? new InpatientAdjudication { CoveredDays = 4, DrgCents = paid, RemarkCodes = ["MA01", "N1", "N2", "N3", "N4"], CapitalExceptionCents = 1 }
                : null,
            Outpatient = claim.IsInpatient ? null : new OutpatientAdjudication { ReimbursementRate = .8m, RemarkCodes = ["MA01"] },
            Subscriber = Party.Member("TESTWELL", "MARIA", "W1"),
            Payer = Party.Payer("PRAIRIE HEALTH PLAN", "PHP01"),
        };
        return claim with
        {
            OtherPayers = [payer],
            Lines = !atLines ? claim.Lines : [.. claim.Lines.Select(line => line with
            {
                Adjudications =
                [
                    new LineAdjudication
                    {
                        PayerId = "PHP01",
                        PaidCents = line.ChargeCents / 3,
                        Procedure = line.Procedure,
                        RevenueCode = line.RevenueCode,
                        Units = line.Units,
                        Adjustments = [new Adjustment("CO", "45", line.ChargeCents - (line.ChargeCents / 3), 1)],
                        PaidDate = new DateOnly(2026, 4, 1),
                    },
                ],
            })],
        };
    }
}
