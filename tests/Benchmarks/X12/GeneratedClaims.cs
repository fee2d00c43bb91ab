namespace MedBill.Benchmarks.X12;

/// <summary>A file of professional claims (837P): equal seed, equal bytes. It follows the guide to the letter.</summary>
internal sealed class GeneratedClaims
{
    private const int ClaimsPerBillingProvider = 250;

    private readonly Practice _practice;
    private readonly GeneratedFile _segments;
    private int _levels;
    private int _billingLevel;
    private int _lines;

    private GeneratedClaims(Stream to, int seed)
    {
        _practice = new Practice(seed);
        _segments = new GeneratedFile(to);
    }

    public static byte[] Bytes(int claims, int claimsPerSet, int seed = 837)
    {
        using var stream = new MemoryStream(claims * 600);
        Write(stream, claims, claimsPerSet, seed);
        return stream.ToArray();
    }

    public static void Write(Stream to, int claims, int claimsPerSet, int seed = 837) => new GeneratedClaims(to, seed).Write(claims, claimsPerSet);

    private void Write(int claims, int claimsPerSet)
    {
        _segments.Add("ISA*00*          *00*          *ZZ*CLEARWATER     *ZZ*PRAIRIEHP      *260315*1030*^*00501*000000101*0*T*:");
        _segments.Add("GS*HC*CLEARWATER*PRAIRIEHP*20260315*1030*1*X*005010X222A1");
        var sets = 0;
        for (var first = 0; first < claims; first += claimsPerSet)
        {
            Set(first, Math.Min(claimsPerSet, claims - first), ++sets);
        }

        _segments.Add($"GE*{sets}*1");
        _segments.Add("IEA*1*000000101");
        _segments.Flush();
    }

    private void Set(int first, int count, int number)
    {
        _segments.BeginSet($"ST*837*{number:0000}*005010X222A1");
        _levels = 0;
        _segments.Add($"BHT*0019*00*BATCH{number}*20260315*1030*CH");
        _segments.Add("NM1*41*2*CLEARWATER BILLING*****46*CLW001");
        _segments.Add("PER*IC*CLAIMS OFFICE*TE*5555550100");
        _segments.Add("NM1*40*2*PRAIRIE HEALTH PLAN*****46*PHP01");
        for (var index = 0; index < count; index++)
        {
            if (index % ClaimsPerBillingProvider == 0)
            {
                Billing();
            }

            Levels(out var member);
            Claim(first + index + 1, member);
            _segments.Flush();
        }

        _segments.Add($"SE*{_segments.Count + 1}*{number:0000}");
    }

    private void Billing()
    {
        _billingLevel = ++_levels;
        _segments.Add($"HL*{_billingLevel}**20*1");
        _segments.Add("PRV*BI*PXC*207Q00000X");
        _segments.Add($"NM1*85*2*RIVERBEND FAMILY PRACTICE*****XX*{_practice.AnyNpi}");
        _segments.Add($"N3*{_practice.Street}");
        _segments.Add($"N4*{_practice.City}*IL*{_practice.Zip}0001");
        _segments.Add("REF*EI*123456789");
    }

    private void Levels(out string member)
    {
        var isDependent = _practice.Chance(20);
        member = $"W{_practice.Next(1_000_000_000):000000000}";
        var subscriber = ++_levels;
        _segments.Add($"HL*{subscriber}*{_billingLevel}*22*{(isDependent ? 1 : 0)}");
        _segments.Add($"SBR*P*{(isDependent ? "" : "18")}*GRP{_practice.Next(900) + 100}******CI");
        _segments.Add($"NM1*IL*1*{_practice.LastName}*{_practice.FirstName}****MI*{member}");
        if (!isDependent)
        {
            Person();
        }

        _segments.Add("NM1*PR*2*PRAIRIE HEALTH PLAN*****PI*PHP01");
        if (isDependent)
        {
            _segments.Add($"HL*{++_levels}*{subscriber}*23*0");
            _segments.Add("PAT*19");
            _segments.Add($"NM1*QC*1*{_practice.LastName}*{_practice.FirstName}");
            Person();
        }
    }

    private void Person()
    {
        _segments.Add($"N3*{_practice.Street}");
        _segments.Add($"N4*{_practice.City}*IL*{_practice.Zip}");
        _segments.Add($"DMG*D8*{_practice.BirthDate}*{_practice.Sex}");
    }

    private void Claim(int number, string member)
    {
        var services = Enumerable.Range(0, _practice.Lines).Select(_ => _practice.Service()).ToArray();
        var diagnoses = _practice.Diagnoses();
        var isSecondary = _practice.Chance(4);
        _segments.Add($"CLM*PCN{number:0000000}*{GeneratedFile.Money(services.Sum(service => service.Charge))}***11:B:1*Y*A*Y*Y");
        if (_practice.Chance(15))
        {
            _segments.Add($"REF*G1*AUTH{_practice.Next(100_000):00000}");
        }

        if (_practice.Chance(5))
        {
            _segments.Add("NTE*ADD*SEEN WITH INTERPRETER, RECORDS AVAILABLE ON REQUEST");
        }

        _segments.Add($"HI*{string.Join('*', diagnoses)}");
        if (_practice.Chance(60))
        {
            _segments.Add($"NM1*82*1*CURELL*DANA****XX*1999999984");
            _segments.Add("PRV*PE*PXC*207Q00000X");
        }

        if (isSecondary)
        {
            OtherPayer(services.Sum(service => service.Charge / 2), member);
        }

        var date = _practice.ServiceDate;
        for (var line = 0; line < services.Length; line++)
        {
            Line(line + 1, services[line], diagnoses.Length, date, isSecondary);
        }
    }

    private void OtherPayer(long paid, string member)
    {
        _segments.Add("SBR*S*18*******CI");
        _segments.Add($"AMT*D*{GeneratedFile.Money(paid)}");
        _segments.Add("OI***Y***Y");
        _segments.Add($"NM1*IL*1*{_practice.LastName}*{_practice.FirstName}****MI*{member}");
        _segments.Add("NM1*PR*2*GRAIN BELT MUTUAL*****PI*GBM01");
    }

    private void Line(int number, (string Code, int Units, long Charge) service, int diagnoses, string date, bool isSecondary)
    {
        _segments.Add($"LX*{number}");
        var pointers = string.Join(':', Enumerable.Range(1, _practice.Next(Math.Min(diagnoses, 4)) + 1));
        _segments.Add($"SV1*{service.Code}*{GeneratedFile.Money(service.Charge)}*UN*{service.Units}***{pointers}");
        _segments.Add($"DTP*472*D8*{date}");
        _segments.Add($"REF*6R*{4_100_000_000 + ++_lines}");
        if (isSecondary)
        {
            _segments.Add($"SVD*GBM01*{GeneratedFile.Money(service.Charge / 2)}*{service.Code}**{service.Units}");
            _segments.Add($"CAS*CO*45*{GeneratedFile.Money(service.Charge - (service.Charge / 2))}");
            _segments.Add("DTP*573*D8*20260302");
        }
    }
}
