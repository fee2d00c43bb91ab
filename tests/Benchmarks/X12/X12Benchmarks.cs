using BenchmarkDotNet.Attributes;
using MedBill.X12.Claims837;
using MedBill.X12.Claims837P;
using MedBill.X12.Findings;

namespace MedBill.Benchmarks.X12;

/// <summary>The rows of the side by side runner for an 835, measured by BenchmarkDotNet.</summary>
[MemoryDiagnoser]
public class RemittanceBenchmarks
{
    private byte[] _file = [];

    /// <summary>Claims in the file.</summary>
    [Params(10_000)]
    public int Claims { get; set; }

    [GlobalSetup]
    public void Generate() => _file = GeneratedRemittances.Bytes(Claims, SideBySide.RemittanceClaimsPerSet);

    [Benchmark]
    public long Scan() => Workloads.Scan(_file);

    [Benchmark(Baseline = true)]
    public long Split() => Workloads.Split(_file);

    [Benchmark]
    public long Tokenise() => Workloads.Tokenise(new MemoryStream(_file));

    [Benchmark]
    public long TypedAndBalanced() => Workloads.Remittances(new MemoryStream(_file));

    [Benchmark]
    public long Validate() => Workloads.Validate(new MemoryStream(_file));
}

/// <summary>The rows of the side by side runner for an 837P, measured by BenchmarkDotNet.</summary>
[MemoryDiagnoser]
public class ClaimBenchmarks
{
    private byte[] _file = [];
    private List<ReceivedClaim<ProfessionalClaim>> _received = [];
    private List<ProfessionalClaim> _claims = [];

    /// <summary>Claims in the file, which is one set.</summary>
    [Params(5_000)]
    public int Claims { get; set; }

    [GlobalSetup]
    public void Generate()
    {
        _file = GeneratedClaims.Bytes(Claims, Claims);
        _received = [.. Claim837PFile.Read(new MemoryStream(_file), new FindingLog())];
        _claims = [.. _received.Select(received => received.Claim)];
    }

    [Benchmark]
    public long Scan() => Workloads.Scan(_file);

    [Benchmark(Baseline = true)]
    public long Split() => Workloads.SplitComponents(_file);

    [Benchmark]
    public long Tokenise() => Workloads.Tokenise(new MemoryStream(_file));

    [Benchmark]
    public long Typed() => Workloads.Claims(new MemoryStream(_file));

    [Benchmark]
    public long Validate() => Workloads.Validate(new MemoryStream(_file));

    [Benchmark]
    public long WriteValidated() => Workloads.Write(_received, _claims).Length;
}
