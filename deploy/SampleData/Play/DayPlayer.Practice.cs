using MedBill.SampleData.Rest;
using MedBill.SampleData.Story;

namespace MedBill.SampleData.Play;

public sealed partial class DayPlayer
{
    private static readonly Address Street = new(["500 MAIN ST"], "SPRINGFIELD", "IL", "627011234");

    private static readonly PersonName[] ProviderNames = [new("Clara", "Jennings"), new("Amir", "Sadeghi"), new("Louise", "Tremont")];

    // The practice, who works there, who pays: what a biller sets up once.
    private async Task SetUpPracticeAsync(CancellationToken cancel)
    {
        await ReportAsync(DayStep.Practice, 0, _story.Payers.Count + 2, cancel);
        using (var admin = NewClient(practice: null))
        {
            _run = _run with { Today = _run.Today ?? DateOnly.FromDateTime((await admin.GetAsync<ClockReading>("v1/sandbox/clock", cancel)).Now.UtcDateTime) };
            var practice = await admin.PostAsync<Practice>("v1/practices", Practice(), Key("practice"), cancel);
            _client = NewClient(practice.Id);
        }

        for (var i = 0; i < ProviderNames.Length; i++)
        {
            var provider = new Provider { PersonName = ProviderNames[i], Npi = Npi.Of(182_000_010 + i), TaxonomyCode = SampleTaxonomy };
            _providers.Add((await Client.PostAsync<Provider>("v1/providers", provider, Key($"provider/{i}"), cancel)).Id!);
        }

        await ReportAsync(DayStep.Practice, 1, _story.Payers.Count + 2, cancel);
        var facility = new Facility
        {
            DisplayName = "SPRINGFIELD SURGERY CENTER",
            Npi = Npi.Of(182_000_020),
            PlaceOfServiceCode = "24",
            Address = Street with { Lines = ["505 MAIN ST"] },
        };
        _facility = (await Client.PostAsync<Facility>("v1/facilities", facility, Key("facility"), cancel)).Id!;
        await ReportAsync(DayStep.Practice, 2, _story.Payers.Count + 2, cancel);
        for (var i = 0; i < _story.Payers.Count; i++)
        {
            await SetUpPayerAsync(_story.Payers[i], cancel);
            await ReportAsync(DayStep.Practice, i + 3, _story.Payers.Count + 2, cancel);
        }
    }

    // Practices are unique by NPI and submitter: each run is a practice of its own.
    private Practice Practice()
    {
        var number = (int)(StableHash(_run.Id) % 10_000_000);
        return new()
        {
            DisplayName = "ORCHARD FAMILY MEDICINE",
            Npi = Npi.Of(190_000_000 + number),
            TaxId = (900_000_000 + number).ToString(System.Globalization.CultureInfo.InvariantCulture),
            TaxonomyCode = SampleTaxonomy,
            Address = Street,
            PayToAddress = new(["PO BOX 77"], "SPRINGFIELD", "IL", "627050077"),
            ContactName = "BILLING OFFICE",
            ContactPhone = "2175550100",
            SubmitterId = $"MB{number:0000000}",
        };
    }

    private async Task SetUpPayerAsync(PayerStory story, CancellationToken cancel)
    {
        var payer = await Client.PostAsync<Payer>("v1/payers", new Payer
        {
            DisplayName = story.Name,
            ElectronicPayerId = story.ElectronicId,
            ClaimFilingIndicatorCode = story.FilingIndicator,
            TimelyFilingDays = story.TimelyFilingDays,
        }, Key($"payer/{story.Key}"), cancel);
        _payers[story.Key] = payer.Id!;
        var plan = new Plan { PayerId = payer.Id!, DisplayName = story.PlanName, GroupNumber = story.GroupNumber };
        _plans[story.Key] = (await Client.PostAsync<Plan>("v1/plans", plan, Key($"plan/{story.Key}"), cancel)).Id!;
        await Client.PostAsync<FeeSchedule>("v1/fee-schedules", new FeeSchedule
        {
            PayerId = payer.Id!,
            DisplayName = $"{story.PlanName} {Today.Year}",
            EffectiveDate = new(Today.Year - 1, 1, 1),
            Items = [.. CodeTable.Codes.Values.Where(code => code.Allowed is not null).Select(code => new FeeScheduleItem(code.Code, code.Allowed!.Value))],
        }, Key($"fee-schedule/{story.Key}"), cancel);
    }

    // FNV-1a: the same number for the same text in every process.
    private static uint StableHash(string text) => text.Aggregate(2166136261u, (hash, letter) => (hash ^ letter) * 16777619u);
}
