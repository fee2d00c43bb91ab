using MedBill.Platform.Storage;

namespace MedBill.Platform.Tests.Storage;

public sealed class StartLockTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("medbill-lock-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task One_has_it_and_the_next_waits_until_it_is_let_go()
    {
        var file = Path.Combine(_folder, "new", "things.db");
        var first = await StartLock.TakeAsync(file, CancellationToken.None);
        var second = StartLock.TakeAsync(file, CancellationToken.None);
        await Task.Delay(200);
        Assert.False(second.IsCompleted);

        first.Dispose();

        using var taken = await second.WaitAsync(TimeSpan.FromSeconds(10));
        Assert.False(File.Exists(file));
    }

    [Fact]
    public async Task Waiting_for_it_can_be_given_up_and_what_is_no_lock_is_not_waited_for()
    {
        var file = Path.Combine(_folder, "things.db");
        using var first = await StartLock.TakeAsync(file, CancellationToken.None);
        using var limit = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => StartLock.TakeAsync(file, limit.Token));

        Directory.CreateDirectory(Path.Combine(_folder, "other.db-start"));
        await Assert.ThrowsAnyAsync<UnauthorizedAccessException>(() => StartLock.TakeAsync(Path.Combine(_folder, "other.db"), CancellationToken.None));
    }
}
