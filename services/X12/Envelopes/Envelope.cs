using MedBill.X12.Tokens;

namespace MedBill.X12.Envelopes;

/// <summary>ISA: who sends what to whom, and under which number.</summary>
public sealed record Interchange
{
    /// <summary>ISA05.</summary>
    public string SenderQualifier { get; init; } = "ZZ";

    /// <summary>ISA06 without padding.</summary>
    public required string SenderId { get; init; }

    /// <summary>ISA07.</summary>
    public string ReceiverQualifier { get; init; } = "ZZ";

    /// <summary>ISA08 without padding.</summary>
    public required string ReceiverId { get; init; }

    /// <summary>ISA09 and ISA10: day and minute.</summary>
    public required DateTime Timestamp { get; init; }

    /// <summary>ISA12.</summary>
    public string Version { get; init; } = "00501";

    /// <summary>ISA13, nine digits. Unique for the pair of sender and receiver.</summary>
    public required string ControlNumber { get; init; }

    /// <summary>ISA14: whether the sender wants a TA1.</summary>
    public bool AcknowledgmentRequested { get; init; }

    /// <summary>ISA15: P production, T test.</summary>
    public string Usage { get; init; } = "P";

    /// <summary>ISA01, usually 00.</summary>
    public string AuthorizationQualifier { get; init; } = "00";

    /// <summary>ISA02 without padding, usually empty.</summary>
    public string Authorization { get; init; } = "";

    /// <summary>ISA03, usually 00.</summary>
    public string SecurityQualifier { get; init; } = "00";

    /// <summary>ISA04 without padding, usually empty.</summary>
    public string Security { get; init; } = "";

    /// <summary>The separators in force.</summary>
    public Delimiters Delimiters { get; init; } = Delimiters.Standard;

    /// <summary>Whether ISA15 says production.</summary>
    public bool IsProduction => Usage == "P";
}

/// <summary>GS: a group of sets of one kind and version.</summary>
public sealed record FunctionalGroup
{
    /// <summary>GS01: HC claims, HP remittances, HN status and 277CA, FA acknowledgments, HS and HB eligibility, HI
    /// authorizations.</summary>
    public required string FunctionalId { get; init; }

    /// <summary>GS02.</summary>
    public required string SenderCode { get; init; }

    /// <summary>GS03.</summary>
    public required string ReceiverCode { get; init; }

    /// <summary>GS04 and GS05.</summary>
    public required DateTime Timestamp { get; init; }

    /// <summary>GS06, one to nine digits.</summary>
    public required string ControlNumber { get; init; }

    /// <summary>GS08, e.g. <c>005010X222A1</c>.</summary>
    public required string Version { get; init; }
}

/// <summary>ST: one transaction set.</summary>
/// <param name="Id">ST01, e.g. 837.</param>
/// <param name="ControlNumber">ST02, unique in its group.</param>
/// <param name="Implementation">ST03; absent in an 835, where GS08 says it.</param>
public sealed record TransactionSet(string Id, string ControlNumber, string? Implementation = null);

/// <summary>The three envelopes round a set.</summary>
/// <param name="Interchange">ISA.</param>
/// <param name="Group">GS.</param>
/// <param name="Set">ST.</param>
public sealed record SetEnvelope(Interchange Interchange, FunctionalGroup Group, TransactionSet Set)
{
    /// <summary>The guide the set follows: ST03, else GS08.</summary>
    public string Version => Set.Implementation ?? Group.Version;
}
