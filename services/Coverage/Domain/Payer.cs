using System.Text.RegularExpressions;
using MedBill.Platform.Values;

namespace MedBill.Coverage.Domain;

/// <summary>A person's name in the parts that X12 NM1 carries.</summary>
public sealed record PersonName(string Given, string Middle, string Family, string Suffix);

/// <summary>A postal address in the United States (N3, N4).</summary>
public sealed record Address(IReadOnlyList<string> Lines, string City, string State, string PostalCode);

/// <summary>Shapes that X12 prescribes. No value stands in a text, since it may name a patient.</summary>
internal static partial class FieldRules
{
    // x12-facts 2.5: SBR09.
    private static readonly HashSet<string> FilingIndicators = [.. "11 12 13 14 15 16 17 AM BL CH CI DS FI HM LM MA MB MC OF TV VA WC ZZ".Split(' ')];

    public static void Text(Violations violations, string field, string value, int most, bool required = false)
    {
        violations.AddIf(required && value.Length == 0, field, "FIELD_REQUIRED", "This is needed.");
        violations.AddIf(value.Length > most, field, "TOO_LONG", $"At most {most} characters.");
        violations.AddIf(!Extended().IsMatch(value), field, "CHARACTER_NOT_ALLOWED", "Letters, digits, spaces and the punctuation of X12; no separators or control characters.");
    }

    public static void Postal(Violations violations, string field, Address address)
    {
        violations.AddIf(address.Lines.Count is 0 or > 2, $"{field}.address_lines", "ADDRESS_LINES_COUNT", "One or two lines.", "N3");
        for (var i = 0; i < Math.Min(address.Lines.Count, 2); i++)
        {
            Text(violations, $"{field}.address_lines[{i}]", address.Lines[i], 55, required: true);
        }

        Text(violations, $"{field}.locality", address.City, 30, required: true);
        violations.AddIf(!StateShape().IsMatch(address.State), $"{field}.administrative_area", "STATE_INVALID", "Two capital letters.", "N402");
        violations.AddIf(!ZipShape().IsMatch(address.PostalCode), $"{field}.postal_code", "POSTAL_CODE_INVALID", "Five or nine digits without a hyphen.", "N403");
    }

    public static void PayerId(Violations violations, string field, string value) =>
        violations.AddIf(!PayerIdShape().IsMatch(value), field, "PAYER_ID_INVALID", "2 to 15 capital letters and digits.", "2010BB NM109");

    public static void FilingIndicator(Violations violations, string field, string value) =>
        violations.AddIf(!FilingIndicators.Contains(value), field, "FILING_INDICATOR_UNKNOWN", "A claim filing indicator code, such as CI, BL, MB, MC, HM.", "SBR09");

    public static void MemberId(Violations violations, string field, string value) =>
        violations.AddIf(!MemberShape().IsMatch(value), field, "MEMBER_ID_INVALID", "2 to 80 letters, digits and hyphens.", "2010BA NM109");

    public static void Procedure(Violations violations, string field, string value) =>
        violations.AddIf(!ProcedureShape().IsMatch(value), field, "PROCEDURE_CODE_INVALID", "A CPT or HCPCS code of five characters.", "SV101-2");

    public static void Modifier(Violations violations, string field, string value) =>
        violations.AddIf(!ModifierShape().IsMatch(value), field, "MODIFIER_INVALID", "Two capital letters or digits.", "SV101-3");

    public static void ServiceType(Violations violations, string field, string value) =>
        violations.AddIf(!ServiceTypeShape().IsMatch(value), field, "SERVICE_TYPE_INVALID", "One or two capital letters or digits.", "EQ01");

    // The extended character set without the separators this suite writes with (x12-facts 1.2).
    [GeneratedRegex("""^[A-Za-z0-9À-ÿ !"&'()+,\-./;?=%@\[\]_{}\\|<>#$`]*\z""")]
    private static partial Regex Extended();

    [GeneratedRegex(@"^[A-Z]{2}\z")]
    private static partial Regex StateShape();

    [GeneratedRegex(@"^[0-9]{5}([0-9]{4})?\z")]
    private static partial Regex ZipShape();

    [GeneratedRegex(@"^[A-Z0-9]{2,15}\z")]
    private static partial Regex PayerIdShape();

    [GeneratedRegex(@"^[A-Za-z0-9-]{2,80}\z")]
    private static partial Regex MemberShape();

    [GeneratedRegex(@"^([0-9]{5}|[0-9]{4}[FTUM]|[A-V][0-9]{4})\z")]
    private static partial Regex ProcedureShape();

    [GeneratedRegex(@"^[0-9A-Z]{2}\z")]
    private static partial Regex ModifierShape();

    [GeneratedRegex(@"^[0-9A-Z]{1,2}\z")]
    private static partial Regex ServiceTypeShape();
}

/// <summary>A record of coverage: what is known of one thing, replaced as a whole, with a version for its etag.</summary>
public abstract class CoverageRecord<TDetails> : IAggregate, IPracticeOwned
    where TDetails : class
{
    private readonly List<object> _events = [];

    public required string Id { get; init; }

    public abstract string Name { get; }

    public string Practice { get; private set; } = "";

    public int Version { get; private set; }

    public required TDetails Details { get; set; }

    public IReadOnlyList<object> TakeEvents()
    {
        object[] taken = [.. _events];
        _events.Clear();
        return taken;
    }

    /// <summary>Counts the first or the next version and says what happened.</summary>
    protected void Record(object? domainEvent)
    {
        Version++;
        if (domainEvent is not null)
        {
            _events.Add(domainEvent);
        }
    }
}

/// <summary>What is known of a payer.</summary>
public sealed record PayerDetails(string DisplayName, string PayerId, string FilingIndicatorCode, Address? Address, int TimelyFilingDays)
{
    public void Check(Violations violations, string field)
    {
        FieldRules.Text(violations, $"{field}.display_name", DisplayName, 60, required: true);
        FieldRules.PayerId(violations, $"{field}.payer_id", PayerId);
        FieldRules.FilingIndicator(violations, $"{field}.claim_filing_indicator_code", FilingIndicatorCode);
        if (Address is not null)
        {
            FieldRules.Postal(violations, $"{field}.address", Address);
        }

        violations.AddIf(TimelyFilingDays is < 0 or > 3_650, $"{field}.timely_filing_days", "OUT_OF_RANGE", "0 to 3,650 days.");
    }
}

/// <summary>Who pays claims.</summary>
public sealed class Payer : CoverageRecord<PayerDetails>
{
    public override string Name => $"payers/{Id}";

    /// <summary>At the clearinghouse; unique in the practice.</summary>
    public string PayerId { get; private set; } = "";

    public static Payer Register(string id, PayerDetails details)
    {
        var payer = new Payer { Id = id, Details = details };
        payer.Change(details);
        return payer;
    }

    public void Change(PayerDetails details)
    {
        (Details, PayerId) = (details, details.PayerId);
        Record(null);
    }
}

/// <summary>What is known of a plan.</summary>
public sealed record PlanDetails(string DisplayName, string GroupNumber)
{
    public void Check(Violations violations, string field)
    {
        FieldRules.Text(violations, $"{field}.display_name", DisplayName, 60, required: true);
        FieldRules.Text(violations, $"{field}.group_number", GroupNumber, 50);
    }
}

/// <summary>One product of a payer.</summary>
public sealed class Plan : CoverageRecord<PlanDetails>
{
    public override string Name => $"plans/{Id}";

    public required string PayerId { get; init; }

    public static Plan Register(string id, string payerId, PlanDetails details)
    {
        var plan = new Plan { Id = id, PayerId = payerId, Details = details };
        plan.Record(null);
        return plan;
    }
}
