using CsCheck;
using MedBill.X12.Acknowledgments;
using MedBill.X12.ClaimStatus;
using MedBill.X12.Segments;

namespace MedBill.X12.Tests.ClaimStatus;

/// <summary>Makes inquiries and answers that follow the guide, of every kind the model has a place for.</summary>
internal static class StatusGenerator
{
    private static readonly StatusHeader Header = new() { ReferenceNumber = "STATUS1", CreatedAt = new DateTime(2026, 4, 2, 9, 0, 0) };

    private static readonly Gen<string> Word = Gen.String[Gen.Char["ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"], 2, 12];

    private static readonly Gen<DateOnly> Date = Gen.Int[0, 3_000].Select(days => new DateOnly(2020, 1, 1).AddDays(days));

    private static readonly Gen<long> Cents = Gen.Long[0, 99_999_999];

    private static readonly Gen<QualifiedDate> Service = Gen.Select(Date, Gen.Int[0, 9], Gen.Bool, (from, days, isRange) =>
        new QualifiedDate("472", from, isRange ? from.AddDays(days) : null));

    private static readonly Gen<Party> Payer = Gen.Select(Word, Word, (name, id) => Party.Payer(name, id));

    private static readonly Gen<Party> Receiver = Gen.Select(Word, Word.Null(), Word, Gen.Bool, (name, first, id, isPerson) =>
        new Party { EntityCode = "41", IsPerson = isPerson, Name = name, FirstName = isPerson ? first : null, IdQualifier = "46", Id = id });

    private static readonly Gen<Party> Provider = Gen.Select(Word.Null(), Word, Gen.Int[0, 2], (name, id, qualifier) =>
        new Party { EntityCode = "1P", Name = name, IdQualifier = ((string[])["FI", "SV", "XX"])[qualifier], Id = id });

    private static readonly Gen<Party> Member = Gen.Select(Word, Word.Null(), Word, Word.Null(), (name, first, id, suffix) =>
        Party.Member(name, first, id) with { NameSuffix = suffix is { Length: > 10 } ? null : suffix });

    private static readonly Gen<Party> Child = Gen.Select(Word, Word, Word.Null(), (name, first, middle) =>
        new Party { EntityCode = "QC", IsPerson = true, Name = name, FirstName = first, MiddleName = middle });

    private static readonly Gen<ProcedureCode> Procedure = Gen.Select(Gen.Char['A', 'Z'].Array[0, 4], Gen.Int[10_000, 99_999],
        (modifiers, code) => new ProcedureCode("HC", $"{code}", [.. modifiers.Select(letter => $"{letter}1")]));

    private static readonly Gen<InquiredLine> InquiredLine = Gen.Select(Procedure, Cents, Gen.Int[1, 999], Word.Null(), Service, Gen.Bool,
        (procedure, cents, units, number, date, hasRevenue) => new InquiredLine
        {
            Procedure = procedure,
            ChargeCents = cents,
            RevenueCode = hasRevenue ? "0450" : null,
            Units = units / 4m,
            References = number is null ? [] : [new Reference("FJ", number)],
            Dates = [date],
        });

    private static readonly Gen<InquiredClaim> InquiredClaim = Gen.Select(Word, Word.Null(), Word.Null(), Cents, Service, InquiredLine.Array[0, 3],
        (trace, ours, theirs, cents, date, lines) => new InquiredClaim
        {
            Trace = trace,
            References = [.. Refs(("1K", theirs), ("EJ", ours))],
            ChargeCents = cents % 3 == 0 ? null : cents + lines.Sum(line => line.ChargeCents),
            Dates = lines.Length > 0 && cents % 2 == 0 ? [] : [date],
            Lines = [.. lines],
        });

    private static readonly Gen<StatusInformation> Status = Gen.Select(Date, Gen.Int[0, 2], Cents, Date, Word.Null(), Gen.Bool,
        (since, more, paid, date, number, isFinal) => new StatusInformation
        {
            Codes = [new StatusCode(isFinal ? "F1" : "P1", "65"), .. Enumerable.Range(0, more).Select(index => new StatusCode("P3", $"{index + 1}", "1P"))],
            EffectiveDate = since,
            ChargeCents = paid * 100,
            PaidCents = isFinal ? paid : null,
            AdjudicationDate = isFinal ? date : null,
            RemittanceDate = number is null ? null : date,
            PaymentNumber = number,
        });

    private static readonly Gen<AnsweredLine> AnsweredLine = Gen.Select(InquiredLine, Status, Cents, Gen.Bool, (line, status, paid, isPaid) => new AnsweredLine
    {
        Procedure = line.Procedure,
        ChargeCents = 0,
        PaidCents = isPaid ? paid : null,
        RevenueCode = line.RevenueCode,
        Units = line.Units,
        Statuses = [new StatusInformation { Codes = status.Codes, EffectiveDate = status.EffectiveDate }],
        References = line.References,
        Dates = line.Dates,
    });

    private static readonly Gen<AnsweredClaim> AnsweredClaim = Gen.Select(Word, Status.Array[1, 2], Word.Null(), Word.Null(), Service,
        AnsweredLine.Array[0, 3], (trace, statuses, ours, theirs, date, lines) => new AnsweredClaim
        {
            Trace = trace,
            Statuses = [.. statuses],
            References = [.. Refs(("1K", theirs), ("EJ", ours))],
            Dates = [date],
            Lines = [.. lines],
        });

    private static readonly Gen<LevelStatus> Refusal = Gen.Select(Word, Date, (trace, date) =>
        new LevelStatus(trace, [new StatusInformation { Codes = [new StatusCode("E0", "24", "1P")], EffectiveDate = date }]));

    /// <summary>A batch: patients that share levels with their neighbours, and such that do not.</summary>
    public static readonly Gen<StatusInquiry276[]> Inquiries = Gen.Select(
        Payer, Receiver.Array[1, 2], Provider.Array[1, 2].Array[1, 2], Member.Array[1, 2],
        Gen.Select(Gen.Int[0, 1], Gen.Int[0, 1], Gen.Int[0, 1], Child, InquiredClaim.Array[1, 2], Gen.Bool, Date).Array[1, 6],
        (payer, receivers, providers, members, patients) => (StatusInquiry276[])[.. patients.Select((patient, index) =>
        {
            var member = members[patient.Item3 % members.Length];
            var isOwn = patient.Item6;
            return new StatusInquiry276
            {
                Header = Header,
                Source = payer,
                Receiver = receivers[patient.Item1 % receivers.Length],
                Providers = [.. providers[patient.Item2 % providers.Length]],
                Subscriber = isOwn ? member with { BirthDate = patient.Item7, Sex = "F" } : member,
                Dependent = isOwn ? null : patient.Item4 with { BirthDate = patient.Item7 },
                Claims = [.. patient.Item5.Select((claim, at) => claim with { Trace = $"{index}-{at}-{claim.Trace}" })],
            };
        })]);

    /// <summary>Answers: patients, refused providers and refused receivers, mixed.</summary>
    public static readonly Gen<StatusAnswer277[]> Answers = Gen.Select(
        Payer, Receiver, Provider.Array[1, 2].Array[1, 2], Member.Array[1, 2], Refusal,
        Gen.Select(Gen.Int[0, 7], Gen.Int[0, 1], Gen.Int[0, 1], Child, AnsweredClaim.Array[1, 2]).Array[1, 6],
        (payer, receiver, providers, members, refusal, patients) => (StatusAnswer277[])[.. patients.Select(patient =>
        {
            var answer = new StatusAnswer277 { Header = Header, Source = payer, Receiver = receiver };
            return patient.Item1 switch
            {
                0 => answer with { ReceiverStatus = refusal },
                1 => answer with { Providers = [.. providers[patient.Item2 % providers.Length]], ProviderStatus = refusal },
                _ => answer with
                {
                    Providers = [.. providers[patient.Item2 % providers.Length]],
                    Subscriber = members[patient.Item3 % members.Length],
                    Dependent = patient.Item1 > 4 ? patient.Item4 : null,
                    Claims = [.. patient.Item5],
                },
            };
        })]);

    private static IEnumerable<Reference> Refs(params (string Qualifier, string? Value)[] references) =>
        references.Where(reference => reference.Value is not null).Select(reference => new Reference(reference.Qualifier, reference.Value!));
}
