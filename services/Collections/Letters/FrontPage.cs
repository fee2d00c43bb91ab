using MedBill.Collections.Domain.Statements;

namespace MedBill.Collections.Letters;

/// <summary>What stands around the table on the first page: who writes to whom, what is due, and the slip to pay with.</summary>
internal sealed class FrontPage(Statement statement, LetterStyles styles, LetterPage page)
{
    public const double TableTop = 294;

    // Window 4 1/2 x 1 1/8 in, 7/8 in from the left, 1/2 in from the bottom of 9 1/2 x 4 1/8 in. A sheet folded in three shifts up to
    // 0.46 in upwards and 1 in sideways in it: what is 2.5-3.17 in from the top and 0.88-4.37 in from the left always shows, and
    // nothing else may stand 2.04-3.63 in from the top and left of 5.38 in.
    private const double WindowLeft = 72, WindowTop = 180, WindowHeight = 48, WindowWidth = 240;

    private const double SlipTop = 608;

    private readonly (string Label, string Value)[] _facts =
    [
        ("Account", statement.AccountId),
        ("Statement", statement.Id),
        ("Statement date", LetterText.Date(statement.StatementDate)),
        ("Please pay by", LetterText.Date(statement.DueDate)),
    ];

    private Letter Letter => statement.Letter;

    public void Draw()
    {
        DrawHeading();
        DrawRecipient();
        DrawSummary();
        DrawSlip();
    }

    private void DrawHeading()
    {
        page.Left(Letter.Practice.Name, LetterPage.MarginLeft, 58, styles.Title with { Size = 15 }, 330);
        var y = 74.0;
        foreach (var line in Letter.Practice.Lines.Append($"Phone {LetterText.Phone(Letter.Phone)}"))
        {
            page.Left(line, LetterPage.MarginLeft, y, styles.Quiet with { Size = 9 }, 330);
            y += 11.5;
        }

        page.Right("STATEMENT", LetterPage.MarginRight, 60, styles.Title);
        page.Right("of your account", LetterPage.MarginRight, 74, styles.Quiet with { Size = 9 });
    }

    private void DrawRecipient()
    {
        string[] lines = [Letter.Recipient.Name, .. Letter.Recipient.Lines];
        var leading = Math.Min(12, WindowHeight / lines.Length);
        for (var i = 0; i < lines.Length; i++)
        {
            page.Left(
                lines[i].ToUpperInvariant(), WindowLeft, WindowTop + (leading * (i + 1)) - 2, styles.Text with { Size = leading - 1.5 }, WindowWidth);
        }
    }

    private void DrawSummary()
    {
        const double Left = 396, Top = 128, Bottom = 250;
        page.Fill(Left, Top, LetterPage.MarginRight - Left, Bottom - Top, Ink.Tint);
        var y = Top + 14;
        foreach (var (label, value) in _facts)
        {
            // A name of 30 letters takes a line of its own.
            var below = value.Length > 12 ? 10 : 0;
            page.Left(label, Left + 10, y, styles.Quiet);
            page.Right(value, LetterPage.MarginRight - 10, y + below, styles.Text with { Size = 8.5 });
            y += 14 + below;
        }

        page.Fill(Left, Bottom - 30, LetterPage.MarginRight - Left, 30, Ink.Accent);
        page.Left("Amount due", Left + 10, Bottom - 11, styles.Bold with { Ink = Ink.White });
        page.Right(LetterText.Dollars(statement.AmountDue), LetterPage.MarginRight - 10, Bottom - 10, styles.Bold with { Size = 14, Ink = Ink.White }, 86);
    }

    // Cut off and sent back with a check.
    private void DrawSlip()
    {
        const double Right = 330, Leading = 11.5;
        page.Left("Please cut here and return this part with your check.", LetterPage.MarginLeft, SlipTop - 4, styles.Quiet with { Size = 7 });
        page.Dashes(LetterPage.MarginLeft, SlipTop, LetterPage.MarginRight, Ink.Quiet);
        page.Left("How to pay", LetterPage.MarginLeft, SlipTop + 24, styles.Heading);
        var y = page.Paragraph(
            $"By check, payable to {Letter.RemitTo.Name}. Write the account number on it and send it with this part to:",
            LetterPage.MarginLeft, SlipTop + 40, 252, Leading, styles.Text) + 4;
        foreach (var line in Letter.RemitTo.Lines.Prepend(Letter.RemitTo.Name))
        {
            page.Left(line, LetterPage.MarginLeft + 14, y, styles.Bold, 238);
            y += Leading;
        }

        page.Paragraph(
            $"To pay in another way, or if something is unclear or wrong, please call {LetterText.Phone(Letter.Phone)}.",
            LetterPage.MarginLeft, y + 4, 252, Leading, styles.Text);
        DrawSlipBox(Right);
    }

    private void DrawSlipBox(double left)
    {
        page.Frame(left, SlipTop + 14, LetterPage.MarginRight - left, 132, Ink.Rule);
        var y = SlipTop + 31;
        foreach (var (label, value) in _facts.Append(("Amount due", LetterText.Dollars(statement.AmountDue))))
        {
            page.Left(label, left + 10, y, styles.Quiet);
            page.Right(value, LetterPage.MarginRight - 10, y, styles.Text with { Size = 8.5 });
            y += 17;
        }

        page.Left("Amount enclosed", left + 10, y + 12, styles.Bold);
        page.Left("$", 458, y + 12, styles.Bold);
        page.Line(468, y + 14, LetterPage.MarginRight - 10, Ink.Text);
    }
}
