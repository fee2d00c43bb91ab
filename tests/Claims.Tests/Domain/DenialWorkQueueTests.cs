using MedBill.Claims.Domain;

namespace MedBill.Claims.Tests.Domain;

public sealed class DenialWorkQueueTests
{
    [Theory]
    [InlineData("CO", "197", "AUTH")]
    [InlineData("CO", "16", "DATA")]
    [InlineData("OA", "18", "DUP")]
    [InlineData("CO", "29", "TF")]
    [InlineData("CO", "22", "COB")]
    [InlineData("CO", "27", "ELIG")]
    [InlineData("CO", "97", "BUND")]
    [InlineData("CO", "252", "DOC")]
    [InlineData("CO", "B7", "CRED")]
    [InlineData("CO", "50", "MED")]
    [InlineData("CO", "147", "UNDER")]
    [InlineData("OA", "23", "INFO")]
    [InlineData("CO", "999", "DATA")]
    public void Each_reason_has_its_queue(string group, string reason, string queue) =>
        Assert.Equal(queue, DenialWorkQueueTable.QueueOf(group, reason));

    [Theory]
    [InlineData("96")]
    [InlineData("119")]
    [InlineData("204")]
    [InlineData("35")]
    public void Only_group_PR_goes_to_the_patient(string reason)
    {
        Assert.Equal("PT", DenialWorkQueueTable.QueueOf("PR", reason));
        Assert.All(["CO", "OA", "PI"], group => Assert.Equal("MED", DenialWorkQueueTable.QueueOf(group, reason)));
    }

    [Fact]
    public void Necessity_under_group_PR_is_the_patients() => Assert.Equal("PT", DenialWorkQueueTable.QueueOf("PR", "50"));

    [Fact]
    public void Every_queue_is_one_the_contract_names() => Assert.All(
        DenialWorkQueueTable.ReasonCodes,
        reason => Assert.Contains(
            DenialWorkQueueTable.QueueOf("CO", reason),
            (string[])["DATA", "ELIG", "COB", "AUTH", "MED", "DUP", "TF", "DOC", "BUND", "CRED", "CTR", "UNDER", "INFO"]));
}
