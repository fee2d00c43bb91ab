namespace MedBill.X12.Envelopes;

/// <summary>What an <see cref="EnvelopeReader"/> has come to.</summary>
public enum EnvelopeEvent
{
    /// <summary>Nothing yet, or the end of the file.</summary>
    None,

    /// <summary>ISA.</summary>
    InterchangeStart,

    /// <summary>TA1.</summary>
    InterchangeAcknowledgment,

    /// <summary>GS.</summary>
    GroupStart,

    /// <summary>ST.</summary>
    SetStart,

    /// <summary>A segment between ST and SE.</summary>
    SetSegment,

    /// <summary>SE, or where the set broke off.</summary>
    SetEnd,

    /// <summary>GE, or where the group broke off.</summary>
    GroupEnd,

    /// <summary>IEA, or where the interchange broke off.</summary>
    InterchangeEnd,
}
