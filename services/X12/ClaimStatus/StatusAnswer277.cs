using MedBill.X12.Acknowledgments;
using MedBill.X12.Segments;

namespace MedBill.X12.ClaimStatus;

/// <summary>STC of a 277: where a claim, a line or a whole request stands.</summary>
public sealed record StatusInformation
{
    /// <summary>STC01, then STC10 and STC11 when given.</summary>
    public required ValueList<StatusCode> Codes { get; init; }

    /// <summary>STC02: since when.</summary>
    public DateOnly? EffectiveDate { get; init; }

    /// <summary>STC03. Not used by the guide; kept when a payer sends it.</summary>
    public string? Action { get; init; }

    /// <summary>STC04: charge; at the claim only.</summary>
    public long? ChargeCents { get; init; }

    /// <summary>STC05: paid; at the claim only.</summary>
    public long? PaidCents { get; init; }

    /// <summary>STC06: when the claim was adjudicated.</summary>
    public DateOnly? AdjudicationDate { get; init; }

    /// <summary>STC08: date of the check or EFT.</summary>
    public DateOnly? RemittanceDate { get; init; }

    /// <summary>STC09: check or EFT number, the TRN02 of the 835.</summary>
    public string? PaymentNumber { get; init; }

    /// <summary>STC12. Not used by the guide; kept when a payer sends it.</summary>
    public string? Text { get; init; }

    /// <summary>Finalized (F0 to F5): ask no more.</summary>
    public bool IsFinal => HasCategory('F');

    /// <summary>In adjudication (P0 to P5).</summary>
    public bool IsPending => HasCategory('P');

    /// <summary>The payer wants more (R0 to R17, P3, P4).</summary>
    public bool WantsInformation => HasCategory('R') || Codes.Any(code => code.Category is "P3" or "P4");

    /// <summary>Nothing was found for the keys of the question (A4, D0): ask with others.</summary>
    public bool IsNotFound => Codes.Any(code => code.Category is "A4" or "D0");

    /// <summary>The question itself was refused (E0 to E4).</summary>
    public bool IsRefusal => HasCategory('E');

    /// <summary>The codes only: STC12 is free text.</summary>
    public override string ToString() => string.Join(' ', Codes.Select(code => $"{code.Category}:{code.Status}:{code.Entity}"));

    private bool HasCategory(char letter)
    {
        foreach (var code in Codes)
        {
            if (code.Category.StartsWith(letter))
            {
                return true;
            }
        }

        return false;
    }
}

/// <summary>Loop 2200B or 2200C: what the payer says of a whole level, mostly that it refuses it.</summary>
/// <param name="Trace">TRN02: BHT03 of the question (2200B), or 0 (2200C).</param>
/// <param name="Statuses">STC.</param>
public sealed record LevelStatus(string Trace, ValueList<StatusInformation> Statuses);

/// <summary>A 277 answer about the claims of one patient, with all the context it stands in. The levels stop where the question was
/// refused.</summary>
public sealed record StatusAnswer277
{
    /// <summary>BHT.</summary>
    public required StatusHeader Header { get; init; }

    /// <summary>Loop 2100A: the payer (<c>PR</c>), with its contact; null when it is not named.</summary>
    public Party? Source { get; init; }

    /// <summary>Loop 2100B: whom is answered (<c>41</c>).</summary>
    public Party? Receiver { get; init; }

    /// <summary>Loop 2200B.</summary>
    public LevelStatus? ReceiverStatus { get; init; }

    /// <summary>Loops 2100C: the provider (<c>1P</c>); empty when the receiver was refused.</summary>
    public ValueList<Party> Providers { get; init; }

    /// <summary>Loop 2200C.</summary>
    public LevelStatus? ProviderStatus { get; init; }

    /// <summary>Loop 2100D: the subscriber (<c>IL</c>); null when the receiver or provider was refused.</summary>
    public Party? Subscriber { get; init; }

    /// <summary>Loop 2100E: the dependant (<c>QC</c>).</summary>
    public Party? Dependent { get; init; }

    /// <summary>Loops 2200D or 2200E.</summary>
    public ValueList<AnsweredClaim> Claims { get; init; }

    /// <summary>Whose claims these are.</summary>
    public Party? Patient => Dependent ?? Subscriber;

    /// <summary>Why nothing was answered: STC of the receiver's and the provider's level.</summary>
    public IEnumerable<StatusInformation> Refusals =>
        (ReceiverStatus?.Statuses ?? default).Concat(ProviderStatus?.Statuses ?? default).Where(status => status.IsRefusal);

    /// <summary>The traces only.</summary>
    public override string ToString() => $"277 {string.Join(' ', Claims.Select(claim => claim.ToString()))}";
}

/// <summary>Loop 2200D or 2200E of a 277: the answer about one claim.</summary>
public sealed record AnsweredClaim
{
    /// <summary>TRN02: the trace of the question.</summary>
    public required string Trace { get; init; }

    /// <summary>STC.</summary>
    public required ValueList<StatusInformation> Statuses { get; init; }

    /// <summary>REF: 1K payer's number, EJ our CLM01, BLT type of bill, XZ prescription, VV voucher, D9 clearinghouse.</summary>
    public ValueList<Reference> References { get; init; }

    /// <summary>DTP*472.</summary>
    public ValueList<QualifiedDate> Dates { get; init; }

    /// <summary>Loops 2220D or 2220E.</summary>
    public ValueList<AnsweredLine> Lines { get; init; }

    /// <summary>Segments kept as they came.</summary>
    public ValueList<RawSegment> OtherSegments { get; init; }

    /// <summary>REF*EJ: our CLM01.</summary>
    public string? PatientControlNumber => References.Find(ReferenceQualifiers.PatientControl)?.Value;

    /// <summary>REF*1K.</summary>
    public string? PayerClaimControlNumber => References.Find(ReferenceQualifiers.PayerClaimControl)?.Value;

    /// <summary>Finalized: ask no more.</summary>
    public bool IsFinal => Statuses.Any(status => status.IsFinal);

    /// <summary>The payer wants more.</summary>
    public bool WantsInformation => Statuses.Any(status => status.WantsInformation);

    /// <summary>The payer did not find the claim.</summary>
    public bool IsNotFound => Statuses.Any(status => status.IsNotFound);

    /// <summary>The trace only.</summary>
    public override string ToString() => $"TRN*2*{Trace}";
}

/// <summary>Loop 2220D or 2220E of a 277: the answer about one line.</summary>
public sealed record AnsweredLine
{
    /// <summary>SVC01.</summary>
    public required ProcedureCode Procedure { get; init; }

    /// <summary>SVC02.</summary>
    public required long ChargeCents { get; init; }

    /// <summary>SVC03.</summary>
    public long? PaidCents { get; init; }

    /// <summary>SVC04.</summary>
    public string? RevenueCode { get; init; }

    /// <summary>SVC07.</summary>
    public decimal? Units { get; init; }

    /// <summary>STC.</summary>
    public ValueList<StatusInformation> Statuses { get; init; }

    /// <summary>REF*FJ: our line control number (REF*6R of the claim).</summary>
    public ValueList<Reference> References { get; init; }

    /// <summary>DTP*472.</summary>
    public ValueList<QualifiedDate> Dates { get; init; }

    /// <summary>Segments kept as they came.</summary>
    public ValueList<RawSegment> OtherSegments { get; init; }
}
