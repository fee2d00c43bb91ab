namespace MedBill.Benchmarks.X12;

/// <summary>A file of remittance advice (835): equal seed, equal bytes. Each set is one payment and adds up to the cent.</summary>
internal sealed class GeneratedRemittances
{
    private readonly Practice _practice;
    private readonly GeneratedFile _segments;
    private readonly Dictionary<string, int> _allowedPercent = [];
    private string _billingNpi = "";
    private int _lines;

    private GeneratedRemittances(Stream to, int seed)
    {
        _practice = new Practice(seed);
        _segments = new GeneratedFile(to);
    }

    public static byte[] Bytes(int claims, int claimsPerSet, int seed = 835)
    {
        using var stream = new MemoryStream(claims * 500);
        Write(stream, claims, claimsPerSet, seed);
        return stream.ToArray();
    }

    public static void Write(Stream to, int claims, int claimsPerSet, int seed = 835) => new GeneratedRemittances(to, seed).Write(claims, claimsPerSet);

    private void Write(int claims, int claimsPerSet)
    {
        _segments.Add("ISA*00*          *00*          *ZZ*PRAIRIEHP      *ZZ*CLEARWATER     *260315*1030*^*00501*000000201*0*T*:");
        _segments.Add("GS*HP*PRAIRIEHP*CLEARWATER*20260315*1030*1*X*005010X221A1");
        var sets = 0;
        for (var first = 0; first < claims; first += claimsPerSet)
        {
            Set(first, Math.Min(claimsPerSet, claims - first), ++sets);
        }

        _segments.Add($"GE*{sets}*1");
        _segments.Add("IEA*1*000000201");
        _segments.Flush();
    }

    private void Set(int first, int count, int number)
    {
        // What stands above the claims needs their sum: twelve segments, put before them.
        _segments.Flush();
        _segments.BeginSet($"ST*835*{number:0000}");
        var start = _segments.Take();
        _allowedPercent.Clear();
        _billingNpi = _practice.AnyNpi;
        long paid = 0;
        for (var index = 0; index < count; index++)
        {
            paid += Claim(first + index + 1);
        }

        var claims = _segments.Take();
        var offset = _practice.Chance(30) ? Math.Min(2_500, paid) : 0;
        _segments.Append(start);
        _segments.Add($"BPR*I*{GeneratedFile.Money(paid - offset)}*C*ACH*CCP*01*071000013*DA*123456*1512345678**01*071000039*DA*987654*20260401");
        _segments.Add($"TRN*1*EFT{number:0000000}*1512345678");
        _segments.Add("DTM*405*20260331");
        _segments.Add("N1*PR*PRAIRIE HEALTH PLAN");
        _segments.Add("N3*40 GRAIN AVE");
        _segments.Add("N4*CHICAGO*IL*60601");
        _segments.Add("REF*2U*PHP01");
        _segments.Add("PER*BL*EDI HELP*TE*5555550199");
        _segments.Add($"N1*PE*RIVERBEND FAMILY PRACTICE*XX*{_billingNpi}");
        _segments.Add("REF*TJ*123456789");
        _segments.Add("LX*1");
        _segments.Append(claims);
        if (offset > 0)
        {
            _segments.Add($"PLB*{_billingNpi}*20261231*WO:ICN{_practice.Next(1_000_000):000000}*{GeneratedFile.Money(offset)}");
        }

        _segments.Add($"SE*{_segments.Count + 1}*{number:0000}");
        _segments.Flush();
    }

    private long Claim(int number)
    {
        var lines = Enumerable.Range(0, _practice.Lines).Select(_ => Line()).ToArray();
        var paid = lines.Sum(line => line.Charge - line.Contractual - line.Share);
        var date = _practice.ServiceDate;
        _segments.Add($"CLP*PCN{number:0000000}*1*{GeneratedFile.Money(lines.Sum(line => line.Charge))}*{GeneratedFile.Money(paid)}"
            + $"*{GeneratedFile.Money(lines.Sum(line => line.Share))}*12*ICN{26_000_000_000 + number}*11*1");
        _segments.Add($"NM1*QC*1*{_practice.LastName}*{_practice.FirstName}****MI*W{_practice.Next(1_000_000_000):000000000}");
        if (_practice.Chance(50))
        {
            _segments.Add("NM1*82*1*CURELL*DANA****XX*1999999984");
        }

        _segments.Add($"DTM*232*{date}");
        _segments.Add("DTM*050*20260316");
        foreach (var line in lines)
        {
            Service(line, date);
        }

        return paid;
    }

    /// <summary>A service, what the contract takes off, and what the patient owes of the rest.</summary>
    private (string Code, int Units, long Charge, long Contractual, long Share, string Reason) Line()
    {
        var (code, units, charge) = _practice.Service();
        if (_practice.Chance(3))
        {
            return (code, units, charge, charge, 0, "197");
        }

        if (!_allowedPercent.TryGetValue(code, out var percent))
        {
            _allowedPercent[code] = percent = 45 + _practice.Next(45);
        }

        var allowed = charge * percent / 100;
        var share = _practice.Next(100) switch { < 33 => 0, < 70 => allowed / 5, < 90 => Math.Min(allowed, 2_500), _ => allowed };
        return (code, units, charge, charge - allowed, share, "45");
    }

    private void Service((string Code, int Units, long Charge, long Contractual, long Share, string Reason) line, string date)
    {
        var allowed = line.Charge - line.Contractual;
        _segments.Add($"SVC*{line.Code}*{GeneratedFile.Money(line.Charge)}*{GeneratedFile.Money(allowed - line.Share)}**{line.Units}");
        _segments.Add($"DTM*472*{date}");
        _segments.Add($"CAS*CO*{line.Reason}*{GeneratedFile.Money(line.Contractual)}");
        if (line.Share > 0)
        {
            _segments.Add($"CAS*PR*{(line.Share == allowed ? 1 : line.Share == 2_500 ? 3 : 2)}*{GeneratedFile.Money(line.Share)}");
        }

        _segments.Add($"REF*6R*{4_100_000_000 + ++_lines}");
        if (allowed > 0)
        {
            _segments.Add($"AMT*B6*{GeneratedFile.Money(allowed)}");
        }
        else
        {
            _segments.Add("LQ*HE*N706");
        }
    }
}
