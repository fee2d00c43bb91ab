using MedBill.X12.Segments;
using MedBill.X12.Writing;

namespace MedBill.X12.Claims837;

/// <summary>Writes the body of an 837 set. Claims that share a level in a row share its HL.</summary>
internal sealed class ClaimWriter<TClaim>(SegmentWriter writer, Action<SegmentWriter, TClaim> body)
    where TClaim : HealthCareClaim
{
    private static readonly string[] HeaderOrder = ["BHT", "REF", "NM1"];
    private static readonly string[] BillingOrder = ["PRV", "CUR", "NM1"];
    private static readonly string[] SubscriberOrder = ["SBR", "PAT", "NM1"];

    // Loop 2300 comes at most this often under one patient; more open the level again.
    private const int MostClaims = 100;

    private int _levels;
    private int _claimsOfPatient;
    private int _billingLevel;
    private int _subscriberLevel;
    private TClaim? _previous;

    public void Write(ClaimBatchHeader header, IReadOnlyList<TClaim> claims)
    {
        var kept = new KeptSegments(writer, header.OtherSegments, HeaderOrder);
        writer.Begin("BHT").Add("0019").Add(header.Purpose).Add(header.BatchNumber).Moment(header.CreatedAt)
            .Add(header.TransactionType).End();
        kept.Before("NM1");
        writer.Party(header.Submitter);
        writer.Party(header.Receiver);
        kept.Rest();
        foreach (var claim in claims)
        {
            Levels(claim);
            body(writer, claim);
            _previous = claim;
        }
    }

    private void Levels(TClaim claim)
    {
        var sameBilling = _previous is not null && _previous.BillingProvider == claim.BillingProvider;
        var isFull = ++_claimsOfPatient > MostClaims;
        var sameSubscriber = sameBilling && _previous!.Subscriber == claim.Subscriber
            && _previous.Patient is null == claim.Patient is null
            && !(isFull && claim.Patient is null);
        if (!sameBilling)
        {
            Billing(claim.BillingProvider);
        }

        if (!sameSubscriber)
        {
            Subscriber(claim);
        }

        var samePatient = sameSubscriber && !isFull && _previous!.Patient == claim.Patient;
        if (claim.Patient is { } patient && !samePatient)
        {
            Patient(patient);
        }

        _claimsOfPatient = samePatient ? _claimsOfPatient : 1;
    }

    private void Billing(BillingProvider billing)
    {
        _billingLevel = ++_levels;
        writer.Begin("HL").Integer(_billingLevel).Skip().Add("20").Add("1").End();
        var kept = new KeptSegments(writer, billing.OtherSegments, BillingOrder);
        if (billing.TaxonomyCode is not null)
        {
            writer.Begin("PRV").Add("BI").Add("PXC").Add(billing.TaxonomyCode).End();
        }

        kept.Before("NM1");
        writer.Party(billing.Provider);
        writer.Party(billing.PayToAddress);
        writer.Party(billing.PayToPlan);
        kept.Rest();
    }

    private void Subscriber(TClaim claim)
    {
        var subscriber = claim.Subscriber;
        var isPatient = claim.Patient is null;
        _subscriberLevel = ++_levels;
        // HL04: 0 when the claim hangs here, 1 when a patient level follows. SBR02: 18 (self) or nothing.
        writer.Begin("HL").Integer(_subscriberLevel).Integer(_billingLevel).Add("22").Add(isPatient ? "0" : "1").End();
        writer.Begin("SBR").Add(subscriber.Sequence).Add(isPatient ? "18" : null).Add(subscriber.GroupNumber)
            .Add(subscriber.GroupName).Add(subscriber.InsuranceType).Skip(3).Add(subscriber.FilingIndicator).End();
        if (subscriber.Condition is not null)
        {
            Pat(null, subscriber.Condition);
        }

        var kept = new KeptSegments(writer, subscriber.OtherSegments, SubscriberOrder);
        kept.Before("NM1");
        writer.Party(subscriber.Person);
        writer.Party(subscriber.Payer);
        kept.Rest();
    }

    private void Patient(DependentPatient patient)
    {
        writer.Begin("HL").Integer(++_levels).Integer(_subscriberLevel).Add("23").Add("0").End();
        Pat(patient.Relationship, patient.Condition);
        var kept = new KeptSegments(writer, patient.OtherSegments, SubscriberOrder);
        kept.Before("NM1");
        writer.Party(patient.Person);
        kept.Rest();
    }

    private void Pat(string? relationship, PatientCondition? condition) => writer
        .Begin("PAT").Add(relationship).Skip(3).Add(condition?.DeathDate is null ? null : "D8").Date(condition?.DeathDate)
        .Add(condition?.WeightPounds is null ? null : "01").Number(condition?.WeightPounds).Yes(condition?.IsPregnant == true).End();
}
