using MedBill.X12.Reading;
using MedBill.X12.Segments;
using MedBill.X12.Tokens;

namespace MedBill.X12.Claims837P;

/// <summary>Reads loop 2300 with all below it.</summary>
internal static class ClaimReader
{
    public static ProfessionalClaim Claim(SegmentCursor cursor, BillingProvider billing, Subscriber subscriber, DependentPatient? patient)
    {
        var claim = Clm(cursor, billing, subscriber, patient);
        cursor.Next();
        var parts = new ClaimParts();
        var diagnoses = new Gathering<Diagnosis>();
        var anesthesia = new Gathering<Diagnosis>();
        var conditions = new Gathering<string>();
        while (cursor.More && cursor.Key is not (SegmentKey.NM1 or SegmentKey.SBR or SegmentKey.LX))
        {
            if (!(cursor.Key == SegmentKey.HI && Hi(cursor, ref diagnoses, ref anesthesia, ref conditions)))
            {
                parts.Take(cursor);
            }

            cursor.Next();
        }

        var providers = new Gathering<Party>();
        while (cursor.Key == SegmentKey.NM1)
        {
            cursor.Loop = "2310";
            providers.Add(cursor.Party(
                PartySegments.Address | PartySegments.Specialty | PartySegments.References | PartySegments.Contacts));
        }

        var payers = new Gathering<OtherPayer>();
        while (cursor.Key == SegmentKey.SBR)
        {
            payers.Add(OtherPayerReader.Payer(cursor, ref parts.Others));
        }

        return claim with
        {
            Diagnoses = diagnoses.ToValueList(),
            AnesthesiaProcedures = anesthesia.ToValueList(),
            ConditionCodes = conditions.ToValueList(),
            Providers = providers.ToValueList(),
            OtherPayers = payers.ToValueList(),
            Lines = Lines(cursor, ref parts.Others),
            Dates = parts.Dates.ToValueList(),
            Attachments = parts.Attachments.ToValueList(),
            Amounts = parts.Amounts.ToValueList(),
            References = parts.References.ToValueList(),
            Notes = parts.Notes.ToValueList(),
            OtherSegments = parts.Others.ToValueList(),
        };
    }

    private static ValueList<ServiceLine> Lines(SegmentCursor cursor, ref Gathering<RawSegment> strays)
    {
        var lines = new Gathering<ServiceLine>();
        while (cursor.More)
        {
            if (cursor.Key == SegmentKey.LX)
            {
                lines.Add(LineReader.Line(cursor));
            }
            else
            {
                // Out of order: kept, and reported by validation.
                strays.Add(cursor.Raw());
                cursor.Next();
            }
        }

        return lines.ToValueList();
    }

    private static ProfessionalClaim Clm(SegmentCursor cursor, BillingProvider billing, Subscriber subscriber, DependentPatient? patient)
    {
        var causes = new Gathering<string>();
        for (var component = 1; component <= 3; component++)
        {
            if (cursor.Text(11, component) is { } cause)
            {
                causes.Add(cause);
            }
        }

        return new ProfessionalClaim
        {
            BillingProvider = billing,
            Subscriber = subscriber,
            Patient = patient,
            PatientControlNumber = cursor.Required(1),
            ChargeCents = cursor.RequiredCents(2),
            PlaceOfService = cursor.Text(5, 1) ?? "",
            Frequency = cursor.Text(5, 3) ?? "",
            ProviderSignatureOnFile = cursor.YesNo(6),
            Assignment = cursor.Text(7),
            BenefitsAssigned = cursor.Text(8),
            ReleaseOfInformation = cursor.Text(9),
            SignatureSource = cursor.Text(10),
            RelatedCauses = causes.ToValueList(),
            AccidentState = cursor.Text(11, 4),
            AccidentCountry = cursor.Text(11, 5),
            SpecialProgram = cursor.Text(12),
            DelayReason = cursor.Text(20),
        };
    }

    /// <summary>False when the HI holds something the model has no place for.</summary>
    private static bool Hi(
        SegmentCursor cursor,
        ref Gathering<Diagnosis> diagnoses,
        ref Gathering<Diagnosis> anesthesia,
        ref Gathering<string> conditions)
    {
        for (var element = 1; element <= cursor.Segment.ElementCount; element++)
        {
            var code = cursor.Text(element, 2) ?? "";
            switch (cursor.Text(element, 1))
            {
                case "ABK" or "BK" or "ABF" or "BF":
                    diagnoses.Add(new Diagnosis(cursor.Text(element, 1)!, code));
                    break;
                case "BP" or "BO":
                    anesthesia.Add(new Diagnosis(cursor.Text(element, 1)!, code));
                    break;
                case "BG":
                    conditions.Add(code);
                    break;
                case null:
                    break;
                default:
                    return false;
            }
        }

        return true;
    }
}

/// <summary>The segments loops 2300 and 2400 share.</summary>
internal sealed class ClaimParts
{
    public Gathering<QualifiedDate> Dates;

    public Gathering<Attachment> Attachments;

    public Gathering<QualifiedAmount> Amounts;

    public Gathering<Reference> References;

    public Gathering<ClaimNote> Notes;

    public Gathering<RawSegment> Others;

    /// <summary>Takes the current segment without moving.</summary>
    public void Take(SegmentCursor cursor)
    {
        switch (cursor.Key)
        {
            case SegmentKey.DTP when cursor.Dtp() is { } date:
                Dates.Add(date);
                break;
            case SegmentKey.REF:
                References.Add(cursor.Ref());
                break;
            case SegmentKey.AMT when cursor.Segment.ElementCount == 2:
                Amounts.Add(cursor.Amt());
                break;
            case SegmentKey.NTE:
                Notes.Add(new ClaimNote(cursor.Required(1), cursor.Text(2) ?? ""));
                break;
            case SegmentKey.PWK when cursor.Segment.ElementCount <= 6:
                Attachments.Add(new Attachment(cursor.Text(1) ?? "", cursor.Text(2) ?? "", cursor.Text(6)));
                break;
            default:
                Others.Add(cursor.Raw());
                break;
        }
    }
}
