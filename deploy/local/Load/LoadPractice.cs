using System.Collections.Concurrent;
using System.Globalization;
using MedBill.SampleData;
using MedBill.SampleData.Expectations;
using MedBill.SampleData.Rest;
using MedBill.SampleData.Story;

namespace MedBill.Local.Load;

/// <summary>A practice to drive bills through, and the bills: an office visit with two tests, half of them shared with the patient.</summary>
internal sealed class LoadPractice : IDisposable
{
    private const int PayerCount = 4;
    private const int DaysBack = 60;

    private static readonly VisitStory[] Kinds =
    [
        new("paid", "", 0, ["I10", "E785"], [new("99213", 1, 2), new("80061", 2), new("36415", 1)]),
        new("shared", "", 0, ["E119"], [new("99214", 1), new("83036", 1), new("36415", 1)]),
    ];

    private readonly MedBillClient _client;
    private readonly string _provider;
    private readonly IReadOnlyList<string> _plans;
    private readonly DateOnly _today;
    private readonly ConcurrentBag<int> _billed = [];

    private LoadPractice(MedBillClient client, string provider, IReadOnlyList<string> plans, DateOnly today) =>
        (_client, _provider, _plans, _today) = (client, provider, plans, today);

    public MedBillClient Client => _client;

    /// <summary>What payers will have paid for every bill that was submitted.</summary>
    public Money ExpectedPaid => Money.Sum(_billed.Select(number => Decide(number).Paid));

    public int Billed => _billed.Count;

    public static async Task<LoadPractice> SetUpAsync(HttpClient http, TimeProvider time, Action<CallTiming> observe, CancellationToken cancel)
    {
        using var admin = new MedBillClient(http, TokenRequest.Development, time: time);
        var today = DateOnly.FromDateTime((await admin.GetAsync<ClockReading>("v1/sandbox/clock", cancel)).Now.UtcDateTime);
        var street = new Address(["900 LOAD ST"], "SPRINGFIELD", "IL", "627011234");
        var practice = await admin.PostAsync<Practice>("v1/practices", new Practice
        {
            DisplayName = "LOAD FAMILY MEDICINE",
            Npi = Npi.Of(198_000_001),
            TaxId = "980000001",
            TaxonomyCode = "207Q00000X",
            Address = street,
            ContactName = "BILLING OFFICE",
            ContactPhone = "2175550100",
            SubmitterId = "MBLOAD01",
        }, "load/practice", cancel);
        var client = new MedBillClient(http, TokenRequest.Development with { Practice = practice.Id }, time: time, observe: observe);
        var provider = await client.PostAsync<Provider>(
            "v1/providers", new Provider { PersonName = new("Clara", "Jennings"), Npi = Npi.Of(182_000_010), TaxonomyCode = "207Q00000X" }, "load/provider", cancel);
        var plans = new List<string>();
        for (var i = 1; i <= PayerCount; i++)
        {
            var payer = await client.PostAsync<Payer>("v1/payers", new Payer
            {
                DisplayName = $"LOAD PAYER {i}",
                ElectronicPayerId = $"LOAD{i}",
                ClaimFilingIndicatorCode = "CI",
            }, $"load/payer/{i}", cancel);
            plans.Add((await client.PostAsync<Plan>("v1/plans", new Plan { PayerId = payer.Id!, DisplayName = $"Plan {i}" }, $"load/plan/{i}", cancel)).Id!);
        }

        return new(client, provider.Id!, plans, today);
    }

    public void Submitted(int number) => _billed.Add(number);

    public static Patient Patient(int number) => new()
    {
        PersonName = new("Pat", $"Load{Letters(number)}"),
        BirthDate = new DateOnly(1950, 1, 1).AddDays(number % 20_000),
        Gender = number % 2 == 0 ? "FEMALE" : "MALE",
        Address = new([$"{number} LOAD ST"], "SPRINGFIELD", "IL", "62701"),
    };

    public Policy Policy(int number) => new()
    {
        PlanId = _plans[number % _plans.Count],
        MemberId = string.Create(CultureInfo.InvariantCulture, $"{(IsShared(number) ? "SIM-PART" : "SIM-PAID")}-{number:0000000}"),
        Relationship = "SELF",
        CoordinationOrder = 1,
        EffectiveDate = new(_today.Year - 1, 1, 1),
    };

    /// <summary>The bill of number <paramref name="number"/>; the patient's own number is even or odd as this one is.</summary>
    public Encounter Encounter(int number, string patient, int daysAgo)
    {
        var kind = Kinds[number % 2];
        return new()
        {
            PatientId = patient,
            RenderingProviderId = _provider,
            PlaceOfServiceCode = "11",
            ServiceDate = _today.AddDays(-(daysAgo % DaysBack)),
            DiagnosisCodes = kind.Diagnoses,
            Charges =
            [
                .. kind.Services.Select(service => new Charge
                {
                    ProcedureCode = service.Code, Units = service.Units, Amount = service.Charge, DiagnosisPointers = service.Pointers,
                }),
            ],
        };
    }

    public void Dispose() => _client.Dispose();

    private static bool IsShared(int number) => number % 2 == 1;

    private static Decision Decide(int number) =>
        PayerRules.Decide(Kinds[number % 2], IsShared(number) ? Treatment.PatientShare : Treatment.Paid);

    // A name has letters only.
    private static string Letters(int number) => string.Concat(
        number.ToString(CultureInfo.InvariantCulture).Select(digit => (char)('a' + (digit - '0'))));
}
