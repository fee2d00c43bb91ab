using System.Globalization;
using MedBill.Collections.Domain;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Fonts.Standard14Fonts;
using UglyToad.PdfPig.Writer;

namespace MedBill.Collections.Statements;

/// <summary>
/// A statement as a US Letter page: the address stands in the window of a #10 envelope, amounts are right-aligned, what to pay is in a box.
/// No clock and no random id: the same statement gives the same bytes. No diagnosis, no procedure: only dates and amounts.
/// </summary>
internal static class StatementPdf
{
    private const double Left = 54;
    private const double Right = 558;
    private const double Top = 742;
    private const double LineHeight = 15;
    private const int FirstPageRows = 22;
    private const int NextPageRows = 38;

    // Right edges of the five amounts.
    private static readonly double[] Columns = [240, 318, 396, 474, Right];
    private static readonly string[] Headings = ["Charges", "Insurance paid", "Adjustments", "With insurance", "Your share"];

    public static byte[] Render(Statement statement)
    {
        using var builder = new PdfDocumentBuilder { ArchiveStandard = PdfAStandard.None };
        builder.IncludeDocumentInformation = false;
        var fonts = new Fonts(builder.AddStandard14Font(Standard14Font.Helvetica), builder.AddStandard14Font(Standard14Font.HelveticaBold));
        var pages = Split(statement.Items);
        for (var number = 0; number < pages.Count; number++)
        {
            var page = new Sheet(builder.AddPage(PageSize.Letter), fonts);
            var y = number == 0 ? FirstPageHead(page, statement) : Top - 30;
            y = Table(page, pages[number], y);
            if (number == pages.Count - 1)
            {
                Summary(page, statement, y);
            }

            page.TextRight(Right, 36, 8, $"Statement {statement.Id}   Page {number + 1} of {pages.Count}");
        }

        return builder.Build();
    }

    private static List<IReadOnlyList<StatementItem>> Split(IReadOnlyList<StatementItem> items)
    {
        var pages = new List<IReadOnlyList<StatementItem>> { items.Take(FirstPageRows).ToList() };
        pages.AddRange(items.Skip(FirstPageRows).Chunk(NextPageRows));
        return pages;
    }

    private static double FirstPageHead(Sheet page, Statement statement)
    {
        page.Text(Left, Top, 18, "Patient statement", bold: true);
        page.Rule(Left, Right, Top - 10);
        double y = Top - 32;
        foreach (var (label, value) in new[]
        {
            ("Statement date", Date(statement.StatementDate)),
            ("Account", statement.AccountId),
            ("Please pay by", Date(statement.DueDate)),
        })
        {
            page.Text(340, y, 9, label);
            page.TextRight(Right, y, 9, value, bold: true);
            y -= LineHeight;
        }

        // Window of a #10 envelope, letter folded in three: 2 to 3.1 inches from the top.
        y = 792 - 158;
        page.Text(Left + 10, y, 11, statement.Letter.Addressee);
        foreach (var line in statement.Letter.AddressLines)
        {
            y -= 14;
            page.Text(Left + 10, y, 11, line);
        }

        return 792 - 270;
    }

    private static double Table(Sheet page, IReadOnlyList<StatementItem> items, double y)
    {
        page.Text(Left, y, 9, "Date of service", bold: true);
        for (var i = 0; i < Columns.Length; i++)
        {
            page.TextRight(Columns[i], y, 9, Headings[i], bold: true);
        }

        page.Rule(Left, Right, y - 5);
        foreach (var item in items)
        {
            y -= LineHeight;
            page.Text(Left, y - 4, 9, Date(item.ServiceDate));
            long[] cents = [item.ChargeCents, item.PayerPaidCents, item.AdjustmentCents, item.PayerPendingCents, item.PatientCents];
            for (var i = 0; i < Columns.Length; i++)
            {
                page.TextRight(Columns[i], y - 4, 9, Amount(cents[i]));
            }
        }

        page.Rule(Left, Right, y - 10);
        return y - 10;
    }

    private static void Summary(Sheet page, Statement statement, double y)
    {
        y -= 18;
        page.TextRight(Columns[3], y, 9, "Your share of all visits above");
        page.TextRight(Right, y, 9, Amount(statement.Items.Sum(item => item.PatientCents)));
        y -= LineHeight;
        page.TextRight(Columns[3], y, 9, "You have paid so far");
        page.TextRight(Right, y, 9, Amount(-statement.PatientPaidCents));
        y -= 34;
        page.Box(340, y - 8, Right - 340, 30);
        page.Text(350, y + 2, 12, "Amount due", bold: true);
        page.TextRight(Right - 10, y + 2, 12, Amount(statement.AmountDueCents), bold: true);
        y -= 36;
        page.Text(Left, y, 9, $"Please pay {Amount(statement.AmountDueCents)} by {Date(statement.DueDate)}. Write the account number on your check, or call our billing office to pay by card.");
        page.Text(Left, y - 14, 9, "\"With insurance\" is what your insurance has not decided yet; it is not part of the amount due.");
        page.Text(Left, y - 28, 9, "If you think something is wrong, or cannot pay all at once, please call us before the date above.");
    }

    private static string Date(DateOnly day) => day.ToString("MM/dd/yyyy", CultureInfo.InvariantCulture);

    private static string Amount(long cents) => (cents / 100m).ToString("$#,##0.00;-$#,##0.00", CultureInfo.InvariantCulture);

    private sealed record Fonts(PdfDocumentBuilder.AddedFont Regular, PdfDocumentBuilder.AddedFont Bold);

    private sealed class Sheet(PdfPageBuilder page, Fonts fonts)
    {
        public void Text(double x, double y, double size, string text, bool bold = false) =>
            page.AddText(Printable(text), size, new PdfPoint(x, y), bold ? fonts.Bold : fonts.Regular);

        public void TextRight(double x, double y, double size, string text, bool bold = false)
        {
            var font = bold ? fonts.Bold : fonts.Regular;
            var letters = page.MeasureText(Printable(text), size, new PdfPoint(0, y), font);
            var width = letters.Count == 0 ? 0 : letters[^1].EndBaseLine.X;
            page.AddText(Printable(text), size, new PdfPoint(x - width, y), font);
        }

        public void Rule(double from, double to, double y) => page.DrawLine(new PdfPoint(from, y), new PdfPoint(to, y), 0.6);

        public void Box(double x, double y, double width, double height) => page.DrawRectangle(new PdfPoint(x, y), width, height, 1);

        // The standard fonts know Latin letters; anything else would stop the page.
        private static string Printable(string text) => string.Concat(text.Select(letter => letter is >= ' ' and <= '~' ? letter : Plain(letter)));

        private static char Plain(char letter) => letter.ToString().Normalize(System.Text.NormalizationForm.FormD)[0] is >= ' ' and <= '~' and var plain ? plain : '?';
    }
}
