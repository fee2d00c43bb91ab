using MedBill.X12.Findings;

namespace MedBill.X12.Tests;

public sealed class FindingLogTests
{
    [Fact]
    public void An_error_behind_more_warnings_than_are_kept_is_counted_and_shown()
    {
        var log = new FindingLog(limit: 3);
        for (var i = 0; i < 10; i++)
        {
            log.Add(Of(FindingSeverity.Warning, $"WARNING_{i}"));
        }

        log.Add(Of(FindingSeverity.Error, "ERROR_1"));

        Assert.True(log.HasErrors);
        Assert.Equal(["WARNING_0", "WARNING_1", "ERROR_1"], log.Select(finding => finding.Code));
        Assert.Equal((11, 1, 8), (log.Total, log.ErrorTotal, log.Dropped));
    }

    [Fact]
    public void The_first_errors_keep_their_places()
    {
        var log = new FindingLog(limit: 2);
        foreach (var code in new[] { "ERROR_1", "ERROR_2", "ERROR_3" })
        {
            log.Add(Of(FindingSeverity.Error, code));
        }

        log.Add(Of(FindingSeverity.Warning, "WARNING_1"));

        Assert.Equal(["ERROR_1", "ERROR_2"], log.Select(finding => finding.Code));
        Assert.Equal((4, 3, 2), (log.Total, log.ErrorTotal, log.Dropped));
    }

    [Fact]
    public void A_writer_is_refused_for_what_a_reader_forgives_however_much_came_before()
    {
        var log = new FindingLog(strict: true);
        for (var i = 0; i < FindingLog.DefaultLimit; i++)
        {
            log.Add(Of(FindingSeverity.Warning, "SITUATION") with { Snip = SnipType.Situation });
        }

        Assert.False(log.HasErrors);
        log.Add(Of(FindingSeverity.Warning, "SYNTAX"));

        Assert.True(log.HasErrors);
        Assert.Equal((FindingLog.DefaultLimit, "SYNTAX", true), (log.Count, log[^1].Code, log[^1].IsError));
    }

    private static Finding Of(FindingSeverity severity, string code) => new() { Severity = severity, Code = code, Message = "Said for the test." };
}
