namespace MedBill.Gateway.Tests.Routes;

/// <summary>The whole public surface. A route that is not here fails <see cref="SurfaceTests"/>.</summary>
public static class RouteTable
{
    private const string Practices = "/v1/practices";
    private const string Providers = "/v1/providers";
    private const string Facilities = "/v1/facilities";
    private const string Guarantors = "/v1/guarantors";
    private const string Patients = "/v1/patients";
    private const string Encounters = "/v1/encounters";
    private const string Policies = "/v1/patients/{patient}/policies";
    private const string Claims = "/v1/claims";
    private const string Batches = "/v1/submission-batches";
    private const string Files = "/v1/remittance-files";
    private const string Payments = "/v1/payments";
    private const string Statements = "/v1/statements";

    public static IReadOnlyList<RouteCase> All { get; } =
    [
        Create(Practices, "CreatePractice", "admin"),
        Read(Practices, "ListPractices", "admin"),
        Read(Practices + "/{practice}", "GetPractice", "patients.read"),
        Patch(Practices + "/{practice}", "UpdatePractice", "admin"),
        Create(Providers, "CreateProvider", "patients.write"),
        Read(Providers, "ListProviders", "patients.read"),
        Read(Providers + "/{provider}", "GetProvider", "patients.read"),
        Patch(Providers + "/{provider}", "UpdateProvider", "patients.write"),
        Create(Facilities, "CreateFacility", "patients.write"),
        Read(Facilities, "ListFacilities", "patients.read"),
        Read(Facilities + "/{facility}", "GetFacility", "patients.read"),
        Create(Guarantors, "CreateGuarantor", "patients.write"),
        Read(Guarantors, "ListGuarantors", "patients.read"),
        Read(Guarantors + "/{guarantor}", "GetGuarantor", "patients.read"),
        Patch(Guarantors + "/{guarantor}", "UpdateGuarantor", "patients.write"),
        Create(Patients, "CreatePatient", "patients.write"),
        Read(Patients, "ListPatients", "patients.read"),
        new("POST", Patients + ":search", "SearchPatients", "patients.read") { Body = BodyKind.Json },
        Read(Patients + "/{patient}", "GetPatient", "patients.read"),
        Patch(Patients + "/{patient}", "UpdatePatient", "patients.write"),
        Create(Patients + "/{patient}/medical-history", "CreateMedicalHistoryEntry", "patients.write") with { Location = "/v1/patients/x-patient/medical-history" },
        Read(Patients + "/{patient}/medical-history", "ListMedicalHistoryEntries", "patients.read"),
        Create(Encounters, "CreateEncounter", "patients.write") with { Key = Taken.Required },
        new("POST", Encounters + ":batchCreate", "BatchCreateEncounters", "patients.write") { Body = BodyKind.Json, Key = Taken.Required, IsLong = true },
        Read(Encounters, "ListEncounters", "patients.read"),
        Read(Encounters + "/{encounter}", "GetEncounter", "patients.read"),
        Patch(Encounters + "/{encounter}", "UpdateEncounter", "patients.write"),
        new("POST", "/v1/charges:batchCreate", "BatchCreateCharges", "patients.write") { Body = BodyKind.Json, Key = Taken.Required, IsLong = true },

        Create("/v1/payers", "CreatePayer", "coverage.write"),
        Read("/v1/payers", "ListPayers", "coverage.read"),
        Read("/v1/payers/{payer}", "GetPayer", "coverage.read"),
        Patch("/v1/payers/{payer}", "UpdatePayer", "coverage.write"),
        new("POST", "/v1/payers/{payer}:priceServices", "PriceServices", "coverage.read") { Body = BodyKind.Json },
        Create("/v1/plans", "CreatePlan", "coverage.write"),
        Read("/v1/plans", "ListPlans", "coverage.read"),
        Read("/v1/plans/{plan}", "GetPlan", "coverage.read"),
        Create(Policies, "CreatePolicy", "coverage.write") with { Location = "/v1/patients/x-patient/policies/{id}" },
        Read(Policies, "ListPolicies", "coverage.read"),
        Read(Policies + "/{policy}", "GetPolicy", "coverage.read"),
        Patch(Policies + "/{policy}", "UpdatePolicy", "coverage.write"),
        Create("/v1/fee-schedules", "CreateFeeSchedule", "coverage.write") with { IsLong = true },
        Read("/v1/fee-schedules", "ListFeeSchedules", "coverage.read"),
        Read("/v1/fee-schedules/{feeSchedule}", "GetFeeSchedule", "coverage.read"),
        Create("/v1/eligibility-checks", "CreateEligibilityCheck", "coverage.write"),
        Read("/v1/eligibility-checks", "ListEligibilityChecks", "coverage.read"),
        Read("/v1/eligibility-checks/{eligibilityCheck}", "GetEligibilityCheck", "coverage.read"),

        Create(Claims, "CreateClaim", "claims.write") with { Key = Taken.Required },
        new("POST", Claims + ":batchCreate", "BatchCreateClaims", "claims.write") { Body = BodyKind.Json, Key = Taken.Required, IsLong = true },
        new("POST", Claims + ":batchSubmit", "BatchSubmitClaims", "claims.submit", 202) { Body = BodyKind.Json, Key = Taken.Required, IsLong = true, Location = Claims },
        Read(Claims, "ListClaims", "claims.read"),
        Read(Claims + "/{claim}", "GetClaim", "claims.read"),
        Patch(Claims + "/{claim}", "UpdateClaim", "claims.write"),
        new("POST", Claims + "/{claim}:scrub", "ScrubClaim", "claims.read") { Body = BodyKind.Empty },
        new("POST", Claims + "/{claim}:void", "VoidClaim", "claims.write") { Body = BodyKind.Empty, Key = Taken.Required, Match = Taken.Optional },
        new("POST", Claims + "/{claim}/submissions", "SubmitClaim", "claims.submit", 202)
        {
            Body = BodyKind.Empty, Key = Taken.Required, Match = Taken.Optional, Location = "/v1/claims/x-claim",
        },
        Read(Claims + "/{claim}/versions", "ListClaimVersions", "claims.read"),
        new("POST", Claims + "/{claim}/versions", "CreateClaimVersion", "claims.write", 201)
        {
            Body = BodyKind.Optional, Key = Taken.Required, Match = Taken.Optional, Location = "/v1/claims/x-claim/versions/{versionNumber}",
        },
        new("POST", Claims + "/{claim}/versions/{claimVersion}:discard", "DiscardClaimVersion", "claims.write")
        {
            Body = BodyKind.Empty, Key = Taken.Required, Match = Taken.Optional,
        },
        Read(Claims + "/{claim}/versions/{claimVersion}", "GetClaimVersion", "claims.read"),
        new("POST", Batches, "CloseSubmissionBatches", "claims.submit", 202) { Body = BodyKind.Optional, Key = Taken.Required, IsLong = true, Location = Batches },
        Read(Batches, "ListSubmissionBatches", "claims.read"),
        Read(Batches + "/{submissionBatch}", "GetSubmissionBatch", "claims.read"),
        Read("/v1/acknowledgments", "ListAcknowledgments", "claims.read"),
        Read("/v1/acknowledgments/{acknowledgment}", "GetAcknowledgment", "claims.read"),
        Read("/v1/denials", "ListDenials", "claims.read"),
        Read("/v1/denials/{denial}", "GetDenial", "claims.read"),
        new("POST", "/v1/denials/{denial}:close", "CloseDenial", "claims.write") { Body = BodyKind.Json, Key = Taken.Required },

        new("POST", Files, "UploadRemittanceFile", "remittance.write", 202)
        {
            Body = BodyKind.File, Key = Taken.Required, IsLong = true, Location = Files + "/{id}",
        },
        Read(Files, "ListRemittanceFiles", "remittance.read"),
        Read(Files + "/{remittanceFile}", "GetRemittanceFile", "remittance.read"),
        Read("/v1/remittances", "ListRemittances", "remittance.read"),
        Read("/v1/remittances/{remittance}", "GetRemittance", "remittance.read"),
        Read("/v1/remittances/{remittance}/claim-payments", "ListClaimPayments", "remittance.read"),
        new("POST", "/v1/remittances/{remittance}:release", "ReleaseRemittance", "remittance.post")
        {
            Body = BodyKind.Empty, Key = Taken.Required, Match = Taken.Optional,
        },
        new("POST", "/v1/remittances/{remittance}/claim-payments/{claimPayment}:assign", "AssignClaimPayment", "remittance.post")
        {
            Body = BodyKind.Json, Key = Taken.Required, Match = Taken.Optional,
        },
        Read("/v1/postings", "ListPostings", "remittance.read"),
        Read("/v1/provider-adjustments", "ListProviderAdjustments", "remittance.read"),

        Read("/v1/accounts", "ListAccounts", "collections.read"),
        Read("/v1/accounts/{account}", "GetAccount", "collections.read"),
        Read("/v1/journal-entries", "ListJournalEntries", "collections.read"),
        Read("/v1/journal-entries/{journalEntry}", "GetJournalEntry", "collections.read"),
        Create(Payments, "CreatePayment", "collections.write") with { Key = Taken.Required },
        Read(Payments, "ListPayments", "collections.read"),
        Read(Payments + "/{payment}", "GetPayment", "collections.read"),
        new("POST", Payments + "/{payment}/reversals", "ReversePayment", "collections.adjust", 201)
        {
            Body = BodyKind.Empty, Key = Taken.Required, Match = Taken.Optional, Location = "/v1/payments/x-payment",
        },
        Create("/v1/write-offs", "CreateWriteOff", "collections.adjust") with { Key = Taken.Required },
        Read("/v1/write-offs", "ListWriteOffs", "collections.read"),
        Read("/v1/write-offs/{writeOff}", "GetWriteOff", "collections.read"),
        new("POST", "/v1/write-offs/{writeOff}/reversals", "ReverseWriteOff", "collections.adjust", 201)
        {
            Body = BodyKind.Empty, Key = Taken.Required, Match = Taken.Optional, Location = "/v1/write-offs/x-writeoff",
        },
        Create("/v1/patient-transfers", "CreatePatientTransfer", "collections.adjust") with { Key = Taken.Required },
        Read("/v1/patient-transfers", "ListPatientTransfers", "collections.read"),
        Read("/v1/patient-transfers/{patientTransfer}", "GetPatientTransfer", "collections.read"),
        new("POST", "/v1/patient-transfers/{patientTransfer}/reversals", "ReversePatientTransfer", "collections.adjust", 201)
        {
            Body = BodyKind.Empty, Key = Taken.Required, Match = Taken.Optional, Location = "/v1/patient-transfers/x-patienttransfer",
        },
        Create("/v1/refunds", "CreateRefund", "collections.adjust") with { Key = Taken.Required },
        Read("/v1/refunds", "ListRefunds", "collections.read"),
        Read("/v1/refunds/{refund}", "GetRefund", "collections.read"),
        new("POST", "/v1/refunds/{refund}/reversals", "ReverseRefund", "collections.adjust", 201)
        {
            Body = BodyKind.Empty, Key = Taken.Required, Match = Taken.Optional, Location = "/v1/refunds/x-refund",
        },
        Create(Statements, "CreateStatement", "collections.write") with { Key = Taken.Required },
        Read(Statements, "ListStatements", "collections.read"),
        Read(Statements + "/{statement}", "GetStatement", "collections.read"),
        Read(Statements + "/{statement}/document", "GetStatementDocument", "collections.read"),
        Read("/v1/aging-report", "GetAgingReport", "collections.read"),
        Read("/v1/trial-balance", "GetTrialBalance", "collections.read"),
        Read("/v1/reconciliation", "", "remittance.read collections.read"),

        Read("/v1/sandbox/clock", "", "sandbox"),
        new("POST", "/v1/sandbox/clock", "", "sandbox") { Body = BodyKind.Json },
        Read("/v1/sandbox/scenarios", "", "sandbox"),
    ];

    /// <summary>Rpcs that no route exposes, and why.</summary>
    public static IReadOnlyDictionary<string, string> Internal { get; } = new Dictionary<string, string>
    {
        ["BatchGetBillingRecords"] = "Claims reads what a bill needs; a client reads the resources themselves.",
        ["BatchGetResponsibleParties"] = "Collections reads names and addresses for letters; a client reads guarantors and patients.",
        ["BatchResolveCoverage"] = "Claims asks who is to be billed; a client lists a patient's policies on a date.",
        ["GetPostingTotals"] = "One half of the reconciliation, which the gateway puts together.",
        ["GetJournalTotals"] = "The other half of it.",
    };

    public static TheoryData<RouteCase> Every => [.. All];

    /// <summary>Those that call one rpc.</summary>
    public static TheoryData<RouteCase> WithRpc => [.. All.Where(route => route.Rpc.Length > 0)];

    public static TheoryData<RouteCase> WithJson => [.. All.Where(route => route.Body is BodyKind.Json or BodyKind.Patch or BodyKind.Optional or BodyKind.Empty)];

    public static TheoryData<RouteCase> WithIds => [.. All.Where(route => route.Pattern.Contains('{'))];

    public static TheoryData<RouteCase> WithKey => [.. All.Where(route => route.Key != Taken.Never)];

    public static TheoryData<RouteCase> WithMatch => [.. All.Where(route => route.Match != Taken.Never)];

    private static RouteCase Create(string pattern, string rpc, string scope) =>
        new("POST", pattern, rpc, scope, 201) { Body = BodyKind.Json, Key = Taken.Optional, Location = pattern + "/{id}" };

    private static RouteCase Read(string pattern, string rpc, string scope) => new("GET", pattern, rpc, scope);

    private static RouteCase Patch(string pattern, string rpc, string scope) =>
        new("PATCH", pattern, rpc, scope) { Body = BodyKind.Patch, Key = Taken.Optional, Match = Taken.Required };
}
