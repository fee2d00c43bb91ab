using System.Globalization;
using MedBill.Collections.Domain.Statements;
using MedBill.Collections.Letters;
using MedBill.Platform.Values;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;

namespace MedBill.Collections.Tests.Letters;

/// <summary>The letter, read back as its reader sees it.</summary>
public sealed class StatementLetterTests
{
    private const string LongName = "MAXIMILIANA-BARTHOLOMEA CONSTANTINA WOLFESCHLEGELSTEINHAUSENBERGERDORFF-FITZWILLIAM III";

    private static readonly DateOnly Today = new(2026, 3, 2);

    public static TheoryData<int, int> Lengths => new() { { 1, 1 }, { 9, 1 }, { 10, 2 }, { 38, 2 }, { 51, 2 }, { 52, 3 }, { 120, 4 } };

    [Theory]
    [MemberData(nameof(Lengths))]
    public void It_flows_over_pages_and_leaves_nothing_out(int visits, int pages)
    {
        var statement = Samples.Statement(visits);

        using var letter = PdfDocument.Open(Kept($"{visits}-visits", StatementLetter.Render(statement)));

        Assert.Equal(pages, letter.NumberOfPages);
        var rows = letter.GetPages().SelectMany(Rows).Where(row => row.Length == 9 && DateOnly.TryParse(row[0], CultureInfo.InvariantCulture, out _)).ToList();
        Assert.Equal(statement.Items.Select(Row), rows.Select(row => string.Join('|', row.Where((_, i) => i != 1))));
        foreach (var page in letter.GetPages())
        {
            Assert.Contains($"Page {page.Number} of {pages}", page.Text, StringComparison.Ordinal);
            Assert.Contains($"Statement {statement.Id}", page.Text, StringComparison.Ordinal);
            Assert.Contains("DatePatientCharges", Letters(page), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(9, 1)]
    [InlineData(38, 2)]
    [InlineData(120, 4)]
    public void Nothing_runs_off_or_over_anything(int visits, int pages)
    {
        using var letter = PdfDocument.Open(Kept($"{visits}-long", StatementLetter.Render(Samples.Statement(visits, LongName, new(77_00), addressLines: 4))));

        Assert.Equal(pages, letter.NumberOfPages);
        foreach (var page in letter.GetPages())
        {
            Assert.All(page.Letters, one => Assert.True(
                one.StartBaseLine.X >= 53 && one.EndBaseLine.X <= 559 && one.StartBaseLine.Y is >= 20 and <= 760, $"{one.Value} at {one.StartBaseLine}"));
            Assert.Empty(Overlaps(page));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(38)]
    public void What_it_adds_up_to_is_what_is_due(int visits)
    {
        var statement = Samples.Statement(visits, paid: new(25_00));

        using var letter = PdfDocument.Open(StatementLetter.Render(statement));

        var last = Rows(letter.GetPage(letter.NumberOfPages)).ToList();
        var total = last.Single(row => row[0].StartsWith("Total of", StringComparison.Ordinal));
        Assert.Equal(visits == 1 ? "Total of 1 visit" : $"Total of {visits} visits", total[0]);
        Assert.Equal(
            [
                Sum(item => item.Charge), Sum(item => item.PayerPaidAmount), Sum(item => item.AdjustmentAmount), Sum(item => item.PayerPendingAmount),
                Sum(item => item.PatientResponsibilityAmount), "25.00", LetterText.Amount(statement.AmountDue),
            ],
            total[1..]);
        var ages = last[last.FindIndex(row => row.Contains("0-30 days")) + 1];
        Assert.Equal(statement.AmountDue, Money.Sum(ages.Select(age => Money.FromDecimal(decimal.Parse(age, CultureInfo.InvariantCulture)))));
        Assert.Equal(2, Rows(letter.GetPage(1)).SelectMany(row => row).Count(word => word == LetterText.Dollars(statement.AmountDue)));

        string Sum(Func<StatementItem, Money> amount) => LetterText.Amount(Money.Sum(statement.Items.Select(amount)));
    }

    [Fact]
    public void It_says_who_writes_to_whom_about_what_and_where_to_pay()
    {
        var statement = Samples.Statement(3);

        using var letter = PdfDocument.Open(StatementLetter.Render(statement));

        var words = Rows(letter.GetPage(1)).SelectMany(row => row).ToList();
        Assert.Contains("SPRINGFIELD FAMILY MEDICINE", words);
        Assert.Contains("PO BOX 400", words);
        Assert.Contains("DANA RIVERA", words);
        Assert.Contains("SPRINGFIELD IL 62702-1234", words);
        Assert.Contains(statement.AccountId, words);
        Assert.Contains(LetterText.Date(Today), words);
        Assert.Contains(LetterText.Date(Today.AddDays(30)), words);
        Assert.Contains("LUCA RIVERA", words);
        Assert.Contains("if something is unclear or wrong, please call (217) 555-0134.", string.Join(' ', words), StringComparison.Ordinal);
    }

    // What must show in the window of a #10 envelope, and what must not (see FrontPage).
    [Theory]
    [InlineData(1)]
    [InlineData(6)]
    public void The_address_alone_stands_in_the_window(int lines)
    {
        var statement = Samples.Statement(2, LongName, addressLines: lines);

        using var letter = PdfDocument.Open(StatementLetter.Render(statement));

        var inWindow = letter.GetPage(1).Letters.Where(one =>
            792 - one.StartBaseLine.Y is > 2.04 * 72 and < 3.63 * 72 && one.StartBaseLine.X < 5.38 * 72).ToList();
        Assert.NotEmpty(inWindow);
        Assert.All(inWindow, one => Assert.True(792 - one.StartBaseLine.Y is >= 2.5 * 72 and <= 3.17 * 72 && one.StartBaseLine.X >= 0.88 * 72 && one.EndBaseLine.X <= 4.37 * 72));
    }

    [Fact]
    public void A_statement_gives_the_same_bytes_for_ever()
    {
        var statement = Samples.Statement(40);

        Assert.Equal(StatementLetter.Render(statement), StatementLetter.Render(statement));
        Assert.NotEqual(StatementLetter.Render(statement), StatementLetter.Render(Samples.Statement(41)));
    }

    [Fact]
    public void A_payers_reversal_still_to_be_made_good_shows_below_zero()
    {
        var statement = Samples.Statement(
            [Samples.Visit(1, share: new(-12_00), due: Money.Zero), Samples.Visit(2, share: new(40_00), due: new(28_00))], new(28_00));

        using var letter = PdfDocument.Open(Kept("below-zero", StatementLetter.Render(statement)));

        var rows = Rows(letter.GetPage(1)).Where(row => row.Length == 9 && row[0].Contains('/', StringComparison.Ordinal)).ToList();
        Assert.Equal("-12.00", rows[0][6]);
        Assert.Contains(Rows(letter.GetPage(1)), row => row[0] == "Total of 2 visits" && row[^1] == "28.00");
    }

    [Fact]
    public void An_amount_is_never_cut()
    {
        var huge = new Money(100_000_000_000);
        var statement = Samples.Statement([Samples.Visit(1, huge, huge)], huge);

        using var letter = PdfDocument.Open(Kept("huge", StatementLetter.Render(statement)));

        Assert.Equal("1,000,000,000.00", Rows(letter.GetPage(1)).Single(row => row.Length == 9 && row[0].Contains('/', StringComparison.Ordinal))[^1]);
        Assert.Empty(Overlaps(letter.GetPage(1)));
    }

    [Fact]
    public void Every_split_over_pages_holds_all_rows_and_ends_with_one()
    {
        for (var rows = 1; rows <= StatementFigures.MaxVisits; rows++)
        {
            var pages = StatementLetter.Pages(rows);

            Assert.Equal(rows, pages.Sum());
            Assert.All(pages, count => Assert.True(count > 0));
        }
    }

    [Theory]
    [InlineData("Núñez Ångström", "Nunez Angstrom")]
    [InlineData("Łukasz Ødegård Groß", "Lukasz Odegard Gross")]
    [InlineData("O\u2019Brien\u2013Smith", "O'Brien-Smith")]
    [InlineData("Nguye\u0302\u0303n Th\u1ECB \u01AF\u01A1ng", "Nguyen Thi Uong")]
    [InlineData("\u0160imi\u0107 \u0141\u00F3d\u017A \u00DE\u00F3r \u0218tefan", "Simic Lodz Thor Stefan")]
    [InlineData("\u674E\t", "?")]
    public void A_name_is_spelled_in_letters_that_every_reader_has(string name, string printed) => Assert.Equal(printed, LetterText.Plain(name));

    [Theory]
    [InlineData(123456789, "$1,234,567.89")]
    [InlineData(-5, "-$0.05")]
    [InlineData(0, "$0.00")]
    public void Dollars_are_written_as_on_a_check(long cents, string printed) => Assert.Equal(printed, LetterText.Dollars(new(cents)));

    private static string Row(StatementItem item) => string.Join(
        '|',
        LetterText.Date(item.ServiceDate),
        LetterText.Amount(item.Charge),
        LetterText.Amount(item.PayerPaidAmount),
        LetterText.Amount(item.AdjustmentAmount),
        LetterText.Amount(item.PayerPendingAmount),
        LetterText.Amount(item.PatientResponsibilityAmount),
        LetterText.Amount(item.PatientPaidAmount),
        LetterText.Amount(item.AmountDue));

    private static string Letters(Page page) => page.Text.Replace(" ", "", StringComparison.Ordinal);

    // Texts of one baseline, from left to right; a gap wider than a space parts two texts.
    private static IEnumerable<string[]> Rows(Page page) => page.Letters
        .GroupBy(one => Math.Round(one.StartBaseLine.Y, 1))
        .OrderByDescending(line => line.Key)
        .Select(line => Texts([.. line.OrderBy(one => one.StartBaseLine.X)]));

    private static string[] Texts(IReadOnlyList<UglyToad.PdfPig.Content.Letter> line)
    {
        var texts = new List<string> { line[0].Value };
        for (var i = 1; i < line.Count; i++)
        {
            if (line[i].StartBaseLine.X - line[i - 1].EndBaseLine.X > 1.5)
            {
                texts.Add("");
            }

            texts[^1] += line[i].Value;
        }

        return [.. texts.Select(text => text.Trim())];
    }

    // Letters of one line, drawn one over the other, or lines too close to be read.
    private static List<string> Overlaps(Page page)
    {
        var wrong = new List<string>();
        foreach (var line in page.Letters.Where(one => one.Value != " ").GroupBy(one => Math.Round(one.StartBaseLine.Y, 1)))
        {
            var letters = line.OrderBy(one => one.StartBaseLine.X).ToList();
            wrong.AddRange(letters.Zip(letters.Skip(1)).Where(pair => pair.Second.StartBaseLine.X < pair.First.EndBaseLine.X - 0.5)
                .Select(pair => $"{pair.First.Value}{pair.Second.Value} at {pair.First.StartBaseLine}"));
        }

        var words = page.Letters.Where(one => one.Value != " ").ToList();
        foreach (var line in words.GroupBy(one => Math.Round(one.StartBaseLine.Y, 1)))
        {
            var below = words.Where(one => line.Key - one.StartBaseLine.Y is > 0.5 and < 6).ToList();
            wrong.AddRange(below.Where(one => line.Any(above => above.StartBaseLine.X < one.EndBaseLine.X && one.StartBaseLine.X < above.EndBaseLine.X))
                .Select(one => $"{one.Value} close below another line at {one.StartBaseLine}"));
        }

        return wrong;
    }

    // MEDBILL_LETTERS=folder keeps the files, to look at.
    private static byte[] Kept(string name, byte[] pdf)
    {
        if (Environment.GetEnvironmentVariable("MEDBILL_LETTERS") is { Length: > 0 } folder)
        {
            File.WriteAllBytes(Path.Combine(folder, name + ".pdf"), pdf);
        }

        return pdf;
    }
}
