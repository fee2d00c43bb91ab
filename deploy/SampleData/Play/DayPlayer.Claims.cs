using MedBill.SampleData.Expectations;
using MedBill.SampleData.Rest;
using MedBill.SampleData.Story;

namespace MedBill.SampleData.Play;

public sealed partial class DayPlayer
{
    private const string Error = "ERROR";

    // Half of the claims by one batch call, half one by one; what the edits refuse is mended before it is sent.
    private async Task BuildClaimsAsync(CancellationToken cancel)
    {
        var visits = Insured.ToList();
        var batch = visits.Take(visits.Count / 2).ToList();
        var made = await Client.PostAsync<Items<Claim>>(
            "v1/claims:batchCreate", new { encounterIds = batch.Select(visit => _encounters[visit.Key]).ToList() }, Key("claims"), cancel);
        foreach (var (visit, claim) in batch.Zip(made.All))
        {
            Built(visit, claim);
        }

        await EachAsync(DayStep.Claims, [.. visits.Skip(batch.Count)], async (visit, token) => Built(
            visit, await Client.PostAsync<Claim>("v1/claims", new { encounterId = _encounters[visit.Key] }, Key($"claim/{visit.Key}"), token)), cancel);
        foreach (var visit in visits.Where(visit => visit.MiskeyedDiagnoses is not null))
        {
            await MendAsync(visit, cancel);
        }

        await ReportAsync(DayStep.Claims, visits.Count, visits.Count, cancel);
    }

    private void Built(VisitStory visit, Claim claim)
    {
        _claims[visit.Key] = claim;
        Expect($"{visit.Key} claim", $"DRAFT {visit.Charge}", $"{claim.State} {claim.TotalCharge}");
        Expect($"{visit.Key} edits", visit.MiskeyedDiagnoses is null ? "pass" : "refuse", Verdict(claim.Findings));
    }

    // Edits are data: the submission answers 202, the claim stays a draft and says why.
    private async Task MendAsync(VisitStory visit, CancellationToken cancel)
    {
        var path = $"v1/claims/{_claims[visit.Key].Id}";
        var refused = await Client.PostAsync<Claim>($"{path}/submissions", null, Key($"submit-wrong/{visit.Key}"), cancel);
        Expect($"{visit.Key} submitted wrong", "DRAFT refuse", $"{refused.State} {Verdict(refused.Findings)}");
        _claims[visit.Key] = await Client.PatchAsync<Claim>(
            path, new { diagnosisCodes = visit.Diagnoses }, claim => claim.DiagnosisCodes?.SequenceEqual(visit.Diagnoses) == true, cancel);
        var again = await Client.PostAsync<Findings>($"{path}:scrub", null, Key($"scrub/{visit.Key}"), cancel);
        Expect($"{visit.Key} mended", "pass", Verdict(again.All));
    }

    private static string Verdict(IReadOnlyList<Finding>? findings) =>
        findings?.Any(finding => finding.Severity == Error) == true ? "refuse" : "pass";

    private async Task SubmitAsync(CancellationToken cancel)
    {
        var visits = Insured.ToList();
        var single = visits.Take(visits.Count / 2).ToList();
        await EachAsync(DayStep.Submission, single, (visit, token) => SubmitAsync(visit, 1, token), cancel);
        var batch = visits.Skip(single.Count).ToList();
        var results = await Client.PostAsync<Items<SubmissionResult>>(
            "v1/claims:batchSubmit", new { claimIds = batch.Select(visit => _claims[visit.Key].Id).ToList() }, Key("submissions"), cancel);
        foreach (var (visit, result) in batch.Zip(results.All))
        {
            Expect($"{visit.Key} submitted", "SUBMITTED", $"{result.State}{result.ReasonCode}");
        }

        await CloseBatchesAsync("first", cancel);
        await ReportAsync(DayStep.Submission, visits.Count, visits.Count, cancel);
    }

    private async Task SubmitAsync(VisitStory visit, int version, CancellationToken cancel)
    {
        var claim = await Client.PostAsync<Claim>($"v1/claims/{_claims[visit.Key].Id}/submissions", null, Key($"submit/{visit.Key}/{version}"), cancel);
        Expect($"{visit.Key} submitted", "SUBMITTED pass", $"{claim.State} {Verdict(claim.Findings)}");
    }

    private Task CloseBatchesAsync(string round, CancellationToken cancel) =>
        Client.PostAsync<Items<SubmissionBatch>>("v1/submission-batches", new { }, Key($"close/{round}"), cancel);

    // 999, 277CA and 835 of everything that was sent.
    private async Task AwaitAnswersAsync(CancellationToken cancel)
    {
        await AwaitClaimsAsync(DayStep.Answers, [.. Insured], 1, visit => TreatmentOf(visit) switch
        {
            Treatment.Rejected => "REJECTED",
            Treatment.OutOfBalance => "ACCEPTED",
            _ => "ADJUDICATED",
        }, cancel);
        foreach (var visit in Treated(Treatment.Rejected))
        {
            Expect($"{visit.Key} rejected for", "A7:164:IL", string.Join(' ', _claims[visit.Key].Submission?.StatusCodes ?? []));
        }
    }

    // One read of all claims a look: the list is what a worklist would show.
    private async Task AwaitClaimsAsync(
        DayStep step, IReadOnlyList<VisitStory> visits, int version, Func<VisitStory, string> state, CancellationToken cancel)
    {
        var byId = visits.ToDictionary(visit => _claims[visit.Key].Id);
        await _poll.UntilAsync(
            async token =>
            {
                var there = 0;
                await foreach (var claim in Client.ListAsync<Claim>("v1/claims", token))
                {
                    if (byId.TryGetValue(claim.Id, out var visit))
                    {
                        _claims[visit.Key] = claim;
                        there += claim.State == state(visit) && claim.VersionNumber == version ? 1 : 0;
                    }
                }

                await ReportAsync(step, there, visits.Count, token);
                return there;
            },
            there => there == visits.Count,
            cancel);
        foreach (var visit in visits)
        {
            var claim = _claims[visit.Key];
            Expect($"{visit.Key} version {version}", $"{state(visit)} {version}", $"{claim.State} {claim.VersionNumber}");
        }
    }

    // The card is read again, the policy corrected, the claim sent once more as an original (frequency 1).
    private async Task CorrectRejectionsAsync(CancellationToken cancel)
    {
        var visits = Treated(Treatment.Rejected);
        foreach (var patient in visits.Select(visit => visit.PatientKey).Distinct().Select(_story.Patient))
        {
            var right = patient.Policy!.CorrectedMemberId!;
            await Client.PatchAsync<Policy>(
                $"v1/patients/{_patients[patient.Key]}/policies/{_policies[patient.Key]}", new { memberId = right }, policy => policy.MemberId == right, cancel);
        }

        foreach (var visit in visits)
        {
            await OpenVersionAsync(visit, "1", cancel);
            await SubmitAsync(visit, 2, cancel);
        }

        await CloseBatchesAsync("rejections", cancel);
        await AwaitClaimsAsync(DayStep.Rejections, visits, 2, _ => "ADJUDICATED", cancel);
    }

    // The authorization is fetched, the claim replaced (frequency 7, REF*F8) and paid.
    private async Task CorrectDenialsAsync(CancellationToken cancel)
    {
        var visits = Treated(Treatment.Authorization);
        await ExpectDenialsAsync(visits, cancel);
        var originals = visits.ToDictionary(visit => visit.Key, visit => _claims[visit.Key]);
        foreach (var visit in visits)
        {
            await OpenVersionAsync(visit, "7", cancel);
            await Client.PatchAsync<Claim>(
                $"v1/claims/{_claims[visit.Key].Id}",
                new { priorAuthorizationNumber = visit.AuthorizationNumber },
                claim => claim.PriorAuthorizationNumber == visit.AuthorizationNumber,
                cancel);
            await SubmitAsync(visit, 2, cancel);
        }

        await CloseBatchesAsync("denials", cancel);
        await AwaitClaimsAsync(DayStep.Denials, visits, 2, _ => "ADJUDICATED", cancel);
        foreach (var visit in visits)
        {
            await ExpectVersionsAsync(visit, originals[visit.Key], cancel);
        }
    }

    private async Task OpenVersionAsync(VisitStory visit, string frequency, CancellationToken cancel)
    {
        var before = _claims[visit.Key];
        var claim = await Client.PostAsync<Claim>($"v1/claims/{before.Id}/versions", new { frequencyCode = frequency }, Key($"version/{visit.Key}"), cancel);
        Expect($"{visit.Key} next version", $"DRAFT 2 {frequency}", $"{claim.State} {claim.VersionNumber} {claim.FrequencyCode}");
        Expect($"{visit.Key} next control number is new", true, claim.PatientControlNumber != before.PatientControlNumber);
    }

    private async Task ExpectDenialsAsync(IReadOnlyList<VisitStory> visits, CancellationToken cancel)
    {
        var wanted = Money.Sum(visits.Select(visit => visit.Charge)) + _expected.DeniedOpen;
        var open = await _poll.UntilAsync(OpenDenialsAsync, seen => Money.Sum(seen.Select(denial => denial.Amount)) == wanted, cancel);
        foreach (var visit in visits)
        {
            var denials = open.Where(denial => denial.ClaimId == _claims[visit.Key].Id).ToList();
            Expect($"{visit.Key} denied", visit.Charge, Money.Sum(denials.Select(denial => denial.Amount)));
            Expect($"{visit.Key} denied for", "CO-197 AUTH", string.Join(',', denials.Select(denial => $"{denial.GroupCode}-{denial.ReasonCode} {denial.WorkQueue}").Distinct()));
        }
    }

    private async Task<IReadOnlyList<Denial>> OpenDenialsAsync(CancellationToken cancel) =>
        await Client.ListAsync<Denial>("v1/denials?state=OPEN", cancel).ToListAsync(cancel);

    private async Task ExpectVersionsAsync(VisitStory visit, Claim original, CancellationToken cancel)
    {
        var versions = await Client.ListAsync<ClaimVersion>($"v1/claims/{original.Id}/versions", cancel).ToListAsync(cancel);
        var replaced = versions.SingleOrDefault(version => version.VersionNumber == 2);
        Expect($"{visit.Key} first version", "REVERSED", versions.SingleOrDefault(version => version.VersionNumber == 1)?.Adjudication?.Outcome);
        Expect($"{visit.Key} replacement", $"7 {original.PayerClaimControlNumber}", $"{replaced?.FrequencyCode} {replaced?.OriginalReferenceNumber}");
    }
}
