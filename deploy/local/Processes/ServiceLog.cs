namespace MedBill.Local.Processes;

/// <summary>What one service writes to its console: the last lines in memory, the rest in a file of bounded size.</summary>
internal sealed class ServiceLog : IDisposable
{
    public const int KeptLines = 200;

    private readonly Lock _lock = new();
    private readonly Queue<string> _last = new(KeptLines);
    private readonly string _path;
    private readonly long _maxBytes;
    private StreamWriter? _file;

    public ServiceLog(string path, long maxBytes = 20 * 1024 * 1024)
    {
        _path = path;
        _maxBytes = maxBytes;
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        _file = Open();
    }

    public string File => _path;

    public void Append(string line)
    {
        lock (_lock)
        {
            if (_last.Count == KeptLines)
            {
                _last.Dequeue();
            }

            _last.Enqueue(line);
            if (_file is null)
            {
                return;
            }

            if (_file.BaseStream.Position > _maxBytes)
            {
                Rotate();
            }

            _file.WriteLine(line);
        }
    }

    /// <summary>The last lines, the oldest first.</summary>
    public IReadOnlyList<string> Tail(int lines = KeptLines)
    {
        lock (_lock)
        {
            return [.. _last.TakeLast(lines)];
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _file?.Dispose();
            _file = null;
        }
    }

    // One older file is kept beside the current one.
    private void Rotate()
    {
        _file!.Dispose();
        System.IO.File.Move(_path, _path + ".1", overwrite: true);
        _file = Open();
    }

    private StreamWriter Open() => new(new FileStream(_path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite)) { AutoFlush = true };
}
