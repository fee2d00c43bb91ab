namespace MedBill.X12.Cli.Redaction;

/// <summary>Whether a file's envelopes close as they open: a copy of a broken file is as broken, and whoever shares it should know.</summary>
internal sealed class Nesting
{
    private static readonly string[] Openers = ["ISA", "GS", "ST"];
    private static readonly string[] Closers = ["IEA", "GE", "SE"];

    private int _open;
    private bool _isWrong;

    /// <summary>What was seen so far does not fit, or something is still open.</summary>
    public bool IsBroken => _isWrong || _open > 0;

    public void See(string segmentId)
    {
        var opens = Array.IndexOf(Openers, segmentId);
        var closes = Array.IndexOf(Closers, segmentId);
        if (opens >= 0)
        {
            _isWrong |= _open != opens;
            _open = opens + 1;
        }
        else if (closes >= 0)
        {
            _isWrong |= _open != closes + 1;
            _open = closes;
        }
        else
        {
            // TA1 stands in the interchange, all else in a set.
            _isWrong |= _open != (segmentId == "TA1" ? 1 : Openers.Length);
        }
    }
}
