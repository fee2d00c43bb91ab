namespace MedBill.Claims.Domain.Edits;

/// <summary>Payer, policy and subscriber: loops 2000B, 2010BA, 2010BB.</summary>
internal static class PayerEdits
{
    private static readonly string[] Relationships = ["01", "19", "20", "21", "39", "40", "53", "G8"];

    public static void Examine(ClaimDraft draft, DateOnly today, FindingList findings)
    {
        var (payer, policy) = (draft.Content.Payer, draft.Content.Policy);
        findings.Text(payer.Name, 60, "payer.display_name", "2010BB NM103", "name of the payer");
        findings.ErrorIf(
            !Identifiers.IsInterchangeId(payer.ElectronicId), "PAYER_ID_INVALID", "payer.payer_id", "2010BB NM109",
            "The payer's electronic id is not 2 to 15 letters and digits.", "Record the payer's id at the clearinghouse.");
        findings.ErrorIf(
            !Identifiers.IsFilingIndicator(payer.FilingIndicatorCode), "FILING_INDICATOR_UNKNOWN", "payer.claim_filing_indicator_code", "2000B SBR09",
            "The claim filing indicator is not one a claim may carry.", "Record the payer's kind, such as CI for commercial.");
        findings.Require(policy.MemberId, "policy.member_id", "2010BA NM109", "member id");
        findings.ErrorIf(
            policy.MemberId.Length is 1 or > 80, "MEMBER_ID_LENGTH", "policy.member_id", "2010BA NM109",
            "The member id does not have 2 to 80 characters.", "Copy the member id from the card.");
        findings.ErrorIf(
            policy.GroupNumber.Length > 50, "GROUP_NUMBER_TOO_LONG", "policy.group_number", "2000B SBR03",
            "The group number has more than 50 characters.", "Copy the group number from the card.");
        Subscriber(draft.Content, findings);
    }

    // X12 RFI 2281: a subscriber who is not the patient stands with name and member id alone.
    private static void Subscriber(ClaimContent content, FindingList findings)
    {
        if (content.Policy.IsSelf)
        {
            findings.ErrorIf(
                content.Subscriber is not null, "SUBSCRIBER_NOT_ALLOWED", "policy.subscriber", "2010BA NM1",
                "The patient is the subscriber, yet the policy names another person.", "Correct the relationship or remove the subscriber.");
            return;
        }

        findings.ErrorIf(
            !Relationships.Contains(content.Policy.RelationshipCode), "RELATIONSHIP_INVALID", "policy.relationship", "2000C PAT01",
            "The patient's relationship to the subscriber is not known.", "Record what the patient is to the subscriber.");
        if (content.Subscriber is not { } subscriber)
        {
            findings.Error(
                "SUBSCRIBER_MISSING", "policy.subscriber", "2010BA NM1",
                "The patient is not the subscriber, and the policy does not say who is.", "Record the subscriber on the policy.");
            return;
        }

        PatientEdits.Name(subscriber.Name, "policy.subscriber.person_name", "2010BA", "subscriber", findings);
    }
}
