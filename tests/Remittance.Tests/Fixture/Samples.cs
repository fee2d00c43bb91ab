using System.Text;
using System.Text.RegularExpressions;
using MedBill.Remittance.Domain;
using MedBill.TestKit;
using MedBill.X12.Envelopes;
using MedBill.X12.Guides;
using MedBill.X12.Remittances835;
using MedBill.X12.Segments;
using ClaimPayment = MedBill.X12.Remittances835.ClaimPayment;
using ProviderAdjustment = MedBill.X12.Remittances835.ProviderAdjustment;
using Events = MedBill.Contracts.Claims.Events.V1;

namespace MedBill.Remittance.Tests.Fixture;

/// <summary>Made-up remittance advice and the claims it answers.</summary>
internal static partial class Samples
{
    public const string Npi = "1234567893";
    public const string OtherNpi = "1999999984";

    public static readonly DateOnly Served = new(2026, 2, 10);
    public static readonly DateOnly PaidOn = new(2026, 3, 3);

    private static int _numbers;

    /// <summary>A number no other test uses.</summary>
    public static string Unique(string prefix) => $"{prefix}{Interlocked.Increment(ref _numbers):D7}";

    /// <summary>A line: charge, and what was taken off it; the rest is paid.</summary>
    public static ServicePayment Line(string code, long chargeCents, params Adjustment[] adjustments) => new()
    {
        Procedure = ProcedureCode.Hcpcs(code),
        ChargeCents = chargeCents,
        PaidCents = chargeCents - adjustments.Sum(adjustment => adjustment.AmountCents),
        Units = 1,
        Dates = [new(DateQualifiers.Service, Served)],
        Adjustments = [.. adjustments],
    };

    public static ServicePayment Numbered(this ServicePayment line, string controlNumber) =>
        line with { References = [new(ReferenceQualifiers.LineControlNumber, controlNumber)] };

    /// <summary>A claim payment that adds up.</summary>
    public static ClaimPayment Claim(string patientControlNumber, params ServicePayment[] lines) => new()
    {
        PatientControlNumber = patientControlNumber,
        Status = "1",
        ChargeCents = lines.Sum(line => line.ChargeCents),
        PaidCents = lines.Sum(line => line.PaidCents),
        PatientResponsibilityCents = 0,
        FilingIndicator = "12",
        PayerClaimControlNumber = "ICN" + patientControlNumber,
        FacilityCode = "11",
        Frequency = "1",
        Parties = [Party.Member("DOE", "JANE", "W000000001") with { EntityCode = EntityCodes.Patient }],
        Lines = [.. lines],
    };

    /// <summary>A visit of 125.00 of which 80.00 is paid, 25.00 is written down and 20.00 is the patient's.</summary>
    public static ClaimPayment Visit(string patientControlNumber) =>
        Claim(patientControlNumber, Line("99213", 12_500, new("CO", "45", 2_500), new("PR", "3", 2_000)).Numbered("L1"));

    public static ProviderAdjustment Plb(params ProviderAdjustmentEntry[] entries) => new(Npi, new(2026, 12, 31), [.. entries]);

    /// <summary>A remittance advice that adds up.</summary>
    public static Remittance835 Advice(string trace, IEnumerable<ClaimPayment> claims, params ProviderAdjustment[] adjustments)
    {
        ClaimPayment[] all = [.. claims];
        var payment = all.Sum(claim => claim.PaidCents) - adjustments.SelectMany(adjustment => adjustment.Entries).Sum(entry => entry.AmountCents);
        return new(
            new()
            {
                HandlingCode = "I",
                PaymentCents = payment,
                Method = payment == 0 ? "NON" : "ACH",
                Format = payment == 0 ? null : "CCP",
                OriginatorId = "1512345678",
                EffectiveDate = PaidOn,
                TraceNumber = trace,
                TraceOriginator = "1512345678",
                Payer = new()
                {
                    EntityCode = EntityCodes.Payer,
                    Name = "EXAMPLE PAYER",
                    Address = new() { Line1 = "1 PAYER WAY", City = "CHICAGO", State = "IL", PostalCode = "60601" },
                    References = [new(ReferenceQualifiers.PayerId, "PAYER01")],
                    Contacts = [new("BL", "EDI SUPPORT", [new("TE", "5555550199")])],
                },
                Payee = new() { EntityCode = EntityCodes.Payee, Name = "LAKESIDE FAMILY CARE", IdQualifier = "XX", Id = Npi },
            },
            [.. all],
            [.. adjustments]);
    }

    public static Remittance835 Advice(string trace, params ClaimPayment[] claims) => Advice(trace, claims.AsEnumerable());

    public static Remittance835 To(this Remittance835 advice, string npi) =>
        advice with { Header = advice.Header with { Payee = advice.Header.Payee with { Id = npi } } };

    public static Remittance835 From(this Remittance835 advice, string payerId) => advice with
    {
        Header = advice.Header with { Payer = advice.Header.Payer with { References = [new(ReferenceQualifiers.PayerId, payerId)] } },
    };

    /// <summary>BPR02 off by this much.</summary>
    public static Remittance835 OffBy(this Remittance835 advice, long cents) =>
        advice with { Header = advice.Header with { PaymentCents = advice.Header.PaymentCents + cents } };

    /// <summary>One file with each advice in an interchange of its own, whether it adds up or not.</summary>
    public static byte[] File(params Remittance835[] advices) => [.. advices.SelectMany(File)];

    // Some payers leave out what the guide requires (TRN03, BPR16). A writer refuses that, so it is taken out of what was written.
    private static byte[] File(Remittance835 advice)
    {
        const string noOriginator = "0000000000";
        var noDate = new DateOnly(2099, 12, 31);
        var header = advice.Header;
        var whole = advice with
        {
            Header = header with { TraceOriginator = header.TraceOriginator ?? noOriginator, EffectiveDate = header.EffectiveDate ?? noDate },
        };
        var output = Remittance835File.Write(Envelope(), whole, requireBalance: false);
        Assert.Empty(output.Findings);
        var text = output.ToText().Replace($"*{noOriginator}~", "~", StringComparison.Ordinal);
        return Encoding.Latin1.GetBytes(BprEnd().Replace(text, "~"));
    }

    [GeneratedRegex(@"\*+20991231~")]
    private static partial Regex BprEnd();

    public static SetEnvelope Envelope(string usage = "P") => GuideId.Remittance835.Envelope(
        new()
        {
            SenderId = "PAYER01",
            ReceiverId = "LAKESIDE",
            Timestamp = new(2026, 3, 2, 9, 30, 0),
            ControlNumber = Unique("")[^7..].PadLeft(9, '0'),
            Usage = usage,
        },
        1,
        1);

    /// <summary>The same file with some text in place of another.</summary>
    public static byte[] With(this byte[] file, string text, string instead)
    {
        var whole = Encoding.Latin1.GetString(file);
        Assert.Contains(text, whole, StringComparison.Ordinal);
        return Encoding.Latin1.GetBytes(whole.Replace(text, instead, StringComparison.Ordinal));
    }

    /// <summary>The claim that a payment answers, as Claims tells of it.</summary>
    public static Events.ClaimSubmitted Submitted(ClaimPayment payment, string? controlNumber = null, string? claimId = null, int version = 1)
    {
        var number = controlNumber ?? payment.PatientControlNumber;
        var charge = Math.Abs(payment.ChargeCents);
        var submitted = new Events.ClaimSubmitted
        {
            Claim = $"claims/{claimId ?? "clm-" + number.ToLowerInvariant()}",
            VersionNumber = version,
            FrequencyCode = "1",
            PatientControlNumber = number,
            Encounter = $"encounters/enc-{number.ToLowerInvariant()}",
            Patient = $"patients/pat-{number.ToLowerInvariant()}",
            ResponsibleParty = $"guarantors/gtr-{number.ToLowerInvariant()}",
            Payer = "payers/pyr-1",
            PayerId = "PAYER01",
            ServiceDate = new() { Year = Served.Year, Month = Served.Month, Day = Served.Day },
            TotalCharge = Amount(charge),
        };
        for (var i = 0; i < Math.Max(1, payment.Lines.Count); i++)
        {
            submitted.Lines.Add(new Events.ClaimSubmitted.Types.SubmittedLine
            {
                LineNumber = i + 1,
                LineItemControlNumber = $"L{i + 1}",
                ProcedureCode = payment.Lines.Count == 0 ? "99213" : payment.Lines[i].Procedure.Code,
                Charge = Amount(payment.Lines.Count == 0 ? charge : Math.Abs(payment.Lines[i].ChargeCents)),
                Units = 1,
                ServiceDate = submitted.ServiceDate,
            });
        }

        return submitted;
    }

    /// <summary>The same claim as this service keeps it.</summary>
    public static SubmittedClaim Kept(ClaimPayment payment)
    {
        var number = payment.PatientControlNumber;
        return new()
        {
            Practice = ServiceHost.Practice,
            PatientControlNumber = number,
            ClaimId = $"clm-{number.ToLowerInvariant()}",
            VersionNumber = 1,
            EncounterId = $"enc-{number.ToLowerInvariant()}",
            PatientId = $"pat-{number.ToLowerInvariant()}",
            ResponsibleParty = $"guarantors/gtr-{number.ToLowerInvariant()}",
            PayerId = "pyr-1",
            ElectronicPayerId = "PAYER01",
            ServiceDate = Served,
            TotalCharge = new(payment.ChargeCents),
            Lines = [.. payment.Lines.Select((line, i) => new SubmittedLine(i + 1, $"L{i + 1}", line.Procedure.Code, [], new(line.ChargeCents)))],
        };
    }

    public static Google.Type.Money Amount(long cents) =>
        new() { CurrencyCode = "USD", Units = cents / 100, Nanos = (int)(cents % 100) * 10_000_000 };

    public static long Cents(this Google.Type.Money amount) => (amount.Units * 100) + (amount.Nanos / 10_000_000);
}
