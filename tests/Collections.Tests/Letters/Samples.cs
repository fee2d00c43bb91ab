using System.Globalization;
using MedBill.Collections.Domain.Statements;
using MedBill.Platform.Values;
using Issued = MedBill.Collections.Domain.Statements.Statement;

namespace MedBill.Collections.Tests.Letters;

/// <summary>Statements of synthetic people.</summary>
internal static class Samples
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 14, 0, 0, TimeSpan.Zero);

    /// <summary>A guarantor's statement of visits of a parent and a child, some old, some still with insurance; <paramref name="paid"/> covers the oldest.</summary>
    public static Statement Statement(int visits, string? name = null, Money paid = default, int addressLines = 2)
    {
        var list = new List<Visit>();
        for (var i = 0; i < visits; i++)
        {
            var share = new Money(30_00 + (i * 7));
            var covered = paid < share ? paid : share;
            paid -= covered;
            list.Add(Visit(visits - i, share, share - covered));
        }

        return Statement(list, Money.Sum(list.Select(visit => visit.Due)), name, addressLines);
    }

    public static Statement Statement(IReadOnlyList<Visit> visits, Money due, string? name = null, int addressLines = 2)
    {
        string[] home = [.. Enumerable.Range(1, addressLines - 1).Select(i => i == 1 ? "7 OAK LN" : $"{name} BUILDING {i}"), "SPRINGFIELD IL 62702-1234"];
        var practice = new Addressee(name ?? "SPRINGFIELD FAMILY MEDICINE", ["100 MAIN ST", "SPRINGFIELD IL 62701-0001"]);
        var patients = new Dictionary<string, string>
        {
            ["patients/pat-1"] = name ?? "DANA RIVERA",
            ["patients/pat-2"] = "LUCA RIVERA",
        };
        var letter = new Letter(practice, practice with { Lines = ["PO BOX 400", "SPRINGFIELD IL 62705-0400"] }, "2175550134", new(name ?? "DANA RIVERA", home), patients);
        return Issued.Issue(
            "stm-01kjq2v8000000000000000001",
            "acc-01kjq2v8000000000000000002",
            letter,
            new(visits, Money.Sum(visits.Select(visit => visit.PatientResponsibility)) - due, due),
            7,
            Now);
    }

    /// <summary>A visit so many weeks ago; every third is still partly with insurance.</summary>
    public static Visit Visit(int weeksAgo, Money share, Money due)
    {
        var day = DateOnly.FromDateTime(Now.UtcDateTime).AddDays(-7 * weeksAgo);
        var pending = new Money(weeksAgo % 3 == 0 ? 45_00 : 0);
        var (paid, adjusted) = (new Money(1_204_50), new Money(18_25));
        return new(
            string.Create(CultureInfo.InvariantCulture, $"encounters/enc-{weeksAgo}"),
            $"patients/pat-{(weeksAgo % 2) + 1}",
            day,
            paid + adjusted + pending + share,
            paid,
            adjusted,
            pending,
            share,
            due,
            day.AddDays(14));
    }
}
