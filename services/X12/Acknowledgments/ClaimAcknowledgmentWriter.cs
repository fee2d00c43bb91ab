using MedBill.X12.Segments;
using MedBill.X12.Writing;

namespace MedBill.X12.Acknowledgments;

/// <summary>Writes the body of a 277CA, in the guide's order.</summary>
internal sealed class ClaimAcknowledgmentWriter(SegmentWriter writer)
{
    private int _levels;

    public void Write(ClaimAcknowledgment277CA acknowledgment)
    {
        writer.Begin("BHT").Add("0085").Add("08").Add(acknowledgment.ReferenceNumber).Moment(acknowledgment.CreatedAt).Add("TH").End();
        Level(0, "20", "1");
        writer.Party(acknowledgment.Source);
        Trace("1", acknowledgment.SourceTrace);
        writer.Dates("DTP", acknowledgment.Dates);
        // HL04 is 0 when the answer stops at this level.
        Level(1, "21", acknowledgment.Providers.Count > 0 ? "1" : "0");
        writer.Party(acknowledgment.Receiver);
        Trace("2", acknowledgment.BatchNumber);
        Statuses(acknowledgment.Statuses);
        writer.Quantities(acknowledgment.Quantities);
        writer.Amounts(acknowledgment.Amounts);
        Kept(acknowledgment.OtherSegments);
        foreach (var provider in acknowledgment.Providers)
        {
            Provider(provider);
        }
    }

    private void Provider(ProviderAcknowledgment provider)
    {
        var level = Level(2, "19", provider.Claims.Count > 0 ? "1" : "0");
        writer.Party(provider.Provider);
        Trace("1", provider.Trace);
        Statuses(provider.Statuses);
        writer.References(provider.References);
        writer.Quantities(provider.Quantities);
        writer.Amounts(provider.Amounts);
        Kept(provider.OtherSegments);
        foreach (var claim in provider.Claims)
        {
            Claim(claim, level);
        }
    }

    private void Claim(AcknowledgedClaim claim, int parent)
    {
        Level(parent, "PT", null);
        writer.Party(claim.Patient);
        Trace("2", claim.PatientControlNumber);
        Statuses(claim.Statuses);
        writer.References(claim.References);
        writer.Dates("DTP", claim.Dates);
        Kept(claim.OtherSegments);
        foreach (var line in claim.Lines)
        {
            writer.Begin("SVC").Procedure(line.Procedure).Cents(line.ChargeCents).Skip().Add(line.RevenueCode).Skip(2)
                .Number(line.Units).End();
            Statuses(line.Statuses);
            writer.References(line.References);
            writer.Dates("DTP", line.Dates);
        }
    }

    private int Level(int parent, string code, string? hasChildren)
    {
        _levels++;
        writer.Begin("HL").Integer(_levels).Integer(parent == 0 ? null : parent).Add(code).Add(hasChildren).End();
        return _levels;
    }

    private void Trace(string type, string? number)
    {
        if (number is not null)
        {
            writer.Begin("TRN").Add(type).Add(number).End();
        }
    }

    private void Statuses(ValueList<AcknowledgmentStatus> statuses)
    {
        foreach (var status in statuses)
        {
            writer.Begin("STC");
            Code(status, 0);
            writer.Date(status.Date).Add(status.Action).Cents(status.ChargeCents).Skip(5);
            Code(status, 1);
            Code(status, 2);
            writer.Add(status.Text).End();
        }
    }

    private void Code(AcknowledgmentStatus status, int index)
    {
        if (index >= status.Codes.Count)
        {
            writer.Skip();
            return;
        }

        var code = status.Codes[index];
        writer.Add(code.Category).Component(code.Status).Component(code.Entity).Component(code.List);
    }

    private void Kept(ValueList<RawSegment> segments)
    {
        foreach (var segment in segments)
        {
            writer.Kept(segment);
        }
    }
}
