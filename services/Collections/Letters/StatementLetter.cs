using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using MedBill.Collections.Domain.Statements;
using UglyToad.PdfPig.Writer;

namespace MedBill.Collections.Letters;

/// <summary>
/// A statement as a letter, US letter size, for a #10 window envelope. It depends on the stored statement alone, so the same statement gives
/// the same bytes. It names recipient, patients, account, dates and amounts; what was done, or why, is nobody's business on paper.
/// </summary>
internal sealed class StatementLetter : IDisposable
{
    private const double NextTableTop = 92, FooterTop = 770;
    private const int FirstPageRows = 16, NextPageRows = 42;

    // The total, the ages and the notes, in heights of a row.
    private const int EndRows = 7;

    private readonly Statement _statement;
    private readonly PdfDocumentBuilder _document = new();
    private readonly LetterStyles _styles;

    private StatementLetter(Statement statement)
    {
        _statement = statement;
        _styles = new(_document);
    }

    /// <summary>The PDF.</summary>
    public static byte[] Render(Statement statement)
    {
        using var letter = new StatementLetter(statement);
        return Identified(letter.Draw());
    }

    public void Dispose() => _document.Dispose();

    /// <summary>How many rows stand on each page, so that the total always follows a row.</summary>
    internal static IReadOnlyList<int> Pages(int rows)
    {
        var pages = new List<int>();
        for (var room = FirstPageRows; ; room = NextPageRows)
        {
            if (rows + EndRows <= room)
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
        var table = new VisitTable(_statement, _styles);
        var pages = Pages(_statement.Items.Count);
        var first = 0;
        for (var i = 0; i < pages.Count; i++)
        {
            var page = new LetterPage(_document.AddPage(LetterPage.Width, LetterPage.Height));
            if (i == 0)
            {
                new FrontPage(_statement, _styles, page).Draw();
            }
            else
            {
                DrawContinuedHeading(page);
            }

            var y = table.DrawRows(page, i == 0 ? FrontPage.TableTop : NextTableTop, first, pages[i]);
            first += pages[i];
            if (i == pages.Count - 1)
            {
                table.DrawEnd(page, y);
            }

            page.Left($"Statement {_statement.Id}", LetterPage.MarginLeft, FooterTop, _styles.Quiet);
            page.Right(string.Create(CultureInfo.InvariantCulture, $"Page {i + 1} of {pages.Count}"), LetterPage.MarginRight, FooterTop, _styles.Quiet);
        }

        return _document.Build();
    }

    private void DrawContinuedHeading(LetterPage page)
    {
        page.Left(_statement.Letter.Practice.Name, LetterPage.MarginLeft, 48, _styles.Heading, 200);
        page.Right(
            $"Account {_statement.AccountId}, statement of {LetterText.Date(_statement.StatementDate)}, continued", LetterPage.MarginRight, 48, _styles.Quiet);
        page.Line(LetterPage.MarginLeft, 56, LetterPage.MarginRight, Ink.Rule);
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
