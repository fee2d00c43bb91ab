using MedBill.X12.Claims837;
using MedBill.X12.Reading;
using MedBill.X12.Segments;
using MedBill.X12.Tokens;

namespace MedBill.X12.Claims837P;

/// <summary>Reads loop 2400 of an 837P with all below it.</summary>
internal static class LineReader
{
    public static ServiceLine Line(SegmentCursor cursor)
    {
        cursor.Loop = "2400";
        var position = cursor.Position;
        cursor.Next();
        Service? service = null;
        var parts = new ClaimParts();
        var quantities = new Gathering<QualifiedQuantity>();
        for (; !ClaimBody.IsBelowLine(cursor); cursor.Next())
        {
            switch (cursor.Key)
            {
                case SegmentKey.SV1:
                    service = Sv1(cursor);
                    break;
                case SegmentKey.QTY:
                    quantities.Add(cursor.Qty());
                    break;
                default:
                    parts.Take(cursor);
                    break;
            }
        }

        if (service is null)
        {
            cursor.ReportAbsent("SV1", position, "SERVICE_MISSING", "A service line has no SV1. Add it, or remove the LX.");
        }

        var said = service ?? new Service { Procedure = new ProcedureCode("", ""), UnitCode = "UN" };
        var drug = ClaimBody.Drug(cursor);
        var (providers, adjudications) = ClaimBody.BelowLine(cursor, ref parts.Others);
        return new ServiceLine
        {
            Procedure = said.Procedure,
            ChargeCents = said.ChargeCents,
            UnitCode = said.UnitCode,
            Units = said.Units,
            PlaceOfService = said.PlaceOfService,
            DiagnosisPointers = said.DiagnosisPointers,
            IsEmergency = said.IsEmergency,
            IsEpsdt = said.IsEpsdt,
            IsFamilyPlanning = said.IsFamilyPlanning,
            IsCopayExempt = said.IsCopayExempt,
            Drug = drug,
            Quantities = quantities.ToValueList(),
            Providers = providers,
            Adjudications = adjudications,
            Dates = parts.Dates.ToValueList(),
            Attachments = parts.Attachments.ToValueList(),
            Amounts = parts.Amounts.ToValueList(),
            References = parts.References.ToValueList(),
            Notes = parts.Notes.ToValueList(),
            OtherSegments = parts.Others.ToValueList(),
        };
    }

    private static Service Sv1(SegmentCursor cursor) => new()
    {
        Procedure = cursor.RequiredProcedure(1),
        ChargeCents = cursor.RequiredCents(2),
        UnitCode = cursor.Text(3) ?? "",
        Units = cursor.Decimal(4) ?? 0,
        PlaceOfService = cursor.Text(5),
        DiagnosisPointers = ClaimBody.Pointers(cursor, 7),
        IsEmergency = cursor.IsYes(9),
        IsEpsdt = cursor.IsYes(11),
        IsFamilyPlanning = cursor.IsYes(12),
        IsCopayExempt = cursor.Element(15).SequenceEqual("0"u8),
    };

    /// <summary>What SV1 says, until the line is made of it and of the segments that follow.</summary>
    private readonly record struct Service
    {
        public required ProcedureCode Procedure { get; init; }

        public long ChargeCents { get; init; }

        public required string UnitCode { get; init; }

        public decimal Units { get; init; }

        public string? PlaceOfService { get; init; }

        public ValueList<int> DiagnosisPointers { get; init; }

        public bool IsEmergency { get; init; }

        public bool IsEpsdt { get; init; }

        public bool IsFamilyPlanning { get; init; }

        public bool IsCopayExempt { get; init; }
    }
}
