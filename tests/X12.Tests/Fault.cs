using MedBill.X12.Findings;
using MedBill.X12.Validation;

namespace MedBill.X12.Tests;

/// <summary>One edit of a golden file, and the one finding it must give.</summary>
internal static class Fault
{
    /// <summary>Validates the text and asserts that this is all there is to say.</summary>
    /// <param name="fault">Name of the fault, for the message.</param>
    /// <param name="text">The file.</param>
    /// <param name="code">The finding.</param>
    /// <param name="place">Loop, segment, element and component as <see cref="Finding.Location"/> has them.</param>
    /// <param name="segmentError">IK304; null in a warning.</param>
    /// <param name="elementError">IK403.</param>
    public static (FileReport Report, Finding Finding) IsFound(
        string fault, string text, string code, string place, string? segmentError, string? elementError)
    {
        var report = X12File.Validate(Golden.Stream(Golden.Recount(text)));

        Assert.True(report.Findings.Count == 1, $"{fault}: {string.Join("; ", report.Findings)}");
        var finding = report.Findings[0];
        Assert.Equal((code, place), (finding.Code, finding.Location.Split(',')[0]));
        Assert.Equal((segmentError, elementError), (finding.SegmentErrorCode, finding.ElementErrorCode));
        Assert.Equal("0001", finding.SetControlNumber);
        Assert.True(finding.SegmentPosition > 1, fault);
        Assert.Equal(finding.IsError, !report.IsAccepted);
        return (report, finding);
    }
}
