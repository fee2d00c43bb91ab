using MedBill.Claims.Tests.Fixture;
using MedBill.Platform.Values;
using Wire = MedBill.Contracts.Claims.V1;

namespace MedBill.Claims.Tests.Features;

public sealed class UpdateClaimTests(ClaimsHost host) : IClassFixture<ClaimsHost>
{
    [Fact]
    public async Task An_edit_is_examined_again_and_adds_up_again()
    {
        var claim = await host.DraftAsync(visit => visit.Encounter.DiagnosisCodes.Clear());
        Assert.Equal(Wire.Claim.Types.NextAction.CorrectDraft, claim.NextAction);
        var lines = claim.ServiceLines.Clone();
        lines[0].Charge = Visits.Cents(9_995);

        var edited = await host.Claims.UpdateClaimAsync(new()
        {
            Claim = new() { Name = claim.Name, Etag = claim.Etag, DiagnosisCodes = { "E119", "I10" }, ServiceLines = { lines } },
            UpdateMask = new() { Paths = { "diagnosis_codes", "service_lines" } },
        });

        Assert.Equal((Visits.Cents(12_995), Wire.Claim.Types.NextAction.Submit), (edited.TotalCharge, edited.NextAction));
        Assert.Equal(["CHARGE_NOT_AS_CAPTURED"], edited.Findings.Select(finding => finding.Code));
        Assert.NotEqual(claim.Etag, edited.Etag);
        Assert.Equal(edited, await host.ClaimAsync(claim.Name));
    }

    [Fact]
    public async Task Only_what_the_mask_names_is_changed()
    {
        var claim = await host.DraftAsync();

        var edited = await host.Claims.UpdateClaimAsync(new()
        {
            Claim = new() { Name = claim.Name, PlaceOfServiceCode = "22", PriorAuthorizationNumber = "AUTH1" },
            UpdateMask = new() { Paths = { "prior_authorization_number" } },
        });

        Assert.Equal(("11", "AUTH1"), (edited.PlaceOfServiceCode, edited.PriorAuthorizationNumber));
        Assert.Equal(claim.ServiceLines, edited.ServiceLines);
    }

    [Fact]
    public async Task All_that_cannot_be_stored_is_named_at_once()
    {
        var claim = await host.DraftAsync();
        var before = await host.CountsAsync();
        var wrong = new Wire.ServiceLine
        {
            ProcedureCode = "99214999999",
            Charge = Visits.Cents(-1),
            Units = 10_000,
            Modifiers = { "25", "59", "LT", "RT", "76" },
            DiagnosisPointers = { 1, 1, 1, 1, 1 },
            ServiceDate = Visits.Date(2026, 2, 30),
            Description = "A\u0001B",
        };
        var large = claim.ServiceLines[0].Clone();
        large.Charge = Visits.Cents(10_000_000_000);

        var violations = await Expect.ViolationsAsync(host.Claims.UpdateClaimAsync(new()
        {
            Claim = new()
            {
                Name = claim.Name,
                PlaceOfServiceCode = "12345678901",
                PriorAuthorizationNumber = new('A', 61),
                DiagnosisCodes = { Enumerable.Repeat("E119", 13) },
                ServiceLines = { wrong, large },
            },
            UpdateMask = new() { Paths = { "place_of_service_code", "prior_authorization_number", "diagnosis_codes", "service_lines" } },
        }));

        Assert.Equal(
            [
                ("claim.place_of_service_code", "FIELD_TOO_LONG"),
                ("claim.prior_authorization_number", "FIELD_TOO_LONG"),
                ("claim.diagnosis_codes", "TOO_MANY_DIAGNOSES"),
                ("claim.service_lines[0].procedure_code", "FIELD_TOO_LONG"),
                ("claim.service_lines[0].description", "CONTROL_CHARACTER"),
                ("claim.service_lines[0].modifiers", "TOO_MANY_MODIFIERS"),
                ("claim.service_lines[0].diagnosis_pointers", "TOO_MANY_DIAGNOSIS_POINTERS"),
                ("claim.service_lines[0].charge", "AMOUNT_NEGATIVE"),
                ("claim.service_lines[0].units", "UNITS_OUT_OF_RANGE"),
                ("claim.service_lines[0].service_date", "INVALID_DATE"),
                ("claim.service_lines[1].charge", "AMOUNT_OUT_OF_RANGE"),
            ],
            violations);
        Assert.Equal(claim, await host.ClaimAsync(claim.Name));
        Assert.Equal(before, await host.CountsAsync());
    }

    [Fact]
    public async Task Fifty_lines_are_kept_and_fifty_one_refused()
    {
        var claim = await host.DraftAsync();
        Wire.ServiceLine[] lines = [.. Enumerable.Range(0, 51).Select(i => new Wire.ServiceLine(claim.ServiceLines[0]) { ProcedureCode = $"{99_000 + i}" })];

        Assert.Equal([("claim.service_lines", "TOO_MANY_SERVICE_LINES")], await Expect.ViolationsAsync(host.Claims.UpdateClaimAsync(WithLines(claim, lines))));
        var edited = await host.Claims.UpdateClaimAsync(WithLines(claim, lines[..50]));

        Assert.Equal(Enumerable.Range(1, 50), edited.ServiceLines.Select(line => line.LineNumber));
        Assert.Equal(Visits.Cents(50 * 18_000), edited.TotalCharge);
    }

    [Fact]
    public async Task A_stale_etag_and_an_unknown_field_change_nothing()
    {
        var claim = await host.DraftAsync();
        var edited = await host.Claims.UpdateClaimAsync(Authorized(claim, "AUTH1"));

        Assert.Equal("ETAG_MISMATCH", await Expect.ReasonAsync(host.Claims.UpdateClaimAsync(Authorized(claim, "AUTH2"))));
        var failure = await Expect.FailureAsync(host.Claims.UpdateClaimAsync(new()
        {
            Claim = new() { Name = claim.Name },
            UpdateMask = new() { Paths = { "colour" } },
        }));

        Assert.Equal(FailureKind.Invalid, failure.Kind);
        Assert.Equal(edited, await host.ClaimAsync(claim.Name));
    }

    [Fact]
    public async Task A_repeated_edit_happens_once()
    {
        var claim = await host.DraftAsync();
        var request = Authorized(claim, "AUTH1");
        request.RequestId = "edit-1";

        var first = await host.Claims.UpdateClaimAsync(request);
        var repeat = await host.Claims.UpdateClaimAsync(request);
        request.Claim.PriorAuthorizationNumber = "AUTH2";

        Assert.Equal(first, repeat);
        Assert.Equal("REQUEST_ID_REUSED", await Expect.ReasonAsync(host.Claims.UpdateClaimAsync(request)));
        Assert.Equal(first, await host.ClaimAsync(claim.Name));
    }

    [Fact]
    public async Task A_claim_looked_at_again_is_examined_on_the_day_and_nothing_is_stored()
    {
        var claim = await host.DraftAsync(cover: cover => cover.Payer.TimelyFilingDays = 8);

        var findings = (await host.Claims.ScrubClaimAsync(new() { Name = claim.Name })).Findings;

        Assert.Equal(["TIMELY_FILING_NEAR"], findings.Select(finding => finding.Code));
        Assert.Equal(Wire.Severity.Warning, findings[0].Severity);
        Assert.Equal(claim, await host.ClaimAsync(claim.Name));
    }

    private static Wire.UpdateClaimRequest WithLines(Wire.Claim claim, IEnumerable<Wire.ServiceLine> lines) =>
        new() { Claim = new() { Name = claim.Name, ServiceLines = { lines } }, UpdateMask = new() { Paths = { "service_lines" } } };

    private static Wire.UpdateClaimRequest Authorized(Wire.Claim claim, string number) => new()
    {
        Claim = new() { Name = claim.Name, Etag = claim.Etag, PriorAuthorizationNumber = number },
        UpdateMask = new() { Paths = { "prior_authorization_number" } },
    };
}
