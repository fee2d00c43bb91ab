using MedBill.X12.Claims837I;
using MedBill.X12.Claims837P;
using MedBill.X12.Findings;
using MedBill.X12.Guides;

namespace MedBill.X12.Tests.Claims837;

/// <summary>Claims before their service: the same parts under guides of their own.</summary>
public sealed class PredeterminationTests
{
    [Fact]
    public void A_professional_claim_without_dates_is_sound_before_its_service_only()
    {
        var received = Claim837PFile.Read(Golden.Open("837P-subscriber.x12"), new FindingLog()).Single();
        var plan = received.Claim with
        {
            SubmissionReason = "08",
            Lines = [.. received.Claim.Lines.Select(line => line with { Dates = [] })],
        };
        var envelope = GuideId.Predetermination837P.Envelope(received.Envelope.Interchange, 1, 1);

        var written = Claim837PFile.Write(envelope, received.Header, [plan]);

        Assert.Empty(written.Findings);
        Assert.Contains("**********08~", written.ToText(), StringComparison.Ordinal);
        Assert.Empty(Claim837PFile.Check(received.Header, plan));
        var again = Claim837PFile.Read(Golden.Stream(written.ToText()), new FindingLog()).Single();
        Assert.Equal((plan, "005010X291"), (again.Claim, again.Envelope.Version));
        Assert.True(again.Claim.IsPredetermination);
        Assert.Contains(Claim837PFile.Write(received.Envelope, received.Header, [plan]).Findings, finding => finding is { Code: "ELEMENT_NOT_USED", Element: 19 });
        Assert.Contains(Claim837PFile.Write(envelope, received.Header, [received.Claim]).Findings, finding => finding is { Code: "ELEMENT_MISSING", Element: 19 });
    }

    [Fact]
    public void A_stay_that_is_only_planned_has_no_admission_and_no_statement()
    {
        var received = Claim837IFile.Read(Golden.Open("837I-inpatient-dependent.x12"), new FindingLog()).Single();
        var plan = received.Claim with { SubmissionReason = "08", Dates = [], DischargeHour = null, AdmissionType = null, PatientStatus = null, AdmissionSource = "1" };
        var envelope = GuideId.Predetermination837I.Envelope(received.Envelope.Interchange, 1, 1);

        var written = Claim837IFile.Write(envelope, received.Header, [plan]);

        Assert.Empty(written.Findings);
        Assert.Equal(plan, Claim837IFile.Read(Golden.Stream(written.ToText()), new FindingLog()).Single().Claim);
        Assert.True(Claim837IFile.Write(received.Envelope, received.Header, [plan]).IsRefused);
    }
}
