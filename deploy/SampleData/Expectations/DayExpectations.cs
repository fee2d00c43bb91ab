using MedBill.SampleData.Story;

namespace MedBill.SampleData.Expectations;

/// <summary>What one visit must look like at the end of the day.</summary>
/// <param name="Visit">Which.</param>
/// <param name="Treatment">How the payer takes it.</param>
/// <param name="ClaimState">Null for self-pay: there is no claim.</param>
/// <param name="Outcome">Null while the payer's decision does not count.</param>
/// <param name="Decision">How the charge is divided; all zero while it is open.</param>
/// <param name="Versions">How many versions the claim needed.</param>
public sealed record VisitExpectation(
    VisitStory Visit, Treatment Treatment, string? ClaimState, string? Outcome, Decision Decision, int Versions)
{
    /// <summary>Still owed by the payer: denied and undecided, or paid by a remittance that does not add up.</summary>
    public Money OpenWithPayer => Treatment == Treatment.SelfPay ? Money.Zero : Visit.Charge - Decision.Paid - Decision.Contractual - Decision.Patient;

    /// <summary>Falls to the patient or guarantor.</summary>
    public Money FromPatient => Treatment == Treatment.SelfPay ? Visit.Charge : Decision.Patient;
}

/// <summary>What one account must look like.</summary>
/// <param name="Owed">What fell to it.</param>
/// <param name="PaidAtDesk">Paid before any statement.</param>
/// <param name="PaidOnStatement">Paid after it.</param>
public sealed record AccountExpectation(string ResponsibleParty, Money Owed, Money PaidAtDesk, Money PaidOnStatement)
{
    /// <summary>What the statement asks for.</summary>
    public Money StatementAmount => Owed > PaidAtDesk ? Owed - PaidAtDesk : Money.Zero;

    /// <summary>Owed at the end of the day.</summary>
    public Money PatientBalance => StatementAmount - PaidOnStatement;

    /// <summary>Paid too much, kept for later.</summary>
    public Money Credit => PaidAtDesk > Owed ? PaidAtDesk - Owed : Money.Zero;
}

/// <summary>What must come out of a day, to the cent, from its story alone.</summary>
public sealed record DayExpectations
{
    /// <summary>How much more the payer says it pays than its claims add up to.</summary>
    public static readonly Money BalanceDifference = new(37);

    private const int BucketCount = 6;
    private const int BucketDays = 30;

    public required IReadOnlyList<VisitExpectation> Visits { get; init; }

    public required IReadOnlyList<AccountExpectation> Accounts { get; init; }

    /// <summary>Claims by outcome; what has none counts as <c>SELF_PAY</c> or <c>QUARANTINED</c>.</summary>
    public required IReadOnlyDictionary<string, int> Outcomes { get; init; }

    /// <summary>Debits - credits of every ledger account that is not zero.</summary>
    public required IReadOnlyDictionary<string, Money> Ledger { get; init; }

    /// <summary>Open receivables of payers by age, six buckets, by payer key.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<Money>> PayerAging { get; init; }

    public Money Charged => Money.Sum(Visits.Select(visit => visit.Visit.Charge));

    public Money Paid => Money.Sum(Visits.Select(visit => visit.Decision.Paid));

    public Money Contractual => Money.Sum(Visits.Select(visit => visit.Decision.Contractual));

    public Money PatientResponsibility => Money.Sum(Visits.Select(visit => visit.Decision.Patient));

    public Money DeniedOpen => Money.Sum(Visits.Select(visit => visit.Decision.Denied));

    /// <summary>Charges that a quarantined remittance speaks of.</summary>
    public Money Quarantined => Money.Sum(Visits.Where(visit => visit.Treatment == Treatment.OutOfBalance).Select(visit => visit.Visit.Charge));

    public Money SelfPay => Money.Sum(Visits.Where(visit => visit.Treatment == Treatment.SelfPay).Select(visit => visit.Visit.Charge));

    public Money PatientPaid => Money.Sum(Accounts.Select(account => account.PaidAtDesk + account.PaidOnStatement));

    public static DayExpectations Of(DayStory story)
    {
        ArgumentNullException.ThrowIfNull(story);
        var visits = story.Visits.Select(visit => Expect(visit, story.Patient(visit.PatientKey).Treatment)).ToList();
        var accounts = story.Visits.GroupBy(visit => story.ResponsibleParty(visit.PatientKey))
            .Select(group => Account(group.Key, [.. visits.Where(visit => group.Contains(visit.Visit))], story)).ToList();
        return new()
        {
            Visits = visits,
            Accounts = accounts,
            Outcomes = visits.CountBy(Outcome).ToDictionary(),
            Ledger = LedgerOf(visits, accounts),
            PayerAging = Aging(story, visits),
        };
    }

    private static VisitExpectation Expect(VisitStory visit, Treatment treatment)
    {
        if (treatment == Treatment.SelfPay)
        {
            return new(visit, treatment, null, null, default, 0);
        }

        // Its payment is quarantined: the claim was accepted, and no decision counts.
        if (treatment == Treatment.OutOfBalance)
        {
            return new(visit, treatment, "ACCEPTED", null, default, 1);
        }

        var decision = PayerRules.Decide(visit, treatment);
        var outcome = decision switch
        {
            { Denied.Cents: > 0 } => "DENIED",
            { Paid.Cents: > 0 } => "PAID",
            _ => "PATIENT_RESPONSIBILITY",
        };
        return new(visit, treatment, "ADJUDICATED", outcome, decision, treatment is Treatment.Authorization or Treatment.Rejected ? 2 : 1);
    }

    private static string Outcome(VisitExpectation visit) =>
        visit.Outcome ?? (visit.Treatment == Treatment.SelfPay ? "SELF_PAY" : "QUARANTINED");

    private static AccountExpectation Account(string party, IReadOnlyList<VisitExpectation> visits, DayStory story)
    {
        var owed = Money.Sum(visits.Select(visit => visit.FromPatient));
        var atDesk = Money.Sum(visits.Select(visit => visit.Visit.DeskPayment));
        var account = new AccountExpectation(party, owed, atDesk, Money.Zero);
        return account with
        {
            PaidOnStatement = story.StatementAnswers.GetValueOrDefault(party) switch
            {
                StatementAnswer.PaysAll => account.StatementAmount,
                StatementAnswer.PaysHalf => new(account.StatementAmount.Cents / 2),
                _ => Money.Zero,
            },
        };
    }

    private static Dictionary<string, Money> LedgerOf(IReadOnlyList<VisitExpectation> visits, IReadOnlyList<AccountExpectation> accounts) =>
        new Dictionary<string, Money>
        {
            ["REVENUE"] = -Money.Sum(visits.Select(visit => visit.Visit.Charge)),
            ["AR_PAYER"] = Money.Sum(visits.Select(visit => visit.OpenWithPayer)),
            ["AR_PATIENT"] = Money.Sum(accounts.Select(account => account.PatientBalance)),
            ["CONTRACTUAL"] = Money.Sum(visits.Select(visit => visit.Decision.Contractual)),
            ["PAYER_CASH"] = Money.Sum(visits.Select(visit => visit.Decision.Paid)),
            ["CASH"] = Money.Sum(accounts.Select(account => account.PaidAtDesk + account.PaidOnStatement)),
            ["PATIENT_CREDIT"] = -Money.Sum(accounts.Select(account => account.Credit)),
        }.Where(row => row.Value != Money.Zero).ToDictionary();

    // By date of service: 0-30, 31-60, … , 151 and more days.
    private static Dictionary<string, IReadOnlyList<Money>> Aging(DayStory story, IReadOnlyList<VisitExpectation> visits) => visits
        .Where(visit => visit.OpenWithPayer > Money.Zero)
        .GroupBy(visit => story.Patient(visit.Visit.PatientKey).Policy!.PayerKey)
        .ToDictionary(payer => payer.Key, payer => (IReadOnlyList<Money>)[.. Enumerable.Range(0, BucketCount)
            .Select(bucket => Money.Sum(payer.Where(visit => Bucket(visit.Visit.DaysAgo) == bucket).Select(visit => visit.OpenWithPayer)))]);

    private static int Bucket(int daysAgo) => Math.Min(Math.Max(daysAgo - 1, 0) / BucketDays, BucketCount - 1);
}
