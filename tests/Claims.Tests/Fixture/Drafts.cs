using MedBill.Claims.Domain;
using MedBill.Platform.Values;

namespace MedBill.Claims.Tests.Fixture;

/// <summary>A claim that can be sent as it is; tests break one thing at a time. All people are made up.</summary>
internal static class Drafts
{
    public static readonly DateOnly Today = new(2026, 3, 2);
    public static readonly DateTimeOffset At = new(2026, 3, 2, 14, 0, 0, TimeSpan.Zero);

    public static readonly PostalAddress Street = new("100 MAIN ST", "", "SPRINGFIELD", "IL", "627010001");

    public static Person Patient => new()
    {
        Name = new("DOE", "JANE", "", ""),
        BirthDate = new(1980, 2, 14),
        GenderCode = "F",
        Address = new("5 ELM ST", "", "SPRINGFIELD", "IL", "62702"),
    };

    public static ServiceLine Line(int number, string code = "99214", decimal charge = 180m, params int[] pointers) => new()
    {
        Number = number,
        ProcedureCode = code,
        Charge = Money.FromDecimal(charge),
        Units = 1,
        DiagnosisPointers = pointers.Length == 0 ? [1] : pointers,
        ServiceDate = new(2026, 3, 1),
    };

    public static ClaimContent Content => new()
    {
        Practice = new()
        {
            Name = "EXAMPLE FAMILY MEDICINE",
            Npi = "1234567893",
            TaxId = "123456789",
            TaxonomyCode = "207Q00000X",
            Address = Street,
            ContactName = "BILLING DESK",
            ContactPhone = "5555550100",
            SubmitterId = "SUB001",
        },
        Payer = new() { Id = "pyr-1", Name = "EXAMPLE PAYER", ElectronicId = "PAYER01", FilingIndicatorCode = "CI", TimelyFilingDays = 90 },
        Policy = new()
        {
            Id = "pol-1",
            MemberId = "W000000001",
            GroupNumber = "GRP100",
            RelationshipCode = ClaimPolicy.Self,
            EffectiveDate = new(2026, 1, 1),
        },
        Patient = Patient,
        RenderingProvider = new(new("SMITH", "ALEX", "", ""), "1999999984", "207Q00000X"),
        Coding = new()
        {
            PlaceOfServiceCode = "11",
            DiagnosisCodes = ["E119", "I10"],
            Lines = [Line(1, "99214", 180m, 1, 2) with { Modifiers = ["25"] }, Line(2, "83036", 30m)],
        },
    };

    public static ClaimDraft Valid => Of(Content);

    public static ClaimDraft Of(ClaimContent content, string frequency = "1", string? original = null) =>
        new(content, "PCN0000001", frequency, original, Money.Sum(content.Coding.Lines.Select(line => line.Charge)));

    public static ClaimContent With(Func<Coding, Coding> change) => Content with { Coding = change(Content.Coding) };

    public static ClaimContent WithLine(Func<ServiceLine, ServiceLine> change) =>
        With(coding => coding with { Lines = [change(coding.Lines[0]), .. coding.Lines.Skip(1)] });

    public static ClaimContent Dependent => Content with
    {
        Policy = Content.Policy with { RelationshipCode = "19" },
        Subscriber = new() { Name = new("DOE", "JANE", "", "") },
        Patient = Patient with { Name = new("DOE", "TIM", "", ""), BirthDate = new(2015, 6, 1), GenderCode = "M" },
    };

    /// <summary>A draft claim of its own, whose edits find nothing.</summary>
    public static Claim Claim(ClaimContent? content = null) => MedBill.Claims.Domain.Claim.Create(Origin(content), "clm-1", "PCN0000001", [], At);

    public static ClaimOrigin Origin(ClaimContent? content = null) => new("enc-1", "pat-1", "guarantors/gtr-1", content ?? Content);

    /// <summary>A claim whose first version is out.</summary>
    public static Claim Submitted()
    {
        var claim = Claim();
        claim.Submit([], At, At);
        claim.TakeEvents();
        return claim;
    }

    public static FrontEndAnswer Answer(string code = "A2:20", string? payerNumber = null) => new("sub-1", "277CA", [code], [], payerNumber);

    public static ClaimPosting Posting(
        string remittance = "era-1", int number = 1, int version = 1, string status = "1", decimal charge = 210m, decimal paid = 0m,
        decimal contractual = 0m, decimal patient = 0m, decimal denied = 0m, string reason = "197", string icn = "", string date = "2026-04-01", int line = 1, int[]? lines = null) => new()
        {
            RemittanceId = remittance,
            ClaimPaymentNumber = number,
            ChunkNumber = 1,
            ClaimId = "clm-1",
            VersionNumber = version,
            StatusCode = status,
            PayerClaimControlNumber = icn,
            PaymentDate = DateOnly.ParseExact(date, "yyyy-MM-dd"),
            Charge = Money.FromDecimal(charge),
            Paid = Money.FromDecimal(paid),
            Contractual = Money.FromDecimal(contractual),
            PatientResponsibility = Money.FromDecimal(patient),
            Denied = Money.FromDecimal(denied),
            Adjustments = [.. Adjustments(contractual, patient, denied, reason, line)],
            Lines = lines ?? [],
        };

    /// <summary>The same posting with this remark on each of its adjustments.</summary>
    public static ClaimPosting Remarked(ClaimPosting posting, string remark) => new()
    {
        RemittanceId = posting.RemittanceId,
        ClaimPaymentNumber = posting.ClaimPaymentNumber,
        ChunkNumber = posting.ChunkNumber,
        ClaimId = posting.ClaimId,
        VersionNumber = posting.VersionNumber,
        StatusCode = posting.StatusCode,
        PayerClaimControlNumber = posting.PayerClaimControlNumber,
        PaymentDate = posting.PaymentDate,
        Charge = posting.Charge,
        Paid = posting.Paid,
        Contractual = posting.Contractual,
        PatientResponsibility = posting.PatientResponsibility,
        Denied = posting.Denied,
        Adjustments = [.. posting.Adjustments.Select(adjustment => adjustment with { RemarkCodes = [remark] })],
        Lines = posting.Lines,
    };

    private static IEnumerable<PostedAdjustment> Adjustments(decimal contractual, decimal patient, decimal denied, string reason, int line)
    {
        if (contractual != 0)
        {
            yield return new(line, "CO", "45", [], Money.FromDecimal(contractual), AdjustmentDisposition.Contractual);
        }

        if (patient != 0)
        {
            yield return new(line, "PR", "2", [], Money.FromDecimal(patient), AdjustmentDisposition.PatientResponsibility);
        }

        if (denied != 0)
        {
            yield return new(line, "CO", reason, ["N706"], Money.FromDecimal(denied), AdjustmentDisposition.Denied);
        }
    }
}
