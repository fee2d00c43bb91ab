using System.Net;
using MedBill.SampleData.Rest;
using MedBill.SampleData.Story;

namespace MedBill.SampleData.Play;

public sealed partial class DayPlayer
{
    private async Task RegisterAsync(CancellationToken cancel)
    {
        foreach (var guarantor in _story.Guarantors)
        {
            var made = await Client.PostAsync<Guarantor>("v1/guarantors", new Guarantor
            {
                ExternalId = guarantor.Key,
                PersonName = guarantor.Name,
                Address = guarantor.Address,
                Phone = guarantor.Phone,
            }, Key($"guarantor/{guarantor.Key}"), cancel);
            _guarantors[guarantor.Key] = made.Id!;
        }

        await EachAsync(DayStep.Registration, _story.Patients, RegisterAsync, cancel);
    }

    private async Task RegisterAsync(PatientStory story, CancellationToken cancel)
    {
        var patient = await Client.PostAsync<Patient>("v1/patients", new Patient
        {
            ExternalId = story.Key,
            MedicalRecordNumber = $"MRN{story.Key}",
            PersonName = story.Name,
            BirthDate = story.BirthDate,
            Gender = story.Gender,
            Address = story.Address,
            GuarantorId = story.GuarantorKey is { } guarantor ? _guarantors[guarantor] : null,
        }, Key($"patient/{story.Key}"), cancel);
        _patients[story.Key] = patient.Id!;
        if (story.Accident is { } accident)
        {
            var entry = new MedicalHistoryEntry { Kind = "AUTO_ACCIDENT", StartDate = Before(Today, accident.DaysAgo), StateCode = accident.StateCode };
            var made = await Client.PostAsync<MedicalHistoryEntry>($"v1/patients/{patient.Id}/medical-history", entry, Key($"accident/{story.Key}"), cancel);
            _accidents[story.Key] = made.Id!;
        }

        if (story.Policy is { } policy)
        {
            var made = await Client.PostAsync<Policy>($"v1/patients/{patient.Id}/policies", new Policy
            {
                PlanId = _plans[policy.PayerKey],
                MemberId = policy.MemberId,
                Relationship = policy.Parent is null ? "SELF" : "CHILD",
                Subscriber = policy.Parent,
                CoordinationOrder = 1,
                EffectiveDate = new(Today.Year - 1, 1, 1),
            }, Key($"policy/{story.Key}"), cancel);
            _policies[story.Key] = made.Id!;
        }
    }

    private async Task CheckEligibilityAsync(CancellationToken cancel)
    {
        var insured = _story.Patients.Where(patient => patient.Policy is not null).ToList();
        await EachAsync(DayStep.Eligibility, insured, CheckEligibilityAsync, cancel);

        // The second question of a day is answered from what is known.
        var first = insured.First(patient => patient.Treatment == Treatment.Paid);
        var (again, status) = await Client.PostWithStatusAsync<EligibilityCheck>(
            "v1/eligibility-checks", Question(first), Key($"eligibility-again/{first.Key}"), cancel);
        Expect("eligibility asked twice: status", (int)HttpStatusCode.Created, (int)status);
        Expect("eligibility asked twice: from cache", true, again.ServedFromCache ?? false);
    }

    private async Task CheckEligibilityAsync(PatientStory story, CancellationToken cancel)
    {
        var check = await Client.PostAsync<EligibilityCheck>("v1/eligibility-checks", Question(story), Key($"eligibility/{story.Key}"), cancel);
        check = await _poll.UntilAsync(
            token => Client.GetAsync<EligibilityCheck>($"v1/eligibility-checks/{check.Id}", token), seen => seen.State != "PENDING", cancel);
        if (story.Treatment == Treatment.Rejected)
        {
            Expect($"{story.Key} eligibility", "FAILED 75", $"{check.State} {string.Join(',', (check.Rejections ?? []).Select(rejection => rejection.RejectReasonCode))}");
            return;
        }

        Expect($"{story.Key} eligibility", "ANSWERED ACTIVE", $"{check.State} {check.CoverageStatus}");
        var copay = check.Benefits?.FirstOrDefault(benefit => benefit.BenefitCode == "B" && benefit.Amount is not null)?.Amount;
        Expect($"{story.Key} office copay", new Money(25_00), copay);
    }

    private EligibilityQuestion Question(PatientStory story) => new(_patients[story.Key], _policies[story.Key], Today);

    // The first half is keyed in visit by visit, the rest comes as one batch; both must end the same.
    private async Task RecordVisitsAsync(CancellationToken cancel)
    {
        var single = _story.Visits.Take(_story.Visits.Count / 2).ToList();
        var batch = _story.Visits.Skip(single.Count).ToList();
        await EachAsync(DayStep.Visits, single, async (visit, token) =>
            Recorded(visit, await Client.PostAsync<Encounter>("v1/encounters", ToEncounter(visit), Key($"encounter/{visit.Key}"), token)), cancel);
        var made = await Client.PostAsync<Items<Encounter>>(
            "v1/encounters:batchCreate", new { encounters = batch.Select(ToEncounter).ToList() }, Key("encounters"), cancel);
        foreach (var (visit, encounter) in batch.Zip(made.All))
        {
            Recorded(visit, encounter);
        }

        await AddLateChargesAsync(cancel);
        await CheckPricesAsync(cancel);
        await ReportAsync(DayStep.Visits, _story.Visits.Count, _story.Visits.Count, cancel);
    }

    private void Recorded(VisitStory visit, Encounter encounter)
    {
        _encounters[visit.Key] = encounter.Id!;
        Expect($"{visit.Key} encounter", "CHARGED", encounter.State);
    }

    private Encounter ToEncounter(VisitStory visit) => new()
    {
        ExternalId = visit.Key,
        PatientId = _patients[visit.PatientKey],
        RenderingProviderId = _providers[visit.Provider],
        FacilityId = visit.AtFacility ? _facility : null,
        PlaceOfServiceCode = visit.AtFacility ? "24" : "11",
        ServiceDate = Before(Today, visit.DaysAgo),
        DiagnosisCodes = visit.MiskeyedDiagnoses ?? visit.Diagnoses,
        Charges = [.. (visit.LateCharge ? visit.Services.SkipLast(1) : visit.Services).Select(service => ToCharge(service))],
        BillTo = TreatmentOf(visit) == Treatment.SelfPay ? "SELF_PAY" : null,
        MedicalHistoryEntryIds = _accidents.TryGetValue(visit.PatientKey, out var accident) ? [accident] : null,
    };

    private static Charge ToCharge(ServiceStory service, string? encounter = null) => new()
    {
        EncounterId = encounter,
        ProcedureCode = service.Code,
        Modifiers = service.Modifiers.Count == 0 ? null : service.Modifiers,
        Units = service.Units,
        Amount = service.Charge,
        DiagnosisPointers = service.Pointers,
    };

    private async Task AddLateChargesAsync(CancellationToken cancel)
    {
        var late = _story.Visits.Where(visit => visit.LateCharge).Select(visit => ToCharge(visit.Services[^1], _encounters[visit.Key])).ToList();
        if (late.Count > 0)
        {
            await Client.PostAsync<Items<Charge>>("v1/charges:batchCreate", new { charges = late }, Key("late-charges"), cancel);
        }
    }

    // What the contract allows, asked of Coverage before anything is sent.
    private async Task CheckPricesAsync(CancellationToken cancel)
    {
        foreach (var payer in Insured.Take(3).GroupBy(visit => _story.Patient(visit.PatientKey).Policy!.PayerKey))
        {
            var services = payer.SelectMany(visit => visit.Services.Select(service => (visit, service)))
                .Where(line => CodeTable.Codes[line.service.Code].Allowed is not null).ToList();
            var priced = await Client.PostAsync<PricedServices>($"v1/payers/{_payers[payer.Key]}:priceServices", new
            {
                services = services.Select(line => new ServiceToPrice(line.service.Code, line.service.Units, Before(Today, line.visit.DaysAgo))).ToList(),
            }, Key($"price/{payer.Key}"), cancel);
            Expect(
                $"{payer.Key} contract price",
                Money.Sum(services.Select(line => CodeTable.Codes[line.service.Code].Allowed!.Value * line.service.Units)),
                Money.Sum(priced.Services.Select(service => service.AllowedAmount ?? Money.Zero)));
        }
    }

    private async Task TakeDeskPaymentsAsync(CancellationToken cancel) => await EachAsync(
        DayStep.Desk,
        [.. _story.Visits.Where(visit => visit.DeskPayment > Money.Zero)],
        async (visit, token) => _payments.Add(await Client.PostAsync<Payment>("v1/payments", new PaymentRequest
        {
            PatientId = _patients[visit.PatientKey],
            Amount = visit.DeskPayment,
            Method = visit.DeskPaymentMethod,
            Reference = $"DESK {visit.Key}",
            PaymentDate = Today,
        }, Key($"desk/{visit.Key}"), token)),
        cancel);
}
