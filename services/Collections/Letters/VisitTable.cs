using System.Globalization;
using MedBill.Collections.Domain.Aging;
using MedBill.Collections.Domain.Statements;
using MedBill.Platform.Values;

namespace MedBill.Collections.Letters;

/// <summary>The visits of a statement, what they add up to, and how old what is due is.</summary>
internal sealed class VisitTable(Statement statement, LetterStyles styles)
{
    public const double RowHeight = 15;

    private const double HeadHeight = 26, DateWidth = 52, PatientWidth = 94, AmountWidth = 51, AgesLeft = 306;

    private static readonly (string Above, string Title, Func<StatementItem, Money> Amount)[] Columns =
    [
        ("", "Charges", item => item.Charge),
        ("Insurance", "paid", item => item.PayerPaidAmount),
        ("Adjust-", "ments", item => item.AdjustmentAmount),
        ("With", "insurance", item => item.PayerPendingAmount),
        ("Your", "share", item => item.PatientResponsibilityAmount),
        ("Paid", "by you", item => item.PatientPaidAmount),
        ("You", "owe", item => item.AmountDue),
    ];

    private readonly StatementItem[] _items = [.. statement.Items.OrderBy(item => item.Number)];

    /// <summary>The head and some rows; the answer is where they end.</summary>
    public double DrawRows(LetterPage page, double top, int first, int count)
    {
        page.Left("Your visits", LetterPage.MarginLeft, top - 8, styles.Heading);
        page.Fill(LetterPage.MarginLeft, top, LetterPage.MarginRight - LetterPage.MarginLeft, HeadHeight, Ink.Accent);
        var head = styles.Bold with { Size = 8, Ink = Ink.White };
        page.Left("Date", LetterPage.MarginLeft + 5, top + 20, head);
        page.Left("Patient", LetterPage.MarginLeft + 5 + DateWidth, top + 20, head);
        for (var column = 0; column < Columns.Length; column++)
        {
            page.Right(Columns[column].Above, RightOf(column), top + 11, head);
            page.Right(Columns[column].Title, RightOf(column), top + 20, head);
        }

        var y = top + HeadHeight;
        for (var i = first; i < first + count; i++, y += RowHeight)
        {
            if (i % 2 == 1)
            {
                page.Fill(LetterPage.MarginLeft, y, LetterPage.MarginRight - LetterPage.MarginLeft, RowHeight, Ink.Tint);
            }

            var item = _items[i];
            page.Left(LetterText.Date(item.ServiceDate), LetterPage.MarginLeft + 5, y + 11, styles.Text with { Size = 8.5 });
            page.Left(
                statement.Letter.Patients.GetValueOrDefault(item.Patient, ""), LetterPage.MarginLeft + 5 + DateWidth, y + 11, styles.Text with { Size = 8.5 }, PatientWidth - 2);
            DrawAmounts(page, y + 11, styles.Text, column => column.Amount(item));
        }

        page.Line(LetterPage.MarginLeft, y, LetterPage.MarginRight, Ink.Rule);
        return y;
    }

    /// <summary>What all visits add up to, by age, and what the words mean.</summary>
    public void DrawEnd(LetterPage page, double y)
    {
        var count = _items.Length == 1 ? "1 visit" : string.Create(CultureInfo.InvariantCulture, $"{_items.Length} visits");
        page.Left($"Total of {count}", LetterPage.MarginLeft + 5, y + 13, styles.Bold);
        DrawAmounts(page, y + 13, styles.Bold, column => Money.Sum(_items.Select(column.Amount)));
        page.Line(LetterPage.MarginLeft, y + 19, LetterPage.MarginRight, Ink.Text);
        DrawAges(page, y + 32);

        var pending = _items.Any(item => item.PayerPendingAmount != Money.Zero) ? "\"With insurance\" is not yet decided; you need not pay it now. " : "";
        var paid = _items.Any(item => item.PatientPaidAmount != Money.Zero) ? "Your payments are counted for your oldest visits first." : "";
        page.Paragraph(pending + paid, LetterPage.MarginLeft, y + 34, AgesLeft - LetterPage.MarginLeft - 18, 11, styles.Quiet);
    }

    // Five ages, as a letter has them: both oldest buckets of the report are one here.
    private void DrawAges(LetterPage page, double y)
    {
        string[] titles = ["0-30 days", "31-60 days", "61-90 days", "91-120 days", "over 120"];
        var ages = new Money[titles.Length];
        foreach (var item in _items)
        {
            ages[Math.Min(AgingBucket.Of(item.DueSince, statement.StatementDate), ages.Length - 1)] += item.AmountDue;
        }

        page.Left("What you owe, by the time since it became yours to pay", AgesLeft, y, styles.Quiet);
        page.Fill(AgesLeft, y + 5, LetterPage.MarginRight - AgesLeft, 34, Ink.Tint);
        var width = (LetterPage.MarginRight - AgesLeft) / ages.Length;
        for (var i = 0; i < ages.Length; i++)
        {
            var right = AgesLeft + (width * (i + 1)) - 4;
            page.Right(titles[i], right, y + 17, styles.Quiet with { Size = 7.5 });
            page.Right(LetterText.Amount(ages[i]), right, y + 32, styles.Text, width - 5);
        }
    }

    private void DrawAmounts(LetterPage page, double y, Style style, Func<(string Above, string Title, Func<StatementItem, Money> Amount), Money> amount)
    {
        for (var column = 0; column < Columns.Length; column++)
        {
            var ink = column == Columns.Length - 1 ? styles.Bold : style;
            page.Right(LetterText.Amount(amount(Columns[column])), RightOf(column), y, ink with { Size = 8.5 }, AmountWidth - 4);
        }
    }

    private static double RightOf(int column) => LetterPage.MarginRight - 4 - (AmountWidth * (Columns.Length - 1 - column));
}
