using MedBill.SandboxPayer.Answers;

namespace MedBill.SandboxPayer.Tests;

public sealed class AnswerStoreTests : IDisposable
{
    private static readonly DateOnly Today = new(2026, 3, 16);
    private readonly string _folder = Directory.CreateTempSubdirectory("medbill-answers-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void An_answer_is_due_on_its_day_and_survives_a_restart()
    {
        var store = new AnswerStore(_folder);
        store.Keep("aa", [new("999-1.x12", new byte[] { 1 }, null), new("835-1.x12", new byte[] { 2 }, Today.AddDays(14))]);

        var again = new AnswerStore(_folder);

        Assert.True(again.Knows("aa"));
        Assert.Equal(["999-1.x12"], again.Due(Today).Select(answer => answer.FileName));
        Assert.Equal(["999-1.x12", "835-1.x12"], again.Due(Today.AddDays(14)).Select(answer => answer.FileName));
    }

    [Fact]
    public void What_was_half_written_when_the_payer_died_was_not_answered()
    {
        var unfinished = Directory.CreateDirectory(Path.Combine(_folder, "new-bb")).FullName;
        File.WriteAllBytes(Path.Combine(unfinished, "at-00000000-999-1.x12"), [1]);

        var store = new AnswerStore(_folder);

        Assert.False(store.Knows("bb"));
        Assert.Empty(store.Due(Today));
    }

    [Fact]
    public void A_sent_answer_is_forgotten_but_the_file_stays_known()
    {
        var store = new AnswerStore(_folder);
        store.Keep("cc", [new("999-1.x12", new byte[] { 1 }, null)]);
        File.Delete(Assert.Single(store.Due(Today)).Path);

        Assert.Empty(store.Due(Today));
        Assert.True(store.Knows("cc"));
    }

    [Theory]
    [InlineData("2026-03-16", 0, "2026-03-16")]
    [InlineData("2026-03-13", 1, "2026-03-16")]
    [InlineData("2026-03-16", 14, "2026-04-03")]
    public void A_payment_waits_for_business_days(string received, int days, string paid) =>
        Assert.Equal(DateOnly.Parse(paid, null), PaymentDay.After(DateOnly.Parse(received, null), days));
}
