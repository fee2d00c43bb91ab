using CsCheck;
using MedBill.X12.Claims837;
using MedBill.X12.Claims837P;
using MedBill.X12.Segments;

namespace MedBill.X12.Tests.Claims837P;

/// <summary>Makes claims that follow the guide, of every kind the model has a place for.</summary>
internal static class ClaimGenerator
{
    private static readonly string[] Filing = ["CI", "MB", "MC", "HM"];

    private static readonly Gen<string> Word = Gen.String[Gen.Char["ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"], 2, 12];

    private static readonly Gen<string> Words = Gen.Select(Word, Word, (first, second) => $"{first} {second}");

    private static readonly Gen<DateOnly> Date = Gen.Int[0, 3_000].Select(days => new DateOnly(2020, 1, 1).AddDays(days));

    private static readonly Gen<string> Zip9 = Gen.Int[100_000_000,
        999_999_999].Select(zip => zip.ToString(System.Globalization.CultureInfo.InvariantCulture));

    private static readonly Gen<string> ValidNpi = Gen.Int[100_000_000, 299_999_999].Select(digits =>
    {
        var npi = digits.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return Enumerable.Range(0, 10).Select(check => $"{npi}{check}").First(Npi.IsValid);
    });

    private static readonly Gen<Address> Home = Gen.Select(Word, Word, Zip9, (street, city, zip) =>
        new Address { Line1 = $"1 {street}", City = city, State = "IL", PostalCode = zip });

    private static readonly Gen<Party> Patient = Gen.Select(Word, Word, Home, Date, Gen.Int[0,
        2].Select(index => "FMU"[index..(index + 1)]), (last, first, home, birth, sex) =>
        new Party { EntityCode = "QC", IsPerson = true, Name = last, FirstName = first, Address = home, BirthDate = birth, Sex = sex });

    private static readonly Gen<BillingProvider> Billing = Gen.Select(Words, ValidNpi, Home, Word.Null(), (name, npi, home,
        suite) => new BillingProvider
        {
            Provider = Party.Organization("85", name, npi) with
            {
                Address = home with { Line2 = suite },
                References = [new Reference(ReferenceQualifiers.EmployerId, "123456789")],
            },
            TaxonomyCode = "207Q00000X",
        });

    private static readonly Gen<Subscriber> Insured = Gen.Select(Words, Word, Word, Word, Gen.Int[0, 3].Select(index => Filing[index]),
        (payer, payerId, member, name, filing) => new Subscriber
        {
            Sequence = "S",
            GroupNumber = member,
            FilingIndicator = filing,
            Person = Party.Member(name, null, member),
            Payer = Party.Payer(payer, payerId),
        });

    private static readonly Gen<ServiceLine> Line = Gen.Select(
        Gen.Int[1, 99_999_999], Gen.Int[1, 999], Gen.Char['A', 'Z'].Array[0, 4], Date, Gen.Int[0, 9], Gen.Bool, Gen.Bool,
        (cents, units, modifiers, from, days, isRange, isEmergency) => new ServiceLine
        {
            Procedure = new ProcedureCode("HC", "99213", [.. modifiers.Select(letter => $"{letter}1")]),
            ChargeCents = cents,
            Units = units / 4m,
            DiagnosisPointers = [1],
            IsEmergency = isEmergency,
            Dates = [isRange ? new QualifiedDate("472", from, from.AddDays(days)) : new QualifiedDate("472", from)],
            References = [new Reference(ReferenceQualifiers.LineControlNumber, $"L{cents}")],
        });

    /// <summary>Claims in whose lines another payer, when there is one, paid a part of each.</summary>
    public static Gen<ProfessionalClaim> Claim { get; } = Gen.Select(
        Gen.Select(Billing, Insured, Patient, Gen.Bool),
        Gen.Select(Line.Array[1, 6], Word, Gen.Int[1, 12], Gen.Bool),
        Gen.Select(ValidNpi, Date, Words.Null(), Gen.Bool),
        (levels, body, rest) =>
        {
            var (billing, insured, patient, isDependent) = levels;
            var (lines, number, diagnoses, hasOtherPayer) = body;
            var (npi, date, note, isAccident) = rest;
            var claim = new ProfessionalClaim
            {
                BillingProvider = billing,
                Subscriber = isDependent ? insured : insured with
                {
                    Person = insured.Person with { Address = patient.Address, BirthDate = patient.BirthDate, Sex = patient.Sex },
                },
                Patient = isDependent ? new DependentPatient { Relationship = "19", Person = patient } : null,
                PatientControlNumber = number,
                ChargeCents = lines.Sum(line => line.ChargeCents),
                PlaceOfService = "11",
                Assignment = "A",
                BenefitsAssigned = "Y",
                ReleaseOfInformation = "Y",
                RelatedCauses = isAccident ? ["AA"] : [],
                AccidentState = isAccident ? "IL" : null,
                Dates = isAccident ? [new QualifiedDate("439", date)] : [],
                Notes = note is null ? [] : [new ClaimNote("ADD", note)],
                Diagnoses = [.. Enumerable.Range(0, diagnoses).Select(index => new Diagnosis(index == 0 ? "ABK" : "ABF", $"E1{index}"))],
                Providers = npi == billing.Provider.Npi ? [] : [Party.Practitioner("82", "CURELL", "DANA", npi)],
                Lines = [.. lines],
            };
            return hasOtherPayer ? Secondary(claim, date) : claim;
        });

    private static ProfessionalClaim Secondary(ProfessionalClaim claim, DateOnly paid) => claim with
    {
        OtherPayers =
        [
            new OtherPayer
            {
                Sequence = "P",
                Relationship = "18",
                FilingIndicator = "CI",
                Amounts = [new QualifiedAmount("D", claim.Lines.Sum(line => line.ChargeCents / 2))],
                BenefitsAssigned = "Y",
                ReleaseOfInformation = "Y",
                Subscriber = Party.Member("TESTWELL", "MARIA", "W1"),
                Payer = Party.Payer("PRAIRIE HEALTH PLAN", "PHP01"),
            },
        ],
        Lines =
        [
            .. claim.Lines.Select(line => line with
            {
                Adjudications =
                [
                    new LineAdjudication
                    {
                        PayerId = "PHP01",
                        PaidCents = line.ChargeCents / 2,
                        Procedure = line.Procedure,
                        Units = line.Units,
                        Adjustments = [new Adjustment("CO", "45", line.ChargeCents - (line.ChargeCents / 2))],
                        PaidDate = paid,
                    },
                ],
            }),
        ],
    };
}
