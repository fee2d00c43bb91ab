using MedBill.SampleData;
using MedBill.SampleData.Play;
using MedBill.SampleData.Rest;
using MedBill.SampleData.Story;

namespace MedBill.EndToEnd.Tests;

/// <summary>
/// What happens to the money of a visit on the less straight ways through the suite: nobody owes what nobody is asked for, and nobody
/// is asked twice.
/// </summary>
public sealed class MoneyPathTests(MoneyPathTests.Desk desk) : IClassFixture<MoneyPathTests.Desk>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_late_charge_is_asked_for_by_the_replacement_and_paid_once()
    {
        var visit = await desk.VisitAsync("SIM-PAID", 180_00);
        var claim = await desk.PaidAsync(await desk.ClaimAsync(visit));

        await desk.PostAsync<Items<Charge>>("v1/charges:batchCreate", new { charges = new[] { Charge(60_00, "83036", visit.Encounter) } });
        await desk.AwaitOpenAsync(visit, (60_00, 0));
        claim = await desk.PostAsync<Claim>($"v1/claims/{claim.Id}/versions", new { frequencyCode = "7" });
        claim = await desk.PaidAsync(claim);

        Assert.Equal((2, new Money(240_00)), (claim.VersionNumber, claim.TotalCharge));
        await desk.AwaitOpenAsync(visit, (0, 0));
        await desk.AssertBalancedAsync();
    }

    [Fact]
    public async Task A_visit_stays_on_the_account_it_was_opened_on()
    {
        var (before, after) = (await desk.GuarantorAsync(), await desk.GuarantorAsync());
        var visit = await desk.VisitAsync("SIM-PART", 180_00, before);

        await desk.Client.PatchAsync<Patient>($"v1/patients/{visit.Patient}", new { guarantorId = after }, patient => patient.GuarantorId == after, Cancel);
        var claim = await desk.PaidAsync(await desk.ClaimAsync(visit));

        var account = await desk.AccountAsync(visit);
        Assert.Equal($"guarantors/{before}", account.ResponsibleParty);
        Assert.Equal((Money.Zero, Money.Zero), (account.UnbilledBalance, account.PayerBalance));
        Assert.Equal(claim.Adjudication!.PatientResponsibilityAmount, account.PatientBalance);
        Assert.Empty((await desk.Client.GetAsync<Items<Account>>($"v1/accounts?responsibleParty=guarantors/{after}", Cancel)).All);
    }

    [Fact]
    public async Task A_void_claim_owes_nothing_and_its_visit_is_billed_anew()
    {
        var visit = await desk.VisitAsync("SIM-PAID", 180_00);
        var claim = await desk.PaidAsync(await desk.ClaimAsync(visit));

        await desk.PostAsync<Claim>($"v1/claims/{claim.Id}/versions", new { frequencyCode = "8" });
        await desk.SubmittedAsync(claim, "VOIDED");
        await desk.AwaitOpenAsync(visit, (180_00, 0));
        var anew = await desk.PaidAsync(await desk.ClaimAsync(visit));

        Assert.NotEqual(claim.Id, anew.Id);
        await desk.AwaitOpenAsync(visit, (0, 0));
        await desk.AssertBalancedAsync();
    }

    [Fact]
    public async Task A_claim_given_up_after_a_refusal_is_owed_by_nobody()
    {
        var visit = await desk.VisitAsync("SIM-REJ-277", 180_00);
        var claim = await desk.ClaimAsync(visit);
        await desk.SubmittedAsync(claim, "REJECTED");
        await desk.AwaitOpenAsync(visit, (0, 180_00));

        await desk.PostAsync<Claim>($"v1/claims/{claim.Id}/versions", new { });
        claim = await desk.PostAsync<Claim>($"v1/claims/{claim.Id}:void", null);

        Assert.Equal(("VOIDED", "NONE"), (claim.State, claim.NextAction));
        await desk.AwaitOpenAsync(visit, (180_00, 0));
    }

    [Fact]
    public async Task What_is_denied_is_given_up_or_made_the_patients_and_a_credit_is_given_back()
    {
        var visit = await desk.VisitAsync("SIM-DENY-50", 180_00);
        var claim = await desk.PaidAsync(await desk.ClaimAsync(visit));
        await desk.AwaitOpenAsync(visit, (0, 180_00));

        var written = await desk.PostAsync<Made>("v1/write-offs", new { claimId = claim.Id, amount = new Money(80_00), reason = "ADMINISTRATIVE" });
        await desk.PostAsync<Made>("v1/patient-transfers", new { claimId = claim.Id, amount = new Money(100_00), reason = "NOTICE_SIGNED" });
        await desk.AwaitOpenAsync(visit, (0, 0));
        var account = await desk.AccountAsync(visit);
        Assert.Equal(new Money(100_00), account.PatientBalance);
        await desk.AssertBalancedAsync();

        await desk.PostAsync<Made>("v1/payments", new { patientId = visit.Patient, amount = new Money(120_00), method = "CHECK" });
        await desk.PostAsync<Made>("v1/refunds", new { accountId = account.Id, amount = new Money(20_00), method = "CHECK", reference = "1042" });
        Assert.Equal((Money.Zero, Money.Zero), ((await desk.AccountAsync(visit)).PatientBalance, (await desk.AccountAsync(visit)).CreditBalance));

        Assert.Equal("REVERSED", (await desk.PostAsync<Made>($"v1/write-offs/{written.Id}/reversals", null)).State);
        await desk.AwaitOpenAsync(visit, (0, 80_00));
        await desk.AssertBalancedAsync();
    }

    private static Charge Charge(long cents, string code, string? encounter = null) => new()
    {
        EncounterId = encounter,
        ProcedureCode = code,
        Units = 1,
        Amount = new(cents),
        DiagnosisPointers = [1],
    };

    /// <summary>What was decided by hand.</summary>
    public sealed record Made(string Id, string? State);

    public sealed record Visit(string Patient, string Encounter, string Party);

    /// <summary>A practice with one payer, over the whole suite in this process.</summary>
    public sealed class Desk : IAsyncLifetime
    {
        private readonly Poll _poll = new(TimeProvider.System, TimeSpan.FromSeconds(60));
        private Suite _suite = null!;
        private string _provider = "";
        private string _plan = "";
        private DateOnly _today;
        private int _keys;

        public MedBillClient Client { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            _suite = await Suite.StartAsync();
            using var admin = new MedBillClient(_suite.Gateway, TokenRequest.Development);
            _today = DateOnly.FromDateTime((await admin.GetAsync<ClockReading>("v1/sandbox/clock")).Now.UtcDateTime);
            var practice = await admin.PostAsync<Practice>("v1/practices", new Practice
            {
                DisplayName = "MONEY FAMILY MEDICINE",
                Npi = Npi.Of(198_000_002),
                TaxId = "980000002",
                TaxonomyCode = "207Q00000X",
                Address = new(["901 MAIN ST"], "SPRINGFIELD", "IL", "627011234"),
                ContactName = "BILLING OFFICE",
                ContactPhone = "2175550100",
                SubmitterId = "MBMONEY1",
            }, "practice");
            Client = new(_suite.Gateway, TokenRequest.Development with { Practice = practice.Id });
            _provider = (await PostAsync<Provider>("v1/providers", new Provider
            {
                PersonName = new("Clara", "Jennings"),
                Npi = Npi.Of(182_000_020),
                TaxonomyCode = "207Q00000X",
            })).Id!;
            var payer = await PostAsync<Payer>("v1/payers", new Payer { DisplayName = "MONEY PAYER", ElectronicPayerId = "MONEY1", ClaimFilingIndicatorCode = "CI" });
            _plan = (await PostAsync<Plan>("v1/plans", new Plan { PayerId = payer.Id!, DisplayName = "Plan" })).Id!;
        }

        public async ValueTask DisposeAsync()
        {
            Client.Dispose();
            await _suite.DisposeAsync();
        }

        public Task<T> PostAsync<T>(string path, object? body) => Client.PostAsync<T>(path, body, $"money-{Interlocked.Increment(ref _keys)}", Cancel);

        public async Task<string> GuarantorAsync() => (await PostAsync<Guarantor>("v1/guarantors", new Guarantor
        {
            PersonName = new("Gail", "Payer"),
            Address = new(["5 ELM ST"], "SPRINGFIELD", "IL", "62702"),
        })).Id!;

        public async Task<Visit> VisitAsync(string scenario, long cents, string? guarantor = null)
        {
            var patient = await PostAsync<Patient>("v1/patients", new Patient
            {
                PersonName = new("Pat", "Money"),
                BirthDate = new(1980, 2, 14),
                Gender = "FEMALE",
                Address = new(["7 ELM ST"], "SPRINGFIELD", "IL", "62702"),
                GuarantorId = guarantor,
            });
            await PostAsync<Policy>($"v1/patients/{patient.Id}/policies", new Policy
            {
                PlanId = _plan,
                MemberId = $"{scenario}-{Interlocked.Increment(ref _keys):0000000}",
                Relationship = "SELF",
                CoordinationOrder = 1,
                EffectiveDate = new(_today.Year - 1, 1, 1),
            });
            var encounter = await PostAsync<Encounter>("v1/encounters", new Encounter
            {
                PatientId = patient.Id!,
                RenderingProviderId = _provider,
                PlaceOfServiceCode = "11",
                ServiceDate = _today.AddDays(-3),
                DiagnosisCodes = ["I10"],
                Charges = [Charge(cents, "99214")],
            });
            return new(patient.Id!, encounter.Id!, guarantor is null ? $"patients/{patient.Id}" : $"guarantors/{guarantor}");
        }

        public Task<Claim> ClaimAsync(Visit visit) => PostAsync<Claim>("v1/claims", new { encounterId = visit.Encounter });

        /// <summary>Submits the current version and waits for what becomes of it.</summary>
        public async Task<Claim> SubmittedAsync(Claim claim, string state)
        {
            await PostAsync<Claim>($"v1/claims/{claim.Id}/submissions", null);
            var seen = await _poll.UntilAsync(token => Client.GetAsync<Claim>($"v1/claims/{claim.Id}", token), one => one.State == state, Cancel);
            Assert.Equal(state, seen.State);
            return seen;
        }

        /// <summary>Submits the current version and waits until its payment is in the journal.</summary>
        public async Task<Claim> PaidAsync(Claim claim)
        {
            var paid = await SubmittedAsync(claim, "ADJUDICATED");
            var books = await _poll.UntilAsync(
                token => Client.GetAsync<Reconciliation>("v1/reconciliation", token), seen => seen.Balanced && seen.InFlight.PostingCount == 0, Cancel);
            Assert.True(books.Balanced);
            return paid;
        }

        public async Task<Account> AccountAsync(Visit visit) =>
            Assert.Single((await Client.GetAsync<Items<Account>>($"v1/accounts?responsibleParty={visit.Party}", Cancel)).All);

        /// <summary>Waits until so many cents are charged and asked of nobody, and so many asked of payers.</summary>
        public async Task AwaitOpenAsync(Visit visit, (long Unbilled, long Payer) expected) => Assert.Equal(expected, await _poll.UntilAsync(
            async _ =>
            {
                var account = await AccountAsync(visit);
                return (account.UnbilledBalance.Cents, account.PayerBalance.Cents);
            },
            open => open == expected,
            Cancel));

        public async Task AssertBalancedAsync()
        {
            Assert.Equal(Money.Zero, (await Client.GetAsync<TrialBalance>("v1/trial-balance", Cancel)).Difference);
            Assert.True((await Client.GetAsync<Reconciliation>("v1/reconciliation", Cancel)).Balanced);
        }
    }
}
