using System.Text.Json;

namespace MedBill.EndToEnd.Runner.Checks;

/// <summary>What was found: a line for each thing that was looked at, or all of it as one JSON object.</summary>
internal sealed class Report(TextWriter output, bool json)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    private readonly Lock _lock = new();
    private readonly List<Found> _found = [];
    private readonly Dictionary<string, object> _figures = [];

    public int Failed
    {
        get
        {
            lock (_lock)
            {
                return _found.Count(one => !one.Holds);
            }
        }
    }

    /// <summary>Something that must be so.</summary>
    public void Check(string subject, object expected, object? actual)
    {
        var found = new Found(subject, expected.ToString() ?? "", actual?.ToString() ?? "nothing");
        lock (_lock)
        {
            _found.Add(found);
            Write(found.Holds ? $"ok    {found.Subject}: {found.Actual}" : $"FAIL  {found.Subject}: expected {found.Expected}, is {found.Actual}");
        }
    }

    /// <summary>Something that went wrong in itself.</summary>
    public void Fail(string subject, string why) => Check(subject, "done", why);

    /// <summary>A figure that nothing depends on.</summary>
    public void Figure(string name, object value)
    {
        lock (_lock)
        {
            _figures[name] = value;
            Write($"      {name}: {value}");
        }
    }

    public void Say(string text)
    {
        lock (_lock)
        {
            Write($"      {text}");
        }
    }

    public void Finish(string verb)
    {
        lock (_lock)
        {
            var failed = _found.Count(one => !one.Holds);
            if (json)
            {
                output.WriteLine(JsonSerializer.Serialize(new { verb, passed = _found.Count - failed, failed, figures = _figures, checks = _found }, Json));
            }
            else
            {
                output.WriteLine($"{verb}: {_found.Count - failed} as expected, {failed} not");
            }
        }
    }

    private void Write(string line)
    {
        if (!json)
        {
            output.WriteLine(line);
        }
    }

    private sealed record Found(string Subject, string Expected, string Actual)
    {
        public bool Holds => Expected == Actual;
    }
}
