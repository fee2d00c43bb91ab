using System.Globalization;
using System.Text.Json;
using MedBill.X12.Acknowledgments;
using MedBill.X12.Attachments275;
using MedBill.X12.Claims837;
using MedBill.X12.Claims837D;
using MedBill.X12.Claims837I;
using MedBill.X12.Claims837P;
using MedBill.X12.Documents;
using MedBill.X12.Eligibility;
using MedBill.X12.Enrollment834;
using MedBill.X12.Findings;
using MedBill.X12.PremiumPayments820;
using MedBill.X12.Remittances835;

namespace MedBill.X12.Cli;

/// <summary>Says what files hold.</summary>
internal static class SummaryCommand
{
    // A file may hold any number of sets; these are shown one by one.
    private const int MostSets = 1_000;

    public static ExitCode Run(CommandLine line, Terminal terminal)
    {
        var files = new List<FileSummary>();
        foreach (var file in line.Files)
        {
            using var stream = Commands.Open(file, terminal);
            files.Add(Summarize(file, stream));
        }

        if (line.Json)
        {
            terminal.Text.WriteLine(JsonSerializer.Serialize(new { Files = files }, DocumentJson.Report));
        }
        else
        {
            files.ForEach(file => Text(file, terminal.Text));
        }

        return files.TrueForAll(file => file.Errors == 0) ? ExitCode.Ok : ExitCode.Errors;
    }

    private static FileSummary Summarize(string file, Stream stream)
    {
        var findings = new FindingLog();
        var summary = new FileSummary { File = file };
        SetSummary? set = null;
        foreach (var unit in X12File.Read(stream, findings))
        {
            if (unit.Unit is null)
            {
                set = new SetSummary
                {
                    Type = unit.Guide?.Name ?? unit.Envelope.Set.Id,
                    Version = unit.Envelope.Version,
                    Interchange = unit.Envelope.Interchange.ControlNumber,
                    Group = unit.Envelope.Group.ControlNumber,
                    Set = unit.Envelope.Set.ControlNumber,
                };
                summary.TotalSets++;
                if (summary.Sets.Count < MostSets)
                {
                    summary.Sets.Add(set);
                }
            }
            else
            {
                set!.Take(unit.Unit);
            }
        }

        summary.Errors = findings.ErrorTotal;
        summary.FirstError = findings.FirstOrDefault(finding => finding.IsError)?.ToString();
        return summary;
    }

    private static void Text(FileSummary file, TextWriter text)
    {
        text.WriteLine($"{file.File}: {file.TotalSets} set(s), {file.Errors} error(s){(file.FirstError is null ? "" : $"; first: {file.FirstError}")}");
        foreach (var set in file.Sets)
        {
            var figures = set.Figures.Select(figure => figure.Key.EndsWith("Cents", StringComparison.Ordinal)
                ? string.Create(CultureInfo.InvariantCulture, $"{figure.Key[..^5]} {figure.Value / 100m:0.00}")
                : string.Create(CultureInfo.InvariantCulture, $"{figure.Key} {figure.Value}"));
            text.WriteLine($"  {set.Type} {set.Version}  ISA {set.Interchange} GS {set.Group} ST {set.Set}: {string.Join(", ", figures)}");
        }

        if (file.TotalSets > file.Sets.Count)
        {
            text.WriteLine($"  … and {file.TotalSets - file.Sets.Count} more sets");
        }
    }
}

/// <summary>What a file holds.</summary>
internal sealed record FileSummary
{
    public required string File { get; init; }

    public int TotalSets { get; set; }

    public long Errors { get; set; }

    public string? FirstError { get; set; }

    public List<SetSummary> Sets { get; init; } = [];
}

/// <summary>What a set holds, in figures.</summary>
internal sealed record SetSummary
{
    private readonly Balance835 _balance = new();

    public required string Type { get; init; }

    public required string Version { get; init; }

    public required string Interchange { get; init; }

    public required string Group { get; init; }

    public required string Set { get; init; }

    /// <summary>By name; amounts end in Cents.</summary>
    public Dictionary<string, long> Figures { get; init; } = [];

    public void Take(object unit)
    {
        switch (unit)
        {
            case ReceivedClaim<ProfessionalClaim> { Claim: var claim }:
                Claim(claim.ChargeCents, claim.Lines.Count);
                break;
            case ReceivedClaim<InstitutionalClaim> { Claim: var claim }:
                Claim(claim.ChargeCents, claim.Lines.Count);
                break;
            case ReceivedClaim<DentalClaim> { Claim: var claim }:
                Claim(claim.ChargeCents, claim.Lines.Count);
                break;
            case RemittanceItem item:
                Remittance(item);
                break;
            case ClaimAcknowledgment277CA acknowledgment:
                foreach (var claim in acknowledgment.Providers.SelectMany(provider => provider.Claims))
                {
                    Add(claim.IsRejected ? "rejected" : "notRejected", 1);
                }

                break;
            case Acknowledgment999 acknowledgment:
                Add("setsReceived", acknowledgment.ReceivedSets);
                Add("setsAccepted", acknowledgment.AcceptedSets);
                Add("segmentErrors", acknowledgment.Sets.Sum(set => set.Errors.Count));
                break;
            case EligibilityAnswer271 answer:
                Add("persons", 1);
                Add("active", answer.HasActiveCoverage ? 1 : 0);
                Add("refusals", answer.AllRejections.Count());
                break;
            case EnrollmentHeader or PremiumPaymentTrailer or AttachmentHeader:
                break;
            case EnrolledMember member:
                Add(member.IsSubscriber ? "subscribers" : "dependents", 1);
                Add("terminations", member.IsTermination ? 1 : 0);
                break;
            case PremiumPaymentHeader payment:
                Add("paymentCents", payment.PaymentCents);
                break;
            case PremiumRemittance remittance:
                Add("remittances", 1);
                Add("paidCents", remittance.PaidCents);
                break;
            case AttachedInformation attachment:
                Add("attachments", 1);
                Add("documentBytes", attachment.Documents.Sum(document => document.Payload?.Length ?? 0));
                break;
            case EligibilityInquiry270:
                Add("persons", 1);
                break;
            default:
                Add("units", 1);
                break;
        }
    }

    private void Claim(long chargeCents, int lines)
    {
        Add("claims", 1);
        Add("lines", lines);
        Add("chargesCents", chargeCents);
    }

    private void Remittance(RemittanceItem item)
    {
        switch (item)
        {
            case RemittanceHeader header:
                Add("paymentCents", header.PaymentCents);
                break;
            case ClaimPayment claim:
                Claim(claim.ChargeCents, claim.Lines.Count);
                Add("paidCents", claim.PaidCents);
                break;
            case RemittanceTrailer trailer:
                Add("providerAdjustmentsCents", trailer.ProviderAdjustments.Sum(adjustment => adjustment.Entries.Sum(entry => entry.AmountCents)));
                break;
            default:
                break;
        }

        Add("differences", _balance.Add(item).Count);
    }

    private void Add(string name, long value) => Figures[name] = Figures.GetValueOrDefault(name) + value;
}
