using System.Text;
using MedBill.Platform.Storage;

namespace MedBill.Platform.Tests.Storage;

public sealed class DurableFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("medbill-durable-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_file_is_there_whole_under_its_name_alone()
    {
        var path = Path.Combine(_folder, "\u00FCber.x12");
        await File.WriteAllTextAsync(path, "a longer one that was there before", TestContext.Current.CancellationToken);

        await DurableFile.WriteAsync(path, Encoding.ASCII.GetBytes("ISA*one"), TestContext.Current.CancellationToken);

        Assert.Equal([path], Directory.GetFiles(_folder));
        Assert.Equal("ISA*one", await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken));
    }

    // A power cut cannot be played here. That a folder which is not there is refused shows that the system is asked.
    [Fact]
    public void A_folder_that_is_not_there_cannot_be_flushed()
    {
        DurableFile.FlushFolder(_folder);

        if (!OperatingSystem.IsWindows())
        {
            Assert.Throws<IOException>(() => DurableFile.FlushFolder(Path.Combine(_folder, "nowhere")));
        }
    }

    [Fact]
    public void A_renamed_file_is_in_its_new_folder_only()
    {
        var (from, to) = (Path.Combine(_folder, "a"), Path.Combine(Directory.CreateDirectory(Path.Combine(_folder, "kept")).FullName, "b"));
        File.WriteAllText(from, "one");

        DurableFile.Move(from, to);

        Assert.False(File.Exists(from));
        Assert.Equal("one", File.ReadAllText(to));
    }
}
