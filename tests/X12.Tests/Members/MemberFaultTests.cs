using MedBill.X12.Findings;

namespace MedBill.X12.Tests.Members;

/// <summary>One edit of a golden file is one finding, with its place.</summary>
public sealed class MemberFaultTests
{
    private const string Enrollment = "834-enrollment.x12";
    private const string Changes = "834-changes-cob.x12";
    private const string List = "820-list-bill-adjusted.x12";
    private const string Summary = "820-summary-bill.x12";

    [Theory]
    [InlineData(Enrollment, "BGN*00*", "BGN*01*", "CODE_NOT_ALLOWED", "ST", "BGN", 1, 0)]
    [InlineData(Enrollment, "QTY*TO*2~", "QTY*TO*3~", "TOTALS_DIFFER", "ST", "QTY", 2, 0)]
    [InlineData(Enrollment, "QTY*ET*1~", "QTY*ET*2~", "TOTALS_DIFFER", "ST", "QTY", 2, 0)]
    [InlineData(Enrollment, "N1*IN*PRAIRIE HEALTH PLAN*FI*987654320~", "", "SEGMENT_MISSING", "1000B", "N1", 0, 0)]
    [InlineData(Enrollment, "INS*Y*18*021*28*A***FT~", "INS*Y*18*021*28*A***XX~", "CODE_NOT_ALLOWED", "2000", "INS", 8, 0)]
    [InlineData(Enrollment, "INS*Y*18*021*28*A***FT~", "INS*Y*18**28*A***FT~", "ELEMENT_MISSING", "2000", "INS", 3, 0)]
    [InlineData(Enrollment, "REF*0F*SUB100200~", "", "SEGMENT_MISSING", "2000", "REF", 0, 0)]
    [InlineData(Enrollment, "REF*DX*DEPT9~", "REF*EA*DEPT9~", "QUALIFIER_WRONG", "2000", "REF", 1, 0)]
    [InlineData(Enrollment, "DTP*336*D8*20260301~", "DTP*336*D8*20260230~", "VALUE_WRONG", "2000", "DTP", 3, 0)]
    [InlineData(Enrollment, "C:RET:2106-3^H*1~", "C:RET:2106-3^Q*1~", "CODE_NOT_ALLOWED", "2100A", "DMG", 5, 1)]
    [InlineData(Enrollment, "C:RET:2106-3^H*1~", "C:RET:2106-3^H:RAT*1~", "CODE_NOT_ALLOWED", "2100A", "DMG", 5, 2)]
    [InlineData(Enrollment, "HD*021**DEN**EMP~DTP*348*D8*20260401~", "HD*021**DEN**EMP~", "SEGMENT_MISSING", "2300", "DTP", 0, 0)]
    [InlineData(Enrollment, "NM1*P3*1*STONE*AMY****XX*1234567893*25~", "NM1*P3*1*STONE*AMY****XX*1234567893~", "ELEMENT_MISSING", "2310", "NM1", 10, 0)]
    [InlineData(Enrollment, "LE*2700~", "", "SEGMENT_MISSING", "2700", "LE", 0, 0)]
    [InlineData(Changes, "COB*S*", "COB*Q*", "CODE_NOT_ALLOWED", "2320", "COB", 1, 0)]
    [InlineData(Changes, "DSB*1******DX*R69~", "DSB*1******DX~", "ELEMENTS_DISAGREE", "2200", "DSB", 8, 0)]
    [InlineData(List, "TRN*1*EFT0000703*1123456780~", "", "SEGMENT_MISSING", "ST", "TRN", 0, 0)]
    [InlineData(List, "N1*PR*OAK TOOLS INC*FI*123456780~PER*IC*PAYROLL*TE*5125550199~", "", "SEGMENT_MISSING", "1000B", "N1", 0, 0)]
    [InlineData(List, "ENT*1*2J*EI*EMP100~", "ENT*1*2J*EI~", "ELEMENT_MISSING", "2000B", "ENT", 4, 0)]
    [InlineData(List, "RMR*AZ*POL100**640~", "RMR*AZ*POL100*PI*640~", "ELEMENT_NOT_USED", "2300B", "RMR", 3, 0)]
    [InlineData(List, "ADX*-50*H1~", "ADX*-50*99~", "CODE_NOT_ALLOWED", "2320B", "ADX", 2, 0)]
    [InlineData(Summary, "SLN*1**O*4*IE~", "SLN*1**O*4*EA~", "CODE_NOT_ALLOWED", "2315A", "SLN", 5, 1)]
    public void One_edit_is_one_finding(
        string name, string from, string to, string code, string loop, string segment, int element, int component)
    {
        var report = X12File.Validate(Golden.Stream(Golden.Recount(Golden.Edit(Golden.Text(name), from, to))));

        // An element that is missing may break a condition between elements as well: that is the same fault.
        var finding = report.Findings.Where(found => found.Code == code).DistinctBy(found => found.SegmentPosition).Single();
        Assert.Equal((loop, segment, element, component), (finding.Loop, finding.SegmentId, finding.Element, finding.Component));
        Assert.Equal(FindingSeverity.Error, finding.Severity);
        Assert.All(report.Findings, other => Assert.Equal(finding.SegmentPosition, other.SegmentPosition));
        Assert.NotNull(finding.SegmentErrorCode);
    }
}
