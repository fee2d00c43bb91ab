using MedBill.Platform.Rpc;
using MedBill.Platform.Values;
using Claims = MedBill.Contracts.Claims.Events.V1;
using Patients = MedBill.Contracts.Patients.Events.V1;
using Remittances = MedBill.Contracts.Remittance.Events.V1;

namespace MedBill.Collections.Tests.Fixture;

/// <summary>One visit and the events that tell what became of its money.</summary>
public sealed record Visit(string Key, string Party, long Cents, DateOnly Day)
{
    private static int _keys;

    public string Patient { get; init; } = Party.StartsWith("patients/", StringComparison.Ordinal) ? Party : "patients/child-" + Party.Split('-')[^1];

    public string Payer { get; init; } = "payers/pyr-1";

    public string Encounter => $"encounters/enc-{Key}";

    public string Claim => $"claims/clm-{Key}";

    /// <summary>A key that no other test of this process uses.</summary>
    public static string NextKey() => $"{Interlocked.Increment(ref _keys):D6}";

    /// <summary>A visit of somebody new, who pays for himself.</summary>
    public static Visit OfSomebody(long cents, DateOnly? day = null, string? party = null)
    {
        var key = NextKey();
        return new(key, party ?? $"patients/pat-{key}", cents, day ?? new(2026, 2, 20));
    }

    public Patients.EncounterCharged Charged(bool selfPay = false, int capture = 1) => new()
    {
        Encounter = Encounter,
        CaptureNumber = capture,
        Patient = Patient,
        ResponsibleParty = Party,
        SelfPay = selfPay,
        ServiceDate = Day.ToWire(),
        Charges =
        {
            new Patients.EncounterCharged.Types.CapturedCharge
            {
                Charge = $"charges/chg-{Key}", LineNumber = 1, ProcedureCode = "99213", Amount = new Money(Cents).ToWire(), ServiceDate = Day.ToWire(),
            },
        },
        TotalCharge = new Money(Cents).ToWire(),
    };

    /// <summary>A version sent to the payer; a later one takes the place of one that asked for as much, unless told otherwise.</summary>
    public Claims.ClaimSubmitted Submitted(int version = 1, string? payerBefore = null, long? centsBefore = null) => new()
    {
        Superseded = version == 1 ? null : new() { Payer = payerBefore ?? Payer, TotalCharge = new Money(centsBefore ?? Cents).ToWire() },
        Claim = Claim,
        VersionNumber = version,
        FrequencyCode = version == 1 ? "1" : "7",
        PatientControlNumber = $"PCN{Key}{version}",
        Encounter = Encounter,
        Patient = Patient,
        ResponsibleParty = Party,
        Payer = Payer,
        ServiceDate = Day.ToWire(),
        TotalCharge = new Money(Cents).ToWire(),
    };

    public Claims.ClaimVoided Voided(int version = 1, bool sent = true) => new()
    {
        Claim = Claim,
        VersionNumber = version,
        Asked = !sent ? null : new()
        {
            Encounter = Encounter,
            Patient = Patient,
            ResponsibleParty = Party,
            Payer = Payer,
            ServiceDate = Day.ToWire(),
            TotalCharge = new Money(Cents).ToWire(),
        },
    };

    /// <summary>A version that was refused and discarded; the one before it asked for as much, of the same payer, unless told otherwise.</summary>
    public Claims.ClaimVersionDiscarded Discarded(int version = 2, string? payer = null, long? cents = null) => new()
    {
        Claim = Claim,
        VersionNumber = version,
        Discarded = new() { Payer = payer ?? Payer, TotalCharge = new Money(cents ?? Cents).ToWire() },
        Standing = new()
        {
            Encounter = Encounter,
            Patient = Patient,
            ResponsibleParty = Party,
            Payer = Payer,
            ServiceDate = Day.ToWire(),
            TotalCharge = new Money(Cents).ToWire(),
        },
    };

    /// <summary>What a payer decided; what is left of the charge is denied.</summary>
    public Remittances.PaymentsPosted.Types.ClaimPosting Decided(string remittance, int number, long paid, long contractual, long patient) => new()
    {
        ClaimPayment = $"{remittance}/claimPayments/{number}",
        Claim = Claim,
        ClaimVersionNumber = 1,
        Encounter = Encounter,
        Patient = Patient,
        ResponsibleParty = Party,
        Payer = Payer,
        ServiceDate = Day.ToWire(),
        ClaimStatusCode = paid + contractual + patient < 0 ? "22" : "1",
        Charge = new Money(paid + contractual + patient < 0 ? -Cents : Cents).ToWire(),
        PaidAmount = new Money(paid).ToWire(),
        ContractualAmount = new Money(contractual).ToWire(),
        PatientResponsibilityAmount = new Money(patient).ToWire(),
        DeniedAmount = new Money((paid + contractual + patient < 0 ? -Cents : Cents) - paid - contractual - patient).ToWire(),
    };

    /// <summary>A chunk that holds this visit alone, of a remittance of its own.</summary>
    public Remittances.PaymentsPosted Posted(long paid, long contractual, long patient, DateOnly? paymentDate = null)
    {
        var remittance = $"remittances/rmt-{NextKey()}";
        return Chunk(remittance, 1, paymentDate ?? new(2026, 3, 1), Decided(remittance, 1, paid, contractual, patient));
    }

    public static Remittances.PaymentsPosted Chunk(
        string remittance, int number, DateOnly paymentDate, params IEnumerable<Remittances.PaymentsPosted.Types.ClaimPosting> claims) => new()
        {
            Posting = $"postings/pst-{remittance.Split('-')[^1]}-{number}",
            Remittance = remittance,
            ChunkNumber = number,
            PaymentDate = paymentDate.ToWire(),
            Claims = { claims },
        };
}
