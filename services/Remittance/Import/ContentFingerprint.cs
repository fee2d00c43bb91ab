using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using MedBill.Remittance.Domain;
using MedBill.X12.Remittances835;
using ClaimPayment = MedBill.Remittance.Domain.ClaimPayment;

namespace MedBill.Remittance.Import;

/// <summary>
/// A hash of what a remittance advice says, step by step: amount, effective date, claims and provider-level adjustments. Nothing of what
/// changes when the same is sent again: envelope, production date (DTM*405), day of receipt, names.
/// </summary>
internal sealed class ContentFingerprint
{
    private const char Between = '\u001f';

    private readonly StringBuilder _text = new();
    private byte[] _hash = [];

    public void Add(RemittanceHeader header)
    {
        Append(header.PaymentCents).Append(header.EffectiveDate?.ToString("yyyyMMdd", CultureInfo.InvariantCulture) ?? "");
        Close();
    }

    public void Add(ClaimPayment payment)
    {
        Append(payment.PatientControlNumber).Append(payment.StatusCode).Append(payment.PayerClaimControlNumber)
            .Append(payment.Charge.Cents).Append(payment.Paid.Cents).Append(payment.Detail.RemarkCodes);
        foreach (var adjustment in payment.Detail.Adjustments)
        {
            Append(adjustment.LineNumber).Append(adjustment.GroupCode).Append(adjustment.ReasonCode).Append(adjustment.Amount.Cents);
        }

        foreach (var line in payment.Detail.Lines)
        {
            Append(line.ControlNumber).Append(line.ProcedureCode).Append(line.SubmittedCode).Append(line.SubmittedModifiers)
                .Append(line.Charge.Cents).Append(line.Paid.Cents).Append(line.RemarkCodes);
        }

        Close();
    }

    public void Add(RemittanceTrailer trailer)
    {
        foreach (var (segment, entry) in trailer.ProviderAdjustments.SelectMany(segment => segment.Entries.Select(entry => (segment, entry))))
        {
            Append(segment.ProviderId).Append(entry.Reason).Append(entry.Reference ?? "").Append(entry.AmountCents);
        }

        Close();
    }

    /// <summary>Of everything that was added so far.</summary>
    public string Hash => Convert.ToHexStringLower(_hash);

    private ContentFingerprint Append(string text)
    {
        _text.Append(text).Append(Between);
        return this;
    }

    private ContentFingerprint Append(long number)
    {
        _text.Append(CultureInfo.InvariantCulture, $"{number}").Append(Between);
        return this;
    }

    // With how many there are, so that nothing slides from one list into the next.
    private ContentFingerprint Append(IReadOnlyList<string> texts)
    {
        Append(texts.Count);
        foreach (var text in texts)
        {
            Append(text);
        }

        return this;
    }

    // Each step's hash is made of the one before and what the step says: no more is held than one claim.
    private void Close()
    {
        _hash = SHA256.HashData([.. _hash, .. Encoding.UTF8.GetBytes(_text.ToString())]);
        _text.Clear();
    }
}
