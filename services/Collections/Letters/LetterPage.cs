using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Fonts.Standard14Fonts;
using UglyToad.PdfPig.Writer;

namespace MedBill.Collections.Letters;

/// <summary>A colour of the letter.</summary>
internal readonly record struct Ink(byte Red, byte Green, byte Blue)
{
    public static Ink Text { get; } = new(33, 37, 41);

    public static Ink Quiet { get; } = new(95, 103, 112);

    public static Ink Accent { get; } = new(28, 64, 104);

    public static Ink Tint { get; } = new(238, 242, 247);

    public static Ink Rule { get; } = new(176, 186, 197);

    public static Ink White { get; } = new(255, 255, 255);
}

/// <summary>A style of text.</summary>
internal readonly record struct Style(PdfDocumentBuilder.AddedFont Font, double Size, Ink Ink);

/// <summary>The styles of a letter, in two fonts that every reader has.</summary>
internal sealed class LetterStyles
{
    public LetterStyles(PdfDocumentBuilder document)
    {
        var regular = document.AddStandard14Font(Standard14Font.Helvetica);
        var bold = document.AddStandard14Font(Standard14Font.HelveticaBold);
        Text = new(regular, 9, Ink.Text);
        Bold = new(bold, 9, Ink.Text);
        Quiet = new(regular, 8, Ink.Quiet);
        Heading = new(bold, 11, Ink.Accent);
        Title = new(bold, 20, Ink.Accent);
    }

    public Style Text { get; }

    public Style Bold { get; }

    public Style Quiet { get; }

    public Style Heading { get; }

    public Style Title { get; }
}

/// <summary>A US letter page. Places are in points from the top left corner, as letters are laid out; text stands on its baseline.</summary>
internal sealed class LetterPage(PdfPageBuilder page)
{
    public const double Width = 612;
    public const double Height = 792;
    public const double MarginLeft = 54;
    public const double MarginRight = 558;

    private const double SmallestSize = 6;
    private const string Cut = "...";

    public void Left(string text, double x, double y, Style style) => Draw(LetterText.Plain(text), x, y, style);

    /// <summary>
    /// One line, set smaller when it is wider than the place for it, and cut, visibly, when even that does not do. For names and addresses.
    /// </summary>
    public void Left(string text, double x, double y, Style style, double width)
    {
        var plain = LetterText.Plain(text);
        var fitted = Smaller(plain, style, width, SmallestSize);
        if (Measure(plain, fitted) > width)
        {
            while (plain.Length > 0 && Measure(plain + Cut, fitted) > width)
            {
                plain = plain[..^1];
            }

            plain += Cut;
        }

        Draw(plain, x, y, fitted);
    }

    public void Right(string text, double x, double y, Style style) => Right(text, x, y, style, Width);

    /// <summary>One line ending at <paramref name="x"/>, set smaller when it is wider than the place for it, and never cut. For amounts.</summary>
    public void Right(string text, double x, double y, Style style, double width)
    {
        var plain = LetterText.Plain(text);
        var fitted = Smaller(plain, style, width, 0);
        Draw(plain, x - Measure(plain, fitted), y, fitted);
    }

    /// <summary>A paragraph; the answer is the baseline after it.</summary>
    public double Paragraph(string text, double x, double y, double width, double leading, Style style)
    {
        var line = "";
        foreach (var word in LetterText.Plain(text).Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var longer = line.Length == 0 ? word : $"{line} {word}";
            if (line.Length > 0 && Measure(longer, style) > width)
            {
                Left(line, x, y, style, width);
                (y, longer) = (y + leading, word);
            }

            line = longer;
        }

        Left(line, x, y, style, width);
        return y + leading;
    }

    public void Fill(double x, double y, double width, double height, Ink ink)
    {
        page.SetTextAndFillColor(ink.Red, ink.Green, ink.Blue);
        page.SetStrokeColor(ink.Red, ink.Green, ink.Blue);
        page.DrawRectangle(At(x, y + height), width, height, 0.25, fill: true);
    }

    public void Frame(double x, double y, double width, double height, Ink ink)
    {
        page.SetStrokeColor(ink.Red, ink.Green, ink.Blue);
        page.DrawRectangle(At(x, y + height), width, height, 0.75);
    }

    public void Line(double x, double y, double toX, Ink ink, double thickness = 0.75)
    {
        page.SetStrokeColor(ink.Red, ink.Green, ink.Blue);
        page.DrawLine(At(x, y), At(toX, y), thickness);
    }

    public void Dashes(double x, double y, double toX, Ink ink)
    {
        const double Dash = 4, Gap = 3;
        for (; x < toX; x += Dash + Gap)
        {
            Line(x, y, Math.Min(x + Dash, toX), ink, 0.5);
        }
    }

    private static PdfPoint At(double x, double y) => new(x, Height - y);

    private Style Smaller(string plain, Style style, double width, double smallest) =>
        style with { Size = Math.Max(smallest, Math.Min(style.Size, style.Size * width / Math.Max(1, Measure(plain, style)))) };

    private double Measure(string text, Style style)
    {
        var letters = page.MeasureText(text, style.Size, At(0, 0), style.Font);
        return letters.Count == 0 ? 0 : letters[^1].EndBaseLine.X - letters[0].StartBaseLine.X;
    }

    private void Draw(string text, double x, double y, Style style)
    {
        if (text.Length > 0)
        {
            page.SetTextAndFillColor(style.Ink.Red, style.Ink.Green, style.Ink.Blue);
            page.AddText(text, style.Size, At(x, y), style.Font);
        }
    }
}
