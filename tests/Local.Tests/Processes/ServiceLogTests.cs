using MedBill.Local.Processes;

namespace MedBill.Local.Tests.Processes;

public sealed class ServiceLogTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_last_lines_are_kept_in_memory_and_all_of_them_in_the_file()
    {
        using (var log = new ServiceLog(_folder.File("a.log")))
        {
            for (var i = 1; i <= ServiceLog.KeptLines + 5; i++)
            {
                log.Append($"line {i}");
            }

            Assert.Equal(["line 204", "line 205"], log.Tail(2));
            Assert.Equal("line 6", log.Tail()[0]);
        }

        Assert.Equal(ServiceLog.KeptLines + 5, File.ReadAllLines(_folder.File("a.log")).Length);
    }

    [Fact]
    public void The_file_is_of_bounded_size()
    {
        using (var log = new ServiceLog(_folder.File("a.log"), maxBytes: 1_000))
        {
            for (var i = 0; i < 500; i++)
            {
                log.Append("twenty letters a line");
            }
        }

        Assert.Equal([_folder.File("a.log"), _folder.File("a.log.1")], Directory.GetFiles(_folder.Path).Order());
        Assert.All(Directory.GetFiles(_folder.Path), file => Assert.InRange(new FileInfo(file).Length, 1, 1_100));
    }
}
