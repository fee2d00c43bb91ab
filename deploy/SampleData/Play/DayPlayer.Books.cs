using System.Text;
using MedBill.SampleData.Expectations;
using MedBill.SampleData.Rest;
using MedBill.SampleData.Story;

namespace MedBill.SampleData.Play;

public sealed partial class DayPlayer
{
    // The payment that does not add up: nothing of it is posted, and the difference is named to the cent.
    private async Task<IReadOnlyList<Remittance>> FindQuarantinedAsync(CancellationToken cancel)
    {
        var wanted = Treated(Treatment.OutOfBalance).Count;
        var found = await _poll.UntilAsync(
            async token => await Client.ListAsync<Remittance>("v1/remittances?state=QUARANTINED", token).ToListAsync(token),
            seen => seen.Sum(remittance => remittance.ClaimPaymentCount) >= wanted,
            cancel);
        foreach (var remittance in found)
        {
            var difference = remittance.Differences is [var only] ? only : null;
            Expect("quarantined remittance", "OUT_OF_BALANCE", remittance.ReasonCode);
            Expect("quarantined difference", $"TRANSACTION {DayExpectations.BalanceDifference}", $"{difference?.Level} {difference?.Difference}");
        }

        Expect("claims in quarantine", wanted, found.Sum(remittance => remittance.ClaimPaymentCount));
        await ReportAsync(DayStep.Quarantine, found.Count, found.Count, cancel);
        return found;
    }

    private async Task<IReadOnlyList<SentStatement>> SendStatementsAsync(CancellationToken cancel)
    {
        var due = _expected.Accounts.Where(account => account.StatementAmount > Money.Zero).ToList();
        var accounts = await _poll.UntilAsync(AccountsAsync, seen => due.TrueForAll(account =>
            seen.TryGetValue(PartyName(account.ResponsibleParty), out var actual) && actual.PatientBalance == account.StatementAmount), cancel);
        var sent = new List<SentStatement>();
        foreach (var account in due)
        {
            if (accounts.TryGetValue(PartyName(account.ResponsibleParty), out var actual))
            {
                Expect($"{account.ResponsibleParty} balance due", account.StatementAmount, actual.PatientBalance);
                sent.Add(await SendStatementAsync(account, actual, cancel));
            }
            else
            {
                Expect($"{account.ResponsibleParty} account", "there", null);
            }

            await ReportAsync(DayStep.Statements, sent.Count, due.Count, cancel);
        }

        return sent;
    }

    private async Task<SentStatement> SendStatementAsync(AccountExpectation expected, Account account, CancellationToken cancel)
    {
        var party = expected.ResponsibleParty;
        var statement = await Client.PostAsync<Statement>("v1/statements", new StatementRequest(account.Id), Key($"statement/{party}"), cancel);
        Expect($"{party} statement", expected.StatementAmount, statement.AmountDue);
        var document = await Client.DownloadAsync($"v1/statements/{statement.Id}/document", cancel);
        Expect($"{party} statement is a PDF", "%PDF-", Encoding.ASCII.GetString(document.AsSpan(0, Math.Min(5, document.Length))));
        if (expected.PaidOnStatement > Money.Zero)
        {
            _payments.Add(await Client.PostAsync<Payment>("v1/payments", new PaymentRequest
            {
                AccountId = account.Id,
                Amount = expected.PaidOnStatement,
                Method = "CARD",
                Reference = $"STMT {party}",
                PaymentDate = Today,
            }, Key($"pay/{party}"), cancel));
        }

        return new(statement.Id, statement.AmountDue, document);
    }

    private async Task<Dictionary<string, Account>> AccountsAsync(CancellationToken cancel) =>
        await Client.ListAsync<Account>("v1/accounts", cancel).ToDictionaryAsync(account => account.ResponsibleParty, cancellationToken: cancel);

    private string PartyName(string key) => _guarantors.TryGetValue(key, out var guarantor) ? $"guarantors/{guarantor}" : $"patients/{_patients[key]}";

    private async Task<DayResult> CloseBooksAsync(IReadOnlyList<Remittance> quarantined, IReadOnlyList<SentStatement> statements, CancellationToken cancel)
    {
        await ReportAsync(DayStep.Books, 0, 4, cancel);
        var reconciliation = await _poll.UntilAsync(
            token => Client.GetAsync<Reconciliation>("v1/reconciliation", token),
            seen => seen.Balanced && seen.Posted.PaidAmount == _expected.Paid && seen.InFlight.PostingCount == 0,
            cancel);
        ExpectReconciled(reconciliation);
        await ReportAsync(DayStep.Books, 1, 4, cancel);
        var trial = await _poll.UntilAsync(token => Client.GetAsync<TrialBalance>("v1/trial-balance", token), seen => Differs(seen) is null, cancel);
        ExpectLedger(trial);
        await ReportAsync(DayStep.Books, 2, 4, cancel);
        var aging = await Client.GetAsync<AgingReport>($"v1/aging-report?asOfDate={Today:yyyy-MM-dd}&basis=SERVICE_DATE", cancel);
        ExpectAging(aging);
        ExpectAccounts(await AccountsAsync(cancel));
        await ReportAsync(DayStep.Books, 3, 4, cancel);
        var denials = await _poll.UntilAsync(OpenDenialsAsync, seen => Money.Sum(seen.Select(denial => denial.Amount)) == _expected.DeniedOpen, cancel);
        Expect("denials open", _expected.DeniedOpen, Money.Sum(denials.Select(denial => denial.Amount)));
        foreach (var visit in _expected.Visits.Where(visit => visit.ClaimState is not null))
        {
            await ExpectClaimAsync(visit, cancel);
        }

        await ReportAsync(DayStep.Books, 4, 4, cancel);
        return new()
        {
            Story = _story,
            Expectations = _expected,
            Checks = [.. _checks],
            Claims = _claims.ToDictionary(),
            Quarantined = quarantined,
            OpenDenials = denials,
            Statements = statements,
            Payments = [.. _payments],
            TrialBalance = trial,
            Aging = aging,
            Reconciliation = reconciliation,
            PayerNames = _story.Payers.ToDictionary(payer => _payers[payer.Key], payer => payer.Name),
        };
    }

    private void ExpectReconciled(Reconciliation seen)
    {
        Expect("reconciliation", true, seen.Balanced);
        Expect("posted: paid", _expected.Paid, seen.Posted.PaidAmount);
        Expect("posted: written down", _expected.Contractual, seen.Posted.ContractualAmount);
        Expect("posted: patient", _expected.PatientResponsibility, seen.Posted.PatientResponsibilityAmount);
        Expect("journaled: paid", seen.Posted.PaidAmount, seen.Journaled.PaidAmount);
        Expect("journaled: written down", seen.Posted.ContractualAmount, seen.Journaled.ContractualAmount);
        Expect("journaled: patient", seen.Posted.PatientResponsibilityAmount, seen.Journaled.PatientResponsibilityAmount);
        Expect("journaled: postings", seen.Posted.PostingCount, seen.Journaled.PostingCount);
    }

    private void ExpectLedger(TrialBalance trial)
    {
        Expect("trial balance", Money.Zero, trial.Difference);
        Expect("debits equal credits", trial.DebitAmount, trial.CreditAmount);
        var actual = Balances(trial);
        foreach (var account in _expected.Ledger.Keys.Union(actual.Keys).Order(StringComparer.Ordinal))
        {
            Expect($"ledger {account}", _expected.Ledger.GetValueOrDefault(account), actual.GetValueOrDefault(account));
        }
    }

    private static Dictionary<string, Money> Balances(TrialBalance trial) =>
        (trial.Rows ?? []).Where(row => row.Balance != Money.Zero).ToDictionary(row => row.LedgerAccount, row => row.Balance);

    private string? Differs(TrialBalance trial)
    {
        var actual = Balances(trial);
        return _expected.Ledger.Keys.Union(actual.Keys)
            .FirstOrDefault(account => _expected.Ledger.GetValueOrDefault(account) != actual.GetValueOrDefault(account));
    }

    private void ExpectAging(AgingReport aging)
    {
        var rows = (aging.Rows ?? []).Where(row => row.TotalAmount != Money.Zero).ToList();
        foreach (var payer in _story.Payers)
        {
            var expected = _expected.PayerAging.GetValueOrDefault(payer.Key) ?? [];
            var actual = rows.FirstOrDefault(row => row.PayerId == _payers[payer.Key])?.BucketAmounts ?? [];
            Expect($"{payer.Key} aging", string.Join(' ', expected), string.Join(' ', actual));
        }

        var patients = _expected.Ledger.GetValueOrDefault("AR_PATIENT");
        Expect("patients' aging", patients, Money.Sum(rows.Where(row => row.LedgerAccount == "AR_PATIENT").Select(row => row.TotalAmount)));
        Expect("aging in all", _expected.Ledger.GetValueOrDefault("AR_PAYER") + patients, aging.TotalAmount);
    }

    private void ExpectAccounts(Dictionary<string, Account> accounts)
    {
        foreach (var expected in _expected.Accounts)
        {
            var actual = accounts.GetValueOrDefault(PartyName(expected.ResponsibleParty));
            Expect($"{expected.ResponsibleParty} owes", expected.PatientBalance, actual?.PatientBalance);
            Expect($"{expected.ResponsibleParty} credit", expected.Credit, actual?.CreditBalance);
        }
    }

    private async Task ExpectClaimAsync(VisitExpectation expected, CancellationToken cancel)
    {
        var key = expected.Visit.Key;
        var claim = await Client.GetAsync<Claim>($"v1/claims/{_claims[key].Id}", cancel);
        _claims[key] = claim;
        Expect($"{key} ends", $"{expected.ClaimState} {expected.Versions}", $"{claim.State} {claim.VersionNumber}");
        Expect($"{key} outcome", expected.Outcome ?? "nothing", claim.Adjudication?.Outcome);
        if (claim.Adjudication is { } decided && expected.Outcome is not null)
        {
            Expect($"{key} paid", expected.Decision.Paid, decided.PaidAmount);
            Expect($"{key} written down", expected.Decision.Contractual, decided.ContractualAmount);
            Expect($"{key} to the patient", expected.Decision.Patient, decided.PatientResponsibilityAmount);
            Expect($"{key} denied", expected.Decision.Denied, decided.DeniedAmount);
        }
    }
}
