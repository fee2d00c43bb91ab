using MedBill.X12.Documents;
using MedBill.X12.Findings;
using MedBill.X12.Guides;
using MedBill.X12.Segments;
using MedBill.X12.Tokens;

namespace MedBill.X12.Tests.Documents;

public sealed class X12DocumentTests
{
    public static TheoryData<string> Names => [.. Golden.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_golden_file_is_typed_and_comes_back_byte_for_byte(string name)
    {
        var findings = new FindingLog();

        var document = X12Document.Read(Golden.Open(name), findings);
        var written = document.Write();

        Assert.Empty(findings);
        Assert.Empty(written.Findings);
        Assert.Equal(Golden.Text(name), written.ToText());
        Assert.All(
            document.Interchanges.SelectMany(interchange => interchange.Groups).SelectMany(group => group.Sets),
            set => Assert.Equal(SetDocument.ContentType(set.Guide), set.Content.GetType()));
    }

    [Fact]
    public void Several_interchanges_groups_and_sets_with_separators_of_their_own_come_back_byte_for_byte()
    {
        var claims = Golden.Text("837P-subscriber.x12");
        var st = claims[claims.IndexOf("ST*", StringComparison.Ordinal)..claims.IndexOf("GE*", StringComparison.Ordinal)];
        var two = claims.Replace("GE*1*1", st.Replace("*0001*005010X222A1~", "*0002*005010X222A1~", StringComparison.Ordinal)
            .Replace("*0001~", "*0002~", StringComparison.Ordinal) + "GE*2*1", StringComparison.Ordinal);
        var remittance = Golden.Text("835-paid-denied-reversed.x12").Replace('*', '|').Replace(':', '>').Replace('~', '\n');

        var document = X12Document.Read(Golden.Stream(two + remittance), new FindingLog());

        Assert.Equal(2, document.Interchanges.Count);
        Assert.Equal(2, document.Interchanges[0].Groups[0].Sets.Count);
        Assert.Equal(two + remittance, document.Write().ToText());
    }

    [Fact]
    public void A_set_without_a_typed_form_is_kept_as_its_segments_with_separators_that_are_data()
    {
        const string text = "ISA|00|          |00|          |ZZ|CLEARWATER     |ZZ|PRAIRIEHP      |260315|1030|!|00501|000000101|0|T|>~"
            + "GS|PO|CLEARWATER|PRAIRIEHP|20260315|1030|1|X|005010~ST|850|0001~BEG|00|A:B^C\\D|E>F!G~SE|3|0001~GE|1|1~IEA|1|000000101~";

        var document = X12Document.Read(Golden.Stream(text), new FindingLog());

        var set = Assert.Single(document.Interchanges[0].Groups[0].Sets);
        Assert.Null(set.Guide);
        Assert.Equal(["00", "A\\:B\\^C\\\\D", "E:F^G"], Assert.Single(Assert.IsType<RawSet>(set.Content).Segments).Elements);
        Assert.Equal(text, document.Write().ToText());
    }

    [Fact]
    public void A_set_something_of_which_could_not_be_read_is_given_whole_as_its_segments()
    {
        var text = Golden.Edit(Golden.Text("837P-subscriber.x12"), "CLM*PCN0000001*210*", "CLM*PCN0000001*2x10*");
        var findings = new FindingLog();

        var document = X12Document.Read(Golden.Stream(text), findings);

        Assert.True(findings.HasErrors);
        var raw = Assert.IsType<RawSet>(document.Interchanges[0].Groups[0].Sets[0].Content);
        Assert.Contains(raw.Segments, segment => segment is { Id: "CLM" } && segment.Element(2) == "2x10");
        Assert.True(document.Write().IsRefused);
    }

    [Fact]
    public void A_document_that_breaks_a_guide_is_refused_before_a_byte_is_written()
    {
        var document = X12Document.Read(Golden.Open("270-subscriber.x12"), new FindingLog());
        var interchange = document.Interchanges[0];
        var set = interchange.Groups[0].Sets[0];
        var content = (ItemSet<MedBill.X12.Eligibility.EligibilityInquiry270>)set.Content;
        var wrong = content with { Items = [content.Items[0] with { Source = content.Items[0].Source with { Name = new string('X', 61) } }] };
        var changed = new X12Document([interchange with { Groups = [interchange.Groups[0] with { Sets = [set with { Content = wrong }] }] }]);

        var output = changed.Write();

        Assert.True(output.IsRefused);
        Assert.True(output.Bytes.IsEmpty);
        Assert.Equal(("TOO_LONG", "NM1", 3), (output.Findings[0].Code, output.Findings[0].SegmentId, output.Findings[0].Element));
    }

    [Fact]
    public void Content_of_another_guide_is_a_mistake_of_the_caller()
    {
        var document = X12Document.Read(Golden.Open("999-accepted.x12"), new FindingLog());
        var interchange = document.Interchanges[0];
        var set = interchange.Groups[0].Sets[0] with { Guide = GuideId.Remittance835 };
        var changed = new X12Document([interchange with { Groups = [interchange.Groups[0] with { Sets = [set] }] }]);

        Assert.Throws<InvalidOperationException>(() => changed.Write());
    }

    [Theory]
    [InlineData("A:B", "A:B")]
    [InlineData("A\\B", "A\\\\B")]
    [InlineData("A^B", "A^B")]
    public void An_element_in_standard_separators_is_kept_as_it_stands(string element, string kept) =>
        Assert.Equal(kept, RawElement.Canonical(element, Delimiters.Standard));
}
