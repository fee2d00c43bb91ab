using System.Globalization;
using MedBill.Platform.Values;

namespace MedBill.Collections.Domain.Journal;

/// <summary>
/// What each fact books (architecture, decision 27). None waits for another: a posting may come before its claim, a claim before its
/// charges, and the sums come out the same.
/// </summary>
public static class Facts
{
    /// <summary>Dr AR_UNBILLED, Cr REVENUE; what no insurance is billed for moves on at once: Dr AR_PATIENT, Cr AR_UNBILLED.</summary>
    public static Fact EncounterCharged(Subject visit, int captureNumber, bool selfPay, DateOnly serviceDate, Money total)
    {
        ArgumentNullException.ThrowIfNull(visit);
        var key = string.Create(CultureInfo.InvariantCulture, $"{visit.Encounter}/captures/{captureNumber}");
        var charged = Booked((LedgerAccount.ArUnbilled, total), (LedgerAccount.Revenue, -total));
        return new(
            new(CauseType.EncounterCharged, key),
            serviceDate,
            visit,
            selfPay ? [.. charged, .. Booked((LedgerAccount.ArPatient, total), (LedgerAccount.ArUnbilled, -total))] : charged);
    }

    /// <summary>The first version of a claim: Dr AR_PAYER, Cr AR_UNBILLED.</summary>
    public static Fact ClaimSubmitted(Subject claim, DateOnly submittedOn, Money total)
    {
        ArgumentNullException.ThrowIfNull(claim);
        return Asked(claim, claim.Claim!, submittedOn, total);
    }

    /// <summary>
    /// A later version, which takes the place of the one before it: books the difference of the two, and nothing when it asks the same payer
    /// for the same money. It needs nothing but itself, so that the sum of all versions is what the last one asks for, in whatever order
    /// they are heard.
    /// </summary>
    /// <param name="claim">With the payer that is asked now.</param>
    /// <param name="versionNumber">From 2.</param>
    /// <param name="submittedOn">When it was submitted.</param>
    /// <param name="total">What it asks for.</param>
    /// <param name="payerBefore">Who was asked by the version before.</param>
    /// <param name="totalBefore">For what.</param>
    public static IReadOnlyList<Fact> ClaimResubmitted(
        Subject claim, int versionNumber, DateOnly submittedOn, Money total, string payerBefore, Money totalBefore)
    {
        ArgumentNullException.ThrowIfNull(claim);
        var key = string.Create(CultureInfo.InvariantCulture, $"{claim.Claim}/versions/{versionNumber}");
        return claim.Payer == payerBefore
            ? [Asked(claim, key, submittedOn, total - totalBefore)]
            : [Asked(claim with { Payer = payerBefore }, $"{key}/superseded", submittedOn, -totalBefore), Asked(claim, key, submittedOn, total)];
    }

    /// <summary>A claim that is void: nobody is asked any more for what its last version asked for. Dr AR_UNBILLED, Cr AR_PAYER.</summary>
    public static Fact ClaimVoided(Subject claim, DateOnly voidedOn, Money total)
    {
        ArgumentNullException.ThrowIfNull(claim);
        return new(new(CauseType.ClaimVoided, claim.Claim!), voidedOn, claim, Moved(-total));
    }

    /// <summary>
    /// A refused version that is discarded: what the version before it asks for takes its place again. The difference of the two, or, when they
    /// ask two payers, all of both.
    /// </summary>
    /// <param name="claim">With the payer that is asked again.</param>
    /// <param name="versionNumber">The one that was discarded.</param>
    /// <param name="discardedOn">When.</param>
    /// <param name="total">What is asked for again.</param>
    /// <param name="payerDiscarded">Who was asked by the discarded version.</param>
    /// <param name="totalDiscarded">For what.</param>
    public static IReadOnlyList<Fact> ClaimVersionDiscarded(
        Subject claim, int versionNumber, DateOnly discardedOn, Money total, string payerDiscarded, Money totalDiscarded)
    {
        ArgumentNullException.ThrowIfNull(claim);
        var key = string.Create(CultureInfo.InvariantCulture, $"{claim.Claim}/versions/{versionNumber}");
        return claim.Payer == payerDiscarded
            ? [Back(claim, key, total - totalDiscarded)]
            : [Back(claim with { Payer = payerDiscarded }, $"{key}/discarded", -totalDiscarded), Back(claim, key, total)];

        Fact Back(Subject subject, string cause, Money amount) => new(new(CauseType.ClaimVersionDiscarded, cause), discardedOn, subject, Moved(amount));
    }

    /// <summary>
    /// What a payer decided about one claim: Dr PAYER_CASH, CONTRACTUAL and AR_PATIENT, Cr AR_PAYER with their sum. What is denied stays
    /// in AR_PAYER. A reversal (CLP02 22) has negative amounts and so books on the other sides.
    /// </summary>
    public static Fact ClaimPosted(string claimPayment, Subject claim, DateOnly paymentDate, Money paid, Money contractual, Money patientResponsibility) => new(
        new(CauseType.PaymentsPosted, claimPayment),
        paymentDate,
        claim,
        Booked(
            (LedgerAccount.PayerCash, paid),
            (LedgerAccount.Contractual, contractual),
            (LedgerAccount.ArPatient, patientResponsibility),
            (LedgerAccount.ArPayer, -(paid + contractual + patientResponsibility))));

    /// <summary>A patient or guarantor paid: Dr CASH, Cr AR_PATIENT as far as something is due, Cr PATIENT_CREDIT the rest.</summary>
    public static Fact PaymentReceived(string payment, string? patient, DateOnly paymentDate, Money applied, Money credit) => new(
        new(CauseType.PaymentReceived, payment),
        paymentDate,
        new(patient),
        Booked((LedgerAccount.Cash, applied + credit), (LedgerAccount.ArPatient, -applied), (LedgerAccount.PatientCredit, -credit)));

    /// <summary>A payment taken back: the mirror of the entry that booked it.</summary>
    public static Fact PaymentReversed(string payment, JournalEntry received, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(received);
        return new(new(CauseType.PaymentReversed, payment), today, new(received.Patient), Mirror(received), received.Id);
    }

    /// <summary>What a payer or a patient owed is given up: Dr WRITE_OFF, Cr AR_PAYER or AR_PATIENT.</summary>
    public static Fact BalanceWrittenOff(string writeOff, Subject about, LedgerAccount receivable, DateOnly today, Money amount) => new(
        new(CauseType.BalanceWrittenOff, writeOff), today, about, Booked((LedgerAccount.WriteOff, amount), (receivable, -amount)));

    /// <summary>What a payer denied is the patient's to pay: Dr AR_PATIENT, Cr AR_PAYER.</summary>
    public static Fact BalanceTransferred(string transfer, Subject claim, DateOnly today, Money amount) => new(
        new(CauseType.BalanceTransferred, transfer), today, claim, Booked((LedgerAccount.ArPatient, amount), (LedgerAccount.ArPayer, -amount)));

    /// <summary>A credit given back: Dr PATIENT_CREDIT, Cr CASH.</summary>
    public static Fact RefundIssued(string refund, DateOnly refundDate, Money amount) => new(
        new(CauseType.RefundIssued, refund), refundDate, Subject.Nothing, Booked((LedgerAccount.PatientCredit, amount), (LedgerAccount.Cash, -amount)));

    /// <summary>Something decided by hand that is taken back: the mirror of the entry that booked it.</summary>
    public static Fact TakenBack(CauseType cause, string name, JournalEntry booked, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(booked);
        return new(
            new(cause, name), today, new(booked.Patient, booked.Encounter, booked.Claim, booked.Payer, booked.ServiceDate), Mirror(booked), booked.Id);
    }

    /// <summary>
    /// A credit used for a balance (<paramref name="amount"/> above zero: Dr PATIENT_CREDIT, Cr AR_PATIENT), or released when the balance it was used for
    /// is gone (below zero). Its cause is the fact that made it necessary.
    /// </summary>
    public static Fact CreditMoved(Fact because, Money amount)
    {
        ArgumentNullException.ThrowIfNull(because);
        return new(
            new(amount > Money.Zero ? CauseType.CreditApplied : CauseType.CreditReleased, because.Cause.Key),
            because.EffectiveDate,
            Subject.Nothing,
            Booked((LedgerAccount.PatientCredit, amount), (LedgerAccount.ArPatient, -amount)));
    }

    private static Movement[] Mirror(JournalEntry booked) => [.. booked.Lines.Select(line => new Movement(line.LedgerAccount, -line.NetDebit))];

    private static Fact Asked(Subject claim, string key, DateOnly on, Money amount) => new(new(CauseType.ClaimSubmitted, key), on, claim, Moved(amount));

    private static Movement[] Moved(Money asked) => Booked((LedgerAccount.ArPayer, asked), (LedgerAccount.ArUnbilled, -asked));

    private static Movement[] Booked(params (LedgerAccount Account, Money Amount)[] movements) =>
        [.. movements.Where(movement => movement.Amount != Money.Zero).Select(movement => new Movement(movement.Account, movement.Amount))];
}
