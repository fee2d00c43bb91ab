using MedBill.Remittance.Domain;

namespace MedBill.Remittance.Tests.Domain;

public sealed class DispositionTableTests
{
    private static readonly string[] Groups = ["CO", "OA", "PI", "PR", "CR", ""];

    // Every code of x12-facts 6.1 that is not written down.
    private static readonly string[] Open =
        ("1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 18 19 20 21 22 23 26 27 29 31 32 33 35 39 40 49 50 51 54 55 58 95 96 97 100 107 109 110 119 125 129 136 "
        + "138 140 146 147 149 150 151 163 164 167 170 171 177 181 182 183 184 185 187 189 193 197 198 204 206 207 208 209 216 226 227 231 234 236 242 243 "
        + "252 272 273 275 276 288 A0 A1 B1 B7 B9 B11 B13 B14 B15 B16 B20 B22 999").Split(' ');

    private static readonly string[] WrittenDown = "24 44 45 59 94 104 131 144 222 223 237 246 253 256".Split(' ');

    public static TheoryData<string, string, Disposition> Whole
    {
        get
        {
            var rows = new TheoryData<string, string, Disposition>();
            foreach (var group in Groups)
            {
                foreach (var code in Open.Concat(WrittenDown))
                {
                    rows.Add(group, code, group switch
                    {
                        "PR" => Disposition.PatientResponsibility,
                        "CO" or "OA" or "PI" when WrittenDown.Contains(code) => Disposition.Contractual,
                        _ => Disposition.Denied,
                    });
                }
            }

            return rows;
        }
    }

    [Fact]
    public void Every_adjustment_has_the_disposition_of_the_table() =>
        Assert.All(Whole, row => Assert.Equal(row.Data.Item3, DispositionTable.Of(row.Data.Item1, row.Data.Item2)));

    [Fact]
    public void The_table_holds_no_code_that_is_not_decided_here() =>
        Assert.Equal(WrittenDown.Order(StringComparer.Ordinal), DispositionTable.WrittenDown.Keys.Order(StringComparer.Ordinal));

    [Fact]
    public void What_is_left_open_on_purpose_is_open_and_says_why() => Assert.All(DispositionTable.LeftOpen, row =>
    {
        Assert.Equal(Disposition.Denied, DispositionTable.Of("CO", row.Key));
        Assert.NotEmpty(row.Value);
    });

    [Fact]
    public void Only_group_PR_ever_reaches_the_patient() => Assert.All(
        Whole.Where(row => row.Data.Item1 != "PR"),
        row => Assert.NotEqual(Disposition.PatientResponsibility, DispositionTable.Of(row.Data.Item1, row.Data.Item2)));
}
