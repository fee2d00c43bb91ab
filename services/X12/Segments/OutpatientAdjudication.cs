namespace MedBill.X12.Segments;

/// <summary>MOA: outpatient adjudication with its remark codes.</summary>
public sealed record OutpatientAdjudication
{
    /// <summary>MOA01, a fraction.</summary>
    public decimal? ReimbursementRate { get; init; }

    /// <summary>MOA02.</summary>
    public long? HcpcsPayableCents { get; init; }

    /// <summary>MOA03 to MOA07 (RARC), at most five; an empty text is a place left empty.</summary>
    public ValueList<string> RemarkCodes { get; init; }

    /// <summary>MOA08.</summary>
    public long? EsrdPaidCents { get; init; }

    /// <summary>MOA09.</summary>
    public long? NonPayableProfessionalCents { get; init; }
}
