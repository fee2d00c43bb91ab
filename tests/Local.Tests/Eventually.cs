using MedBill.SampleData.Play;

namespace MedBill.Local.Tests;

/// <summary>Waits for something outside to become so, with a limit.</summary>
internal static class Eventually
{
    private static readonly Poll Poll = new(TimeProvider.System, TimeSpan.FromSeconds(20));

    public static async Task TrueAsync(Func<bool> isSo) =>
        Assert.True(await Poll.UntilAsync(_ => Task.FromResult(isSo()), value => value, TestContext.Current.CancellationToken));
}
