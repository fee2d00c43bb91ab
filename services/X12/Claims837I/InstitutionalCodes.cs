using MedBill.X12.Claims837;
using MedBill.X12.Reading;
using MedBill.X12.Segments;

namespace MedBill.X12.Claims837I;

/// <summary>Gathers the codes of the HI segments, of whatever kind and however they are spread over segments.</summary>
internal struct InstitutionalCodes
{
    private Diagnosis? _principal;
    private Diagnosis? _admitting;
    private string? _drg;
    private InstitutionalProcedure? _principalProcedure;
    private Gathering<Diagnosis> _reasons;
    private Gathering<Diagnosis> _causes;
    private Gathering<Diagnosis> _others;
    private Gathering<InstitutionalProcedure> _procedures;
    private Gathering<OccurrenceSpan> _spans;
    private Gathering<Occurrence> _occurrences;
    private Gathering<ValueCode> _values;
    private Gathering<string> _conditions;
    private Gathering<string> _treatments;

    /// <summary>Takes the HI under the cursor; false, and nothing of it, when it holds something the model has no place for.</summary>
    public bool Take(SegmentCursor cursor)
    {
        var codes = this;
        for (var element = 1; element <= cursor.Segment.ElementCount; element++)
        {
            if (!cursor.Segment[element].IsEmpty && !codes.Take(cursor, element))
            {
                return false;
            }
        }

        this = codes;
        return true;
    }

    public readonly InstitutionalClaim Into(InstitutionalClaim claim) => claim with
    {
        PrincipalDiagnosis = _principal,
        AdmittingDiagnosis = _admitting,
        ReasonsForVisit = _reasons.ToValueList(),
        ExternalCauses = _causes.ToValueList(),
        Drg = _drg,
        OtherDiagnoses = _others.ToValueList(),
        PrincipalProcedure = _principalProcedure,
        OtherProcedures = _procedures.ToValueList(),
        OccurrenceSpans = _spans.ToValueList(),
        Occurrences = _occurrences.ToValueList(),
        ValueCodes = _values.ToValueList(),
        ConditionCodes = _conditions.ToValueList(),
        TreatmentCodes = _treatments.ToValueList(),
    };

    private bool Take(SegmentCursor cursor, int element)
    {
        var code = cursor.Text(element, 2) ?? "";
        switch (cursor.Text(element, 1))
        {
            case "ABK" or "BK" when _principal is null && HasOnly(cursor, element, 9):
                _principal = Diagnosed(cursor, element);
                return true;
            case "ABJ" or "BJ" when _admitting is null && HasOnly(cursor, element):
                _admitting = Diagnosed(cursor, element);
                return true;
            case "APR" or "PR" when HasOnly(cursor, element):
                _reasons.Add(Diagnosed(cursor, element));
                return true;
            case "ABN" or "BN" when HasOnly(cursor, element, 9):
                _causes.Add(Diagnosed(cursor, element));
                return true;
            case "DR" when _drg is null && HasOnly(cursor, element):
                _drg = code;
                return true;
            case "ABF" or "BF" when HasOnly(cursor, element, 9):
                _others.Add(Diagnosed(cursor, element));
                return true;
            case "BBR" or "BR" or "CAH" when _principalProcedure is null && On(cursor, element, out var day):
                _principalProcedure = new InstitutionalProcedure(cursor.Text(element, 1)!, code, day);
                return true;
            case "BBQ" or "BQ" when On(cursor, element, out var day):
                _procedures.Add(new InstitutionalProcedure(cursor.Text(element, 1)!, code, day));
                return true;
            case "BI" when During(cursor, element, out var from, out var to):
                _spans.Add(new OccurrenceSpan(code, from, to));
                return true;
            case "BH" when On(cursor, element, out var day):
                _occurrences.Add(new Occurrence(code, day));
                return true;
            case "BE" when HasOnly(cursor, element, 5) && Numbers.TryDecimal(cursor.Segment.Component(element, 5), out var amount):
                _values.Add(new ValueCode(code, amount));
                return true;
            case "BG" when HasOnly(cursor, element):
                _conditions.Add(code);
                return true;
            case "TC" when HasOnly(cursor, element):
                _treatments.Add(code);
                return true;
            default:
                return false;
        }
    }

    private static Diagnosis Diagnosed(SegmentCursor cursor, int element) =>
        new(cursor.Text(element, 1)!, cursor.Text(element, 2) ?? "") { PresentOnAdmission = cursor.Text(element, 9) };

    private static bool On(SegmentCursor cursor, int element, out DateOnly day)
    {
        day = default;
        return HasOnly(cursor, element, 3, 4) && cursor.Segment.Component(element, 3).SequenceEqual("D8"u8)
            && Numbers.TryDate(cursor.Segment.Component(element, 4), out day);
    }

    private static bool During(SegmentCursor cursor, int element, out DateOnly from, out DateOnly to)
    {
        (from, to) = (default, default);
        var value = cursor.Segment.Component(element, 4);
        return HasOnly(cursor, element, 3, 4) && cursor.Segment.Component(element, 3).SequenceEqual("RD8"u8)
            && value.Length == 17 && value[8] == '-' && Numbers.TryDate(value[..8], out from) && Numbers.TryDate(value[9..], out to);
    }

    // Qualifier and code, and no component beyond these.
    private static bool HasOnly(SegmentCursor cursor, int element, params ReadOnlySpan<int> components)
    {
        for (var component = 3; component <= 10; component++)
        {
            if (!cursor.Segment.Component(element, component).IsEmpty && !components.Contains(component))
            {
                return false;
            }
        }

        return true;
    }
}
