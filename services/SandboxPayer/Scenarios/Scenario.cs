using System.Text.RegularExpressions;

namespace MedBill.SandboxPayer.Scenarios;

/// <summary>How the sandbox payer treats a member: written into the member id, so that a test says what it wants.</summary>
public enum ScenarioKind
{
    /// <summary>Paid at the fee schedule, the rest written down by contract.</summary>
    Paid,

    /// <summary>Copay, deductible and coinsurance fall to the patient.</summary>
    Part,

    /// <summary>Every line denied for one reason.</summary>
    Deny,

    /// <summary>Refused in the 277CA, never adjudicated.</summary>
    Reject,

    /// <summary>Paid, with an 835 that does not add up.</summary>
    BadBalance,
}

/// <summary>The scenario of one member id.</summary>
/// <param name="Kind">What happens.</param>
/// <param name="Reason">Claim adjustment reason code of a denial.</param>
/// <param name="Remark">Remittance advice remark code of a denial, when one is wanted.</param>
public sealed partial record Scenario(ScenarioKind Kind, string? Reason = null, string? Remark = null)
{
    /// <summary>What can be asked for, in the order of the documentation.</summary>
    public static IReadOnlyList<ScenarioDescription> All { get; } =
    [
        new("SIM-PAID", "999 A, 277CA A2, 835 paid at the fee schedule with CO-45. Any member id without a scenario does the same."),
        new("SIM-PART", "PR-3 copay 25.00 on the first office visit, PR-1 deductible up to 100.00, PR-2 coinsurance 20 % of what is left."),
        new("SIM-DENY-<CARC>[-<RARC>]", "Every line denied for that reason. SIM-DENY-197 is paid once the claim carries an authorization number."),
        new("SIM-REJ-277", "277CA A7:164:IL, not adjudicated; eligibility answers AAA 75."),
        new("SIM-BADBAL", "An 835 of its own whose total is 0.37 more than its claims add up to."),
    ];

    /// <summary>Reads a member id; one that asks for nothing is paid.</summary>
    public static Scenario Of(string? memberId)
    {
        var id = memberId ?? "";
        if (Denial().Match(id) is { Success: true } denial)
        {
            return new(ScenarioKind.Deny, denial.Groups["carc"].Value, denial.Groups["rarc"] is { Success: true, Value: var remark } ? remark : null);
        }

        return new(id switch
        {
            _ when id.StartsWith("SIM-PART", StringComparison.Ordinal) => ScenarioKind.Part,
            _ when id.StartsWith("SIM-REJ-277", StringComparison.Ordinal) => ScenarioKind.Reject,
            _ when id.StartsWith("SIM-BADBAL", StringComparison.Ordinal) => ScenarioKind.BadBalance,
            _ => ScenarioKind.Paid,
        });
    }

    // A RARC is a letter or two and digits (N706, MA130); what follows it only tells members apart.
    [GeneratedRegex("^SIM-DENY-(?<carc>[A-Z]?[0-9]{1,3})(-(?<rarc>(MA|M|N)[0-9]{1,3}))?(?![A-Z0-9])")]
    private static partial Regex Denial();
}

/// <summary>One scenario, for <c>GET /v1/sandbox/scenarios</c>.</summary>
/// <param name="MemberIdPrefix">What a member id begins with.</param>
/// <param name="Behaviour">What happens then.</param>
public sealed record ScenarioDescription(string MemberIdPrefix, string Behaviour);
