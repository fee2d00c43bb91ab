using System.Collections.Concurrent;
using Grpc.Core;
using MedBill.Platform.Hosting;
using MedBill.Platform.Rpc;
using MedBill.Platform.Values;
using Coverage = MedBill.Contracts.Coverage.V1;
using Patients = MedBill.Contracts.Patients.V1;

namespace MedBill.Claims.Tests.Fixture;

/// <summary>PatientRegistry, as far as Claims asks it: encounters of a practice, and nothing of another's.</summary>
public sealed class FakePatients : Patients.PatientService.PatientServiceBase
{
    private readonly ConcurrentDictionary<(string Practice, string Encounter), Patients.BillingRecord> _records = new();
    private int _calls;

    /// <summary>The practice as it bills.</summary>
    public Patients.Practice Practice { get; set; } = Visits.Practice();

    public int Calls => _calls;

    /// <summary>Not to be reached.</summary>
    public bool IsAway { get; set; }

    public void Know(string practice, Patients.BillingRecord record) => _records[(practice, record.Encounter.Name)] = record;

    public override Task<Patients.BatchGetBillingRecordsResponse> BatchGetBillingRecords(Patients.BatchGetBillingRecordsRequest request, ServerCallContext context)
    {
        Interlocked.Increment(ref _calls);
        if (IsAway)
        {
            throw new RpcException(new(StatusCode.Unavailable, "away"));
        }

        var practice = context.RequestHeaders.GetValue(Caller.PracticeHeader) ?? "";
        return Task.FromResult(new Patients.BatchGetBillingRecordsResponse
        {
            Practice = Practice,
            BillingRecords = { request.Encounters.Select(name => Record(practice, name)) },
        });
    }

    private Patients.BillingRecord Record(string practice, string name) => _records.TryGetValue((practice, name), out var record)
        ? record
        : throw new Failure(FailureKind.NotFound, "ENCOUNTER_NOT_FOUND", "There is no such encounter.", ("encounter", name)).ToRpcException("patient-registry");
}

/// <summary>Coverage, as far as Claims asks it.</summary>
public sealed class FakeCoverage : Coverage.CoverageService.CoverageServiceBase
{
    private readonly ConcurrentDictionary<string, IReadOnlyList<Coverage.ResolvedPolicy>> _covers = new();
    private int _calls;

    public int Calls => _calls;

    /// <summary>The covers of a patient from now on, whatever the date.</summary>
    public void Know(string patient, params Coverage.ResolvedPolicy[] covers) => _covers[patient] = covers;

    public override Task<Coverage.BatchResolveCoverageResponse> BatchResolveCoverage(Coverage.BatchResolveCoverageRequest request, ServerCallContext context)
    {
        Interlocked.Increment(ref _calls);
        return Task.FromResult(new Coverage.BatchResolveCoverageResponse
        {
            Coverages =
            {
                request.Queries.Select(query => new Coverage.CoverageOnDate { Policies = { _covers.GetValueOrDefault(query.Patient, []) } }),
            },
        });
    }
}
