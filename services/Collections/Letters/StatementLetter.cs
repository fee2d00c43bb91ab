using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using MedBill.Collections.Domain.Statements;
using MedBill.Platform.Values;
using UglyToad.PdfPig.Fonts.Standard14Fonts;
using UglyToad.PdfPig.Writer;

namespace MedBill.Collections.Letters;

/// <summary>
/// A statement as a letter, US letter size, for a #10 window envelope. It depends on the stored statement alone, so the same statement gives
/// the same bytes. It names the recipient, account, dates and amounts; what was done, or why, is nobody's business on paper.
/// </summary>
internal sealed class StatementLetter : IDisposable
{
    private const double MarginLeft = 54, MarginRight = 558;

    // Window 4 1/2 x 1 1/8 in, 7/8 in from the left, 1/2 in from the bottom of 9 1/2 x 4 1/8 in. A sheet folded in three shifts up to
    // 0.46 in upwards and 1 in sideways in it: what is 2.5-3.17 in from the top and 0.88-4.37 in from the left always shows, and
    // nothing else may stand 2.04-3.63 in from the top and left of 5.38 in.
    private const double WindowLeft = 72, WindowTop = 180, WindowHeight = 48, WindowWidth = 240;

    private const double TableTop = 306, NextTableTop = 96, RowHeight = 15;
    private const int FirstPageRows = 17, NextPageRows = 41, TotalsRows = 6;
    private const double SlipTop = 606;

    private static readonly (string Title, double Right)[] Columns =
        [("Charges", 206), ("Insurance paid", 296), ("Adjustments", 380), ("With insurance", 470), ("Your share", MarginRight - 6)];

    private readonly Statement _statement;
    private readonly PdfDocumentBuilder _document = new();
    private readonly Style _text, _bold, _quiet, _heading, _title;

    private StatementLetter(Statement statement)
    {
        _statement = statement;
        var (regular, bold) = (_document.AddStandard14Font(Standard14Font.Helvetica), _document.AddStandard14Font(Standard14Font.HelveticaBold));
        _text = new(regular, 9.5, Ink.Text);
        _bold = new(bold, 9.5, Ink.Text);
        _quiet = new(regular, 8, Ink.Quiet);
        _heading = new(bold, 11, Ink.Accent);
        _title = new(bold, 20, Ink.Accent);
    }

    /// <summary>The PDF.</summary>
    public static byte[] Render(Statement statement)
    {
        using var letter = new StatementLetter(statement);
        return Identified(letter.Draw());
    }

    public void Dispose() => _document.Dispose();

    /// <summary>How many rows stand on each page, so that the totals always follow a row.</summary>
    internal static IReadOnlyList<int> Pages(int rows)
    {
        var pages = new List<int>();
        for (var room = FirstPageRows; ; room = NextPageRows)
        {
            if (rows + TotalsRows <= room)
            {
                return [.. pages, rows];
            }

            var taken = rows <= room ? rows - 1 : room;
            pages.Add(taken);
            rows -= taken;
        }
    }

    private byte[] Draw()
    {
        _document.DocumentInformation.Title = $"Statement {_statement.Id}";
        var items = _statement.Items.OrderBy(item => item.Number).ToList();
        var pages = Pages(items.Count);
        var first = 0;
        for (var i = 0; i < pages.Count; i++)
        {
            var page = new LetterPage(_document.AddPage(LetterPage.Width, LetterPage.Height));
            if (i == 0)
            {
                DrawHeading(page);
                DrawRecipient(page);
                DrawSummary(page);
                DrawSlip(page);
            }
            else
            {
                page.Left(_statement.Letter.Practice.Name, MarginLeft, 60, _heading);
                page.Right("Statement, continued", MarginRight, 60, _text);
                page.Line(MarginLeft, 70, MarginRight, Ink.Rule);
            }

            var y = DrawTable(page, items.GetRange(first, pages[i]), i == 0 ? TableTop : NextTableTop);
            first += pages[i];
            if (i == pages.Count - 1)
            {
                DrawTotals(page, y);
            }

            page.Left($"Statement {_statement.Id}", MarginLeft, 770, _quiet);
            page.Right(string.Create(CultureInfo.InvariantCulture, $"Page {i + 1} of {pages.Count}"), MarginRight, 770, _quiet);
        }

        return _document.Build();
    }

    private void DrawHeading(LetterPage page)
    {
        var letter = _statement.Letter;
        page.Fitted(letter.Practice.Name, MarginLeft, 58, 330, _title with { Size = 15 });
        var y = 74.0;
        foreach (var line in letter.Practice.Lines.Append($"Phone {LetterText.Phone(letter.Phone)}"))
        {
            page.Fitted(line, MarginLeft, y, 330, _quiet with { Size = 9 });
            y += 11.5;
        }

        page.Right("STATEMENT", MarginRight, 60, _title);
        page.Right("of your account", MarginRight, 74, _quiet with { Size = 9 });
    }

    private void DrawRecipient(LetterPage page)
    {
        string[] lines = [_statement.Letter.Recipient.Name, .. _statement.Letter.Recipient.Lines];
        var leading = Math.Min(12, WindowHeight / lines.Length);
        for (var i = 0; i < lines.Length; i++)
        {
            page.Fitted(lines[i].ToUpperInvariant(), WindowLeft, WindowTop + (leading * (i + 1)) - 2, WindowWidth, _text with { Size = leading - 1.5 });
        }
    }

    private void DrawSummary(LetterPage page)
    {
        const double Left = 396, Top = 128, Bottom = 250;
        page.Fill(Left, Top, MarginRight - Left, Bottom - Top, Ink.Tint);
        var y = Top + 15;
        foreach (var (label, value) in Facts())
        {
            page.Left(label, Left + 10, y, _quiet);
            page.Right(value, MarginRight - 10, y + 10.5, _text with { Size = 8.5 });
            y += 18.5;
        }

        page.Fill(Left, Bottom - 30, MarginRight - Left, 30, Ink.Accent);
        page.Left("Amount due", Left + 10, Bottom - 11, _bold with { Ink = Ink.White });
        page.Right(LetterText.Dollars(_statement.AmountDue), MarginRight - 10, Bottom - 10, _bold with { Size = 14, Ink = Ink.White });
    }

    private (string Label, string Value)[] Facts() =>
    [
        ("Account", _statement.AccountId),
        ("Statement", _statement.Id),
        ("Statement date", LetterText.Date(_statement.StatementDate)),
        ("Please pay by", LetterText.Date(_statement.DueDate)),
    ];

    private double DrawTable(LetterPage page, IReadOnlyList<StatementItem> items, double y)
    {
        page.Left("Your visits", MarginLeft, y - 10, _heading);
        page.Fill(MarginLeft, y, MarginRight - MarginLeft, 18, Ink.Accent);
        var head = _bold with { Size = 8.5, Ink = Ink.White };
        page.Left("Date of service", MarginLeft + 6, y + 12, head);
        foreach (var (title, right) in Columns)
        {
            page.Right(title, right, y + 12, head);
        }

        y += 18;
        for (var i = 0; i < items.Count; i++, y += RowHeight)
        {
            if (i % 2 == 1)
            {
                page.Fill(MarginLeft, y, MarginRight - MarginLeft, RowHeight, Ink.Tint);
            }

            var item = items[i];
            page.Left(LetterText.Date(item.ServiceDate), MarginLeft + 6, y + 11, _text);
            Money[] amounts = [item.Charge, item.PayerPaidAmount, item.AdjustmentAmount, item.PayerPendingAmount, item.PatientResponsibilityAmount];
            for (var column = 0; column < amounts.Length; column++)
            {
                page.Right(LetterText.Amount(amounts[column]), Columns[column].Right, y + 11, column == amounts.Length - 1 ? _bold : _text);
            }
        }

        page.Line(MarginLeft, y, MarginRight, Ink.Rule);
        return y;
    }

    private void DrawTotals(LetterPage page, double y)
    {
        const double Left = 330;
        var share = Money.Sum(_statement.Items.Select(item => item.PatientResponsibilityAmount));
        page.Left("Your share of these visits", Left, y + 17, _text);
        page.Right(LetterText.Amount(share), Columns[^1].Right, y + 17, _text);
        page.Left("Paid by you", Left, y + 32, _text);
        page.Right(LetterText.Amount(-_statement.PatientPaidAmount), Columns[^1].Right, y + 32, _text);
        page.Line(Left, y + 39, MarginRight, Ink.Rule);
        page.Left("Amount due", Left, y + 54, _bold with { Size = 11 });
        page.Right(LetterText.Dollars(_statement.AmountDue), Columns[^1].Right, y + 54, _bold with { Size = 11 });
        if (_statement.Items.Any(item => item.PayerPendingAmount != Money.Zero))
        {
            page.Paragraph(
                "Amounts with insurance are not yet decided. You need not pay them now.", MarginLeft, y + 17, Left - MarginLeft - 24, 11, _quiet);
        }
    }

    // Cut off and sent back with a check.
    private void DrawSlip(LetterPage page)
    {
        const double Right = 330;
        var letter = _statement.Letter;
        page.Dashes(MarginLeft, SlipTop, MarginRight, Ink.Quiet);
        page.Left("Please cut here and return this part with your check.", MarginLeft, SlipTop - 4, _quiet with { Size = 7 });
        page.Left("How to pay", MarginLeft, SlipTop + 24, _heading);
        var y = page.Paragraph(
            $"By check: payable to {letter.RemitTo.Name}. Write the account number on the check and send it to the address below.",
            MarginLeft, SlipTop + 40, 244, 11.5, _text with { Size = 9 });
        y = page.Paragraph(
            $"By card or bank transfer, or to ask about this statement: call {LetterText.Phone(letter.Phone)}.", MarginLeft, y + 3, 244, 11.5, _text with { Size = 9 });
        y += 9;
        foreach (var line in letter.RemitTo.Lines.Prepend(letter.RemitTo.Name))
        {
            page.Fitted(line, MarginLeft + 14, y, 230, _bold with { Size = 9 });
            y += 11.5;
        }

        page.Frame(Right, SlipTop + 14, MarginRight - Right, 132, Ink.Rule);
        y = SlipTop + 31;
        foreach (var (label, value) in Facts().Append(("Amount due", LetterText.Dollars(_statement.AmountDue))))
        {
            page.Left(label, Right + 10, y, _quiet);
            page.Right(value, MarginRight - 10, y, _text with { Size = 8.5 });
            y += 17;
        }

        page.Left("Amount enclosed", Right + 10, y + 12, _bold);
        page.Left("$", 458, y + 12, _bold);
        page.Line(468, y + 14, MarginRight - 10, Ink.Text);
    }

    // The writer gives each file a random identifier in its last lines; a digest of the rest says the same and stays the same.
    private static byte[] Identified(byte[] pdf)
    {
        var at = pdf.AsSpan().LastIndexOf("/ID ["u8);
        if (at < 0)
        {
            return pdf;
        }

        var trailer = pdf.AsSpan(at);
        trailer = trailer[..trailer.IndexOf((byte)']')];
        var digits = Encoding.ASCII.GetBytes(Convert.ToHexString(SHA256.HashData(pdf.AsSpan(0, at))));
        for (int i = trailer.IndexOf((byte)'<'), digit = 0; i < trailer.Length; i++)
        {
            if (char.IsAsciiHexDigit((char)trailer[i]))
            {
                trailer[i] = digits[digit++ % digits.Length];
            }
        }

        return pdf;
    }
}
