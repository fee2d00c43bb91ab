namespace MedBill.Gateway.Description;

/// <summary>What members look like in examples. All persons are invented.</summary>
internal static class Samples
{
    private const string Tail = "-01kk2v7x9e7d5t0m3h4n6p8q2r";

    /// <summary>By member, or by model and member where the member alone does not say it.</summary>
    private static readonly Dictionary<string, string> Texts = new()
    {
        ["advance"] = "P30D",
        ["authorizationRequiredCode"] = "N",
        ["behaviour"] = "Contractual write-off to the fee schedule, the rest paid.",
        ["benefitCode"] = "C",
        ["causeKey"] = "claims/clm" + Tail,
        ["causeType"] = "medbill.claims.events.v1.ClaimSubmitted",
        ["city"] = "CLEVELAND",
        ["claimFilingIndicatorCode"] = "CI",
        ["claimStatusCode"] = "1",
        ["contactName"] = "BILLING OFFICE",
        ["contactPhone"] = "2165550100",
        ["coverageLevelCode"] = "IND",
        ["cursor"] = "CgNjbG0SBwj7",
        ["nextCursor"] = "CgNjbG0SBwj7",
        ["description"] = "OFFICE VISIT",
        ["diagnosisCode"] = "E119",
        ["diagnosisCodes"] = "E119",
        ["displayName"] = "LAKESIDE FAMILY MEDICINE",
        ["Payer.displayName"] = "ERIE MUTUAL HEALTH",
        ["Plan.displayName"] = "ERIE MUTUAL PPO 500",
        ["FeeSchedule.displayName"] = "ERIE MUTUAL 2026",
        ["electronicPayerId"] = "60054",
        ["email"] = "ada.example@example.com",
        ["etag"] = "\"7\"",
        ["externalId"] = "ehr-20260302-17",
        ["familyName"] = "EXAMPLE",
        ["field"] = "/serviceLines/0/diagnosisPointers",
        ["fileName"] = "835-000000042.x12",
        ["fix"] = "Point the line at a diagnosis of the claim.",
        ["followUpActionCode"] = "C",
        ["frequencyCode"] = "7",
        ["givenName"] = "ADA",
        ["groupCode"] = "CO",
        ["groupControlNumber"] = "42",
        ["groupNumber"] = "GRP-1001",
        ["inNetworkCode"] = "Y",
        ["insuranceTypeCode"] = "C1",
        ["interchangeControlNumber"] = "000000042",
        ["lineItemControlNumber"] = "1",
        ["lines"] = "100 MAIN ST",
        ["location"] = "CLP-3",
        ["loop"] = "2100C",
        ["medicalRecordNumber"] = "MRN-000417",
        ["memberId"] = "SIM-PAID-0001",
        ["memberIdPrefix"] = "SIM-PAID",
        ["message"] = "The line points at no diagnosis of the claim.",
        ["middleName"] = "M",
        ["modifier"] = "25",
        ["modifiers"] = "25",
        ["nationalDrugCode"] = "00409123401",
        ["nextAction"] = "Correct the member id and ask again.",
        ["npi"] = "1234567893",
        ["originalReferenceNumber"] = "ICN0000417",
        ["patientControlNumber"] = "MB0000417A",
        ["patientSharePercent"] = "20",
        ["payerClaimControlNumber"] = "ICNMB0000417A",
        ["payerDisplayName"] = "ERIE MUTUAL HEALTH",
        ["paymentMethodCode"] = "ACH",
        ["phone"] = "2165550117",
        ["placeOfServiceCode"] = "11",
        ["postalCode"] = "441140001",
        ["priorAuthorizationNumber"] = "AUTH-5512",
        ["procedureCode"] = "99213",
        ["reason"] = "Every transaction set was accepted.",
        ["reasonCode"] = "A1",
        ["Adjustment.reasonCode"] = "45",
        ["ClaimPaymentAdjustment.reasonCode"] = "45",
        ["Denial.reasonCode"] = "197",
        ["ProviderAdjustment.reasonCode"] = "WO",
        ["reference"] = "CHECK 1042",
        ["rejectReasonCode"] = "75",
        ["remarkCodes"] = "N130",
        ["responsibleParty"] = "guarantors/gtr" + Tail,
        ["serviceTypeCodes"] = "30",
        ["sha256"] = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        ["state"] = "OH",
        ["stateCode"] = "OH",
        ["statusCodes"] = "A1:20",
        ["submitterId"] = "LAKESIDE01",
        ["suffix"] = "JR",
        ["taxId"] = "341234567",
        ["taxonomyCode"] = "207Q00000X",
        ["timePeriodCode"] = "23",
        ["traceNumber"] = "SIM000000042",
        ["transactionType"] = "277CA",
        ["unmatchedReasonCode"] = "CHARGE_DIFFERS",
        ["workQueue"] = "authorization",
        ["code"] = "DIAGNOSIS_POINTER",
        ["x12Location"] = "2400 SV107",
    };

    private static readonly Dictionary<string, string> Prefixes = new()
    {
        ["practice"] = "prc",
        ["provider"] = "prv",
        ["renderingProvider"] = "prv",
        ["referringProvider"] = "prv",
        ["facility"] = "fac",
        ["guarantor"] = "gtr",
        ["patient"] = "pat",
        ["medicalHistoryEntry"] = "mhe",
        ["encounter"] = "enc",
        ["charge"] = "chg",
        ["payer"] = "pyr",
        ["plan"] = "pln",
        ["policy"] = "pol",
        ["feeSchedule"] = "fee",
        ["eligibilityCheck"] = "elg",
        ["claim"] = "clm",
        ["submissionBatch"] = "sub",
        ["acknowledgment"] = "ack",
        ["denial"] = "den",
        ["remittanceFile"] = "rmf",
        ["remittance"] = "era",
        ["earlierRemittance"] = "era",
        ["posting"] = "pst",
        ["providerAdjustment"] = "plb",
        ["account"] = "acc",
        ["journalEntry"] = "jrn",
        ["reverses"] = "jrn",
        ["payment"] = "pmt",
        ["statement"] = "stm",
        ["writeOff"] = "wof",
        ["patientTransfer"] = "ptr",
        ["refund"] = "rfd",
    };

    private static readonly Dictionary<string, int> Numbers = new() { ["limit"] = 50, ["sizeBytes"] = 48_211, ["timelyFilingDays"] = 365 };

    /// <summary>A text; null when none is known.</summary>
    public static string? TextOf(string model, string member) => Texts.GetValueOrDefault($"{model}.{member}") ?? Texts.GetValueOrDefault(member);

    /// <summary>An id: <c>claimId</c>, <c>claimIds</c>, or <c>id</c> of a model.</summary>
    /// <exception cref="KeyNotFoundException">A new member has no sample yet.</exception>
    public static string Id(string model, string member)
    {
        var thing = member == "id" ? System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(model)
            : member.EndsWith("Ids", StringComparison.Ordinal) ? member[..^3]
            : member[..^2];

        // These two are no ids of their own: a version's number, a payment's position.
        return thing is "claimVersion" or "claimPayment" ? "1" : Prefixes.TryGetValue(thing, out var prefix) ? prefix + Tail : throw Missing(model, member);
    }

    /// <summary>A whole number.</summary>
    public static int Number(string member) => Numbers.GetValueOrDefault(member, 1);

    private static KeyNotFoundException Missing(string model, string member) => new($"{model}.{member} has no sample: give it one in {nameof(Samples)}.");
}
