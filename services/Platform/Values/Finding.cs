namespace MedBill.Platform.Values;

/// <summary>How bad a finding is.</summary>
public enum FindingSeverity
{
    /// <summary>Worth knowing; nothing stops.</summary>
    Note,

    /// <summary>Likely to cause trouble later.</summary>
    Warning,

    /// <summary>Must be mended before going on.</summary>
    Error,
}

/// <summary>One thing noticed while examining something. Findings are data in an answer and never thrown.</summary>
/// <param name="Code">Stable UPPER_SNAKE code.</param>
/// <param name="Severity">How bad it is.</param>
/// <param name="Location">Where: a field path.</param>
/// <param name="Message">One sentence for people, without values that identify a person.</param>
/// <param name="Fix">What to do about it.</param>
public sealed record Finding(string Code, FindingSeverity Severity, string Location, string Message, string Fix);
