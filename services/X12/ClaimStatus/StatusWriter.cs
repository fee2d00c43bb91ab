using MedBill.X12.Acknowledgments;
using MedBill.X12.Segments;
using MedBill.X12.Writing;

namespace MedBill.X12.ClaimStatus;

/// <summary>Writes the bodies of 276 and 277 sets. Patients that share a level in a row share its HL.</summary>
internal sealed class StatusWriter(SegmentWriter writer)
{
    private int _levels;
    private int _source;
    private int _receiver;
    private int _provider;
    private int _subscriber;

    public void Inquiries(IReadOnlyList<StatusInquiry276> inquiries)
    {
        var header = inquiries[0].Header;
        writer.Begin("BHT").Add("0010").Add("13").Add(header.ReferenceNumber).Moment(header.CreatedAt).End();
        Patients(
            inquiries,
            inquiry => new Path(
                inquiry.Source, inquiry.Receiver, null, inquiry.Providers, null, inquiry.Subscriber, inquiry.Dependent),
            inquiry =>
            {
                foreach (var claim in inquiry.Claims)
                {
                    Claim(claim);
                }
            });
    }

    public void Answers(IReadOnlyList<StatusAnswer277> answers)
    {
        var header = answers[0].Header;
        writer.Begin("BHT").Add("0010").Add("08").Add(header.ReferenceNumber).Moment(header.CreatedAt).Add("DG").End();
        Patients(
            answers,
            answer => new Path(
                answer.Source, answer.Receiver, answer.ReceiverStatus, answer.Providers, answer.ProviderStatus, answer.Subscriber,
                answer.Dependent),
            answer =>
            {
                foreach (var claim in answer.Claims)
                {
                    Claim(claim);
                }
            });
    }

    private void Patients<T>(IReadOnlyList<T> items, Func<T, Path> pathOf, Action<T> claims)
    {
        Path? before = null;
        for (var index = 0; index < items.Count; index++)
        {
            var path = pathOf(items[index]);
            var after = index + 1 < items.Count ? pathOf(items[index + 1]) : null;
            Open(path, before, after);
            claims(items[index]);
            before = path;
        }
    }

    private void Open(Path path, Path? before, Path? after)
    {
        var shared = before is null ? 0 : path.SharedWith(before);
        if (shared < 1)
        {
            _source = Level(0, "20", "1");
            Party(path.Source);
        }

        if (shared < 2 && path.Receiver is { } receiver)
        {
            _receiver = Level(_source, "21", path.Providers.Count > 0 ? "1" : "0");
            Party(receiver);
            Status("2", path.ReceiverStatus);
        }

        if (shared < 3 && path.Providers.Count > 0)
        {
            _provider = Level(_receiver, "19", path.Subscriber is not null ? "1" : "0");
            foreach (var provider in path.Providers)
            {
                Party(provider);
            }

            Status("1", path.ProviderStatus);
        }

        if (shared < 4 && path.Subscriber is { } subscriber)
        {
            var hasBelow = path.Dependent is not null || (after is not null && after.SharedWith(path) == 4);
            _subscriber = Level(_provider, "22", hasBelow ? "1" : "0");
            Person(subscriber);
        }

        if (path.Dependent is { } dependent)
        {
            Level(_subscriber, "23", null);
            Person(dependent);
        }
    }

    private int Level(int parent, string code, string? hasChildren)
    {
        _levels++;
        writer.Begin("HL").Integer(_levels).Integer(parent == 0 ? null : parent).Add(code).Add(hasChildren).End();
        return _levels;
    }

    private void Party(Party? party)
    {
        if (party is not null)
        {
            writer.Nm1(party);
            writer.Contacts(party.Contacts);
            Kept(party.OtherSegments);
        }
    }

    private void Person(Party person)
    {
        writer.Dmg(person);
        writer.Nm1(person);
        foreach (var segment in person.OtherSegments)
        {
            if (segment.Id != "DMG")
            {
                writer.Kept(segment);
            }
        }
    }

    private void Claim(InquiredClaim claim)
    {
        var kept = new KeptSegments(writer, claim.OtherSegments, ["TRN", "REF", "AMT", "DTP"]);
        writer.Begin("TRN").Add("1").Add(claim.Trace).End();
        writer.References(claim.References);
        if (claim.ChargeCents is { } charge)
        {
            writer.Begin("AMT").Add("T3").Cents(charge).End();
        }

        kept.Before("DTP");
        writer.Dates("DTP", claim.Dates);
        kept.Rest();
        foreach (var line in claim.Lines)
        {
            writer.Begin("SVC").Procedure(line.Procedure).Cents(line.ChargeCents).Skip().Add(line.RevenueCode).Skip(2)
                .Number(line.Units).End();
            writer.References(line.References);
            writer.Dates("DTP", line.Dates);
            Kept(line.OtherSegments);
        }
    }

    private void Claim(AnsweredClaim claim)
    {
        writer.Begin("TRN").Add("2").Add(claim.Trace).End();
        Statuses(claim.Statuses);
        writer.References(claim.References);
        writer.Dates("DTP", claim.Dates);
        Kept(claim.OtherSegments);
        foreach (var line in claim.Lines)
        {
            writer.Begin("SVC").Procedure(line.Procedure).Cents(line.ChargeCents).Cents(line.PaidCents).Add(line.RevenueCode).Skip(2)
                .Number(line.Units).End();
            Statuses(line.Statuses);
            writer.References(line.References);
            writer.Dates("DTP", line.Dates);
            Kept(line.OtherSegments);
        }
    }

    private void Status(string type, LevelStatus? status)
    {
        if (status is not null)
        {
            writer.Begin("TRN").Add(type).Add(status.Trace).End();
            Statuses(status.Statuses);
        }
    }

    private void Statuses(ValueList<StatusInformation> statuses)
    {
        foreach (var status in statuses)
        {
            writer.Begin("STC");
            Code(status, 0);
            writer.Date(status.EffectiveDate).Add(status.Action).Cents(status.ChargeCents).Cents(status.PaidCents)
                .Date(status.AdjudicationDate).Skip().Date(status.RemittanceDate).Add(status.PaymentNumber);
            Code(status, 1);
            Code(status, 2);
            writer.Add(status.Text).End();
        }
    }

    private void Code(StatusInformation status, int index)
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

    /// <summary>The levels above the claims of one patient.</summary>
    private sealed record Path(
        Party? Source,
        Party? Receiver,
        LevelStatus? ReceiverStatus,
        ValueList<Party> Providers,
        LevelStatus? ProviderStatus,
        Party? Subscriber,
        Party? Dependent)
    {
        /// <summary>How many levels, from the top, are those written just before. A level nothing stands below is never shared.</summary>
        public int SharedWith(Path before)
        {
            if (Source != before.Source || Receiver is null || before.Receiver is null)
            {
                return 0;
            }

            if (Receiver != before.Receiver || ReceiverStatus != before.ReceiverStatus || Providers.Count == 0
                || before.Providers.Count == 0)
            {
                return 1;
            }

            if (Providers != before.Providers || ProviderStatus != before.ProviderStatus || Subscriber is null
                || before.Subscriber is null)
            {
                return 2;
            }

            return Subscriber == before.Subscriber && Dependent is not null ? 4 : 3;
        }
    }
}
