namespace MedBill.X12.Segments;

/// <summary>REF: an identifier with the qualifier that says what it is.</summary>
/// <param name="Qualifier">REF01, e.g. <c>G1</c> prior authorization. See <see cref="ReferenceQualifiers"/>.</param>
/// <param name="Value">REF02.</param>
/// <param name="Description">REF03.</param>
/// <param name="RelatedQualifier">REF04-1, e.g. <c>2U</c> when the number is another payer's.</param>
/// <param name="RelatedValue">REF04-2.</param>
public sealed record Reference(
    string Qualifier,
    string Value,
    string? Description = null,
    string? RelatedQualifier = null,
    string? RelatedValue = null)
{
    /// <summary>The qualifier only: the value may identify a person.</summary>
    public override string ToString() => $"REF*{Qualifier}";
}

/// <summary>DTP or DTM: a date, a range of dates or a moment, with the qualifier that says what happened then.</summary>
/// <param name="Qualifier">DTP01 or DTM01, e.g. <c>472</c> service date. See <see cref="DateQualifiers"/>.</param>
/// <param name="From">The day, or the first day of a range.</param>
/// <param name="To">The last day; present only in a range (RD8).</param>
/// <param name="Time">The time of day, when one was given (DT).</param>
public sealed record QualifiedDate(string Qualifier, DateOnly From, DateOnly? To = null, TimeOnly? Time = null)
{
    /// <summary>The last day, which for a single day is that day.</summary>
    public DateOnly Last => To ?? From;
}

/// <summary>AMT: an amount in cents with the qualifier that says what it is.</summary>
/// <param name="Qualifier">AMT01, e.g. <c>F5</c> patient paid. See <see cref="AmountQualifiers"/>.</param>
/// <param name="Cents">AMT02.</param>
public sealed record QualifiedAmount(string Qualifier, long Cents);

/// <summary>QTY: a quantity with the qualifier that says of what.</summary>
/// <param name="Qualifier">QTY01.</param>
/// <param name="Quantity">QTY02.</param>
public sealed record QualifiedQuantity(string Qualifier, decimal Quantity);

/// <summary>A telephone number, mail address or the like within <see cref="Contact"/>.</summary>
/// <param name="Qualifier">TE telephone, FX fax, EM mail, EX extension, UR web address.</param>
/// <param name="Value">The number or address.</param>
public sealed record ContactNumber(string Qualifier, string Value)
{
    /// <summary>The qualifier only: a number reaches a person.</summary>
    public override string ToString() => Qualifier;
}

/// <summary>PER: whom to ask.</summary>
/// <param name="Function">PER01: IC information contact, BL technical department, CX payer's claim office.</param>
/// <param name="Name">PER02.</param>
/// <param name="Numbers">PER03 to PER08, at most three.</param>
public sealed record Contact(string Function, string? Name, ValueList<ContactNumber> Numbers)
{
    /// <summary>The function only.</summary>
    public override string ToString() => $"PER*{Function}";
}

/// <summary>N3 and N4: a postal address.</summary>
public sealed record Address
{
    /// <summary>N301.</summary>
    public string? Line1 { get; init; }

    /// <summary>N302.</summary>
    public string? Line2 { get; init; }

    /// <summary>N401.</summary>
    public string? City { get; init; }

    /// <summary>N402, two letters, in the United States and Canada.</summary>
    public string? State { get; init; }

    /// <summary>N403. Nine digits for billing provider and service facility.</summary>
    public string? PostalCode { get; init; }

    /// <summary>N404, only outside the United States.</summary>
    public string? Country { get; init; }

    /// <summary>N405.</summary>
    public string? LocationQualifier { get; init; }

    /// <summary>N406, e.g. a military region.</summary>
    public string? Location { get; init; }

    /// <summary>N407, only outside the United States and Canada.</summary>
    public string? CountrySubdivision { get; init; }

    /// <summary>Never shows the address.</summary>
    public override string ToString() => "N3 N4";
}

/// <summary>The composite medical procedure identifier of SV101, SVC01, SVC06, SVD03, EB13 and EQ02.</summary>
/// <param name="Qualifier">Component 1, usually HC (HCPCS and CPT).</param>
/// <param name="Code">Component 2.</param>
/// <param name="Modifiers">Components 3 to 6.</param>
/// <param name="Description">Component 7, for codes that describe nothing by themselves.</param>
/// <param name="LastCode">Component 8, the end of a range of codes.</param>
public sealed record ProcedureCode(
    string Qualifier,
    string Code,
    ValueList<string> Modifiers = default,
    string? Description = null,
    string? LastCode = null)
{
    /// <summary>A HCPCS or CPT code with its modifiers.</summary>
    public static ProcedureCode Hcpcs(string code, params ReadOnlySpan<string> modifiers) =>
        new("HC", code, ValueList.Create(modifiers));

    /// <summary>Qualifier, code and modifiers.</summary>
    public override string ToString() => string.Join(':', (string[])[Qualifier, Code, .. Modifiers]);
}

/// <summary>One adjustment of a CAS segment: an amount that explains why paid differs from charged.</summary>
/// <param name="Group">CAS01: CO contractual, PR patient, OA other, PI payer initiated, CR correction.</param>
/// <param name="Reason">The claim adjustment reason code (CARC).</param>
/// <param name="AmountCents">Positive lowers the payment, negative raises it.</param>
/// <param name="Quantity">Units adjusted, when given.</param>
public sealed record Adjustment(string Group, string Reason, long AmountCents, decimal? Quantity = null)
{
    // Nearly all have none, and a file has millions of them.
    private readonly object? _quantity = CompactNumber.Of(Quantity);

    /// <summary>Units adjusted, when given.</summary>
    public decimal? Quantity
    {
        get => (decimal?)_quantity;
        init => _quantity = CompactNumber.Of(value);
    }
}

/// <summary>A segment this library keeps but has no typed form for. Whatever the file's separators, components are divided by <c>:</c>,
/// repetitions by <c>^</c>; where these are data, a backslash stands before them, as before a backslash. Raw bytes (BIN, BDS) are one character a
/// byte.</summary>
/// <param name="Id">The segment identifier.</param>
/// <param name="Elements">The elements; the first is element 1.</param>
public sealed record RawSegment(string Id, ValueList<string> Elements)
{
    /// <summary>Element <paramref name="number"/>, counted from 1; empty when absent.</summary>
    public string Element(int number) => number >= 1 && number <= Elements.Count ? Elements[number - 1] : "";

    /// <summary>The identifier only: elements may identify a person.</summary>
    public override string ToString() => Id;
}
