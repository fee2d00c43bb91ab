using MedBill.Platform.Mailbox;
using MedBill.SampleData;
using MedBill.SampleData.Play;
using MedBill.SampleData.Rest;
using MedBill.X12.Guides;
using MedBill.X12.Remittances835;
using MedBill.X12.Segments;
using Microsoft.Extensions.DependencyInjection;
using ClaimPayment = MedBill.X12.Remittances835.ClaimPayment;
using Npi = MedBill.SampleData.Story.Npi;

namespace MedBill.EndToEnd.Tests;

/// <content>The desk at which the money paths are played.</content>
public sealed partial class MoneyPathTests
{
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

        /// <summary>Gives the visit's policy a member id of another scenario.</summary>
        public async Task ChangeMemberAsync(Visit visit, string scenario)
        {
            var policies = $"v1/patients/{visit.Patient}/policies";
            var policy = Assert.Single((await Client.GetAsync<Items<Policy>>(policies, Cancel)).All);
            var member = $"{scenario}-{Interlocked.Increment(ref _keys):0000000}";
            await Client.PatchAsync<Policy>($"{policies}/{policy.Id}", new { memberId = member }, one => one.MemberId == member, Cancel);
        }

        public async Task<IReadOnlyList<Denial>> DenialsAsync(Claim claim) =>
            (await Client.GetAsync<Items<Denial>>($"v1/denials?claimId={claim.Id}", Cancel)).All;
        /// <summary>Puts an 835 of the payer into the mailbox and waits until it is posted: its id, and what matches no claim.</summary>
        public async Task<(string Remittance, IReadOnlyList<BookedPayment> Unmatched)> ReceiveAsync(params ClaimPayment[] payments)
        {
            var trace = $"MONEYEFT{Interlocked.Increment(ref _keys)}";
            var advice = new Remittance835(
                new()
                {
                    HandlingCode = "I",
                    PaymentCents = payments.Sum(payment => payment.PaidCents),
                    Method = "ACH",
                    Format = "CCP",
                    OriginatorId = "1512345678",

                    // After what was decided so far.
                    EffectiveDate = _today.AddDays(1),
                    TraceNumber = trace,
                    TraceOriginator = "1512345678",
                    Payer = new()
                    {
                        EntityCode = EntityCodes.Payer,
                        Name = "MONEY PAYER",
                        Address = new() { Line1 = "1 PAYER WAY", City = "CHICAGO", State = "IL", PostalCode = "60601" },
                        References = [new(ReferenceQualifiers.PayerId, "MONEY1")],
                        Contacts = [new("BL", "EDI SUPPORT", [new("TE", "5555550199")])],
                    },
                    Payee = new() { EntityCode = EntityCodes.Payee, Name = "MONEY FAMILY MEDICINE", IdQualifier = "XX", Id = Npi.Of(198_000_002) },
                },
                [.. payments],
                default);
            var envelope = GuideId.Remittance835.Envelope(
                new()
                {
                    SenderId = "MONEY1",
                    ReceiverId = "MBMONEY1",
                    Timestamp = _today.ToDateTime(TimeOnly.MinValue),
                    ControlNumber = "900000001",
                    Usage = "T",
                },
                1,
                1);
            var mailbox = _suite.Host("remittance").Services.GetRequiredService<IMailbox>();
            var file = Remittance835File.Write(envelope, advice);
            Assert.Empty(file.Findings);
            await mailbox.WriteInboundAsync($"835-{trace}.x12", file.Bytes.ToArray(), Cancel);
            var posted = await _poll.UntilAsync(
                async token => (await Client.GetAsync<Items<SampleData.Rest.Remittance>>($"v1/remittances?traceNumber={trace}", token)).All, all => all is [{ State: "POSTED" }], Cancel);
            var id = Assert.Single(posted).Id;
            return (id, (await Client.GetAsync<Items<BookedPayment>>($"v1/remittances/{id}/claim-payments?unmatchedOnly=true", Cancel)).All);
        }

        /// <summary>Waits until a claim stands as expected.</summary>
        public Task<Claim> AwaitAsync(Claim claim, Func<Claim, bool> expected) =>
            _poll.UntilAsync(token => Client.GetAsync<Claim>($"v1/claims/{claim.Id}", token), expected, Cancel);

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
