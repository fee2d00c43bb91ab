using Grpc.Core;
using MedBill.Platform.Rpc;
using MedBill.Remittance.Tests.Fixture;
using MedBill.TestKit;
using MedBill.X12.Remittances835;
using Wire = MedBill.Contracts.Remittance.V1;

namespace MedBill.Remittance.Tests.Features;

public sealed class ReadingTests : IClassFixture<ReadingTests.Filled>
{
    private readonly Filled _host;

    public ReadingTests(Filled host) => _host = host;

    [Fact]
    public async Task Claim_payments_come_in_the_payers_order_page_by_page()
    {
        var request = new Wire.ListClaimPaymentsRequest { Parent = _host.Large.Name, PageSize = 2 };
        var positions = new List<string>();
        do
        {
            var page = await _host.Reader.ListClaimPaymentsAsync(request);
            positions.AddRange(page.ClaimPayments.Select(payment => payment.Name.Split('/')[^1]));
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);

        Assert.Equal(["1", "2", "3", "4", "5"], positions);
    }

    [Fact]
    public async Task Unmatched_only_shows_those_alone()
    {
        var unmatched = (await _host.Reader.ListClaimPaymentsAsync(new() { Parent = _host.Large.Name, UnmatchedOnly = true })).ClaimPayments;

        Assert.Equal(["4", "5"], unmatched.Select(payment => payment.Name.Split('/')[^1]));
        Assert.All(unmatched, payment => Assert.Equal(("", 0, Wire.ClaimPayment.Types.MatchRule.Unspecified), (payment.Claim, payment.ClaimVersionNumber, payment.MatchRule)));
        Assert.Equal((2, 16_000), (_host.Large.UnmatchedCount, _host.Large.UnappliedAmount.Cents()));
    }

    [Fact]
    public async Task A_claim_payment_shows_its_lines_and_what_becomes_of_each_adjustment()
    {
        var payment = (await _host.ClaimPaymentsAsync(_host.Large))[0];

        Assert.Equal(Wire.ClaimPayment.Types.MatchRule.PatientControlNumber, payment.MatchRule);
        Assert.Equal((12_500, 8_000, 2_000), (payment.Charge.Cents(), payment.PaidAmount.Cents(), payment.PatientResponsibilityAmount.Cents()));
        var line = Assert.Single(payment.Lines);
        Assert.Equal((1, "L1", "99213", 12_500, 8_000, 1), (line.LineNumber, line.LineItemControlNumber, line.ProcedureCode, line.Charge.Cents(), line.PaidAmount.Cents(), line.ClaimLineNumber));
        Assert.Equal(
            [(1, "CO", "45", 2_500, Wire.Disposition.Contractual), (1, "PR", "3", 2_000, Wire.Disposition.PatientResponsibility)],
            payment.Adjustments.Select(one => (one.LineNumber, one.GroupCode, one.ReasonCode, one.Amount.Cents(), one.Disposition)));
    }

    [Fact]
    public async Task Remittances_are_found_by_state_file_and_trace_number()
    {
        var byState = (await _host.Reader.ListRemittancesAsync(new() { State = Wire.Remittance.Types.State.Quarantined })).Remittances;
        var byFile = (await _host.Reader.ListRemittancesAsync(new() { RemittanceFile = _host.Large.RemittanceFile })).Remittances;
        var byTrace = (await _host.Reader.ListRemittancesAsync(new() { TraceNumber = _host.Large.TraceNumber })).Remittances;

        Assert.Equal([_host.Unbalanced.Name], byState.Select(one => one.Name));
        Assert.Equal([_host.Large.Name], byFile.Select(one => one.Name));
        Assert.Equal([_host.Large.Name], byTrace.Select(one => one.Name));
    }

    [Fact]
    public async Task Files_are_listed_with_their_remittances()
    {
        var first = await _host.Reader.ListRemittanceFilesAsync(new() { PageSize = 1 });
        var second = await _host.Reader.ListRemittanceFilesAsync(new() { PageSize = 1, PageToken = first.NextPageToken });

        Assert.Equal([_host.Large.Name], Assert.Single(first.RemittanceFiles).Remittances);
        Assert.Equal([_host.Unbalanced.Name], Assert.Single(second.RemittanceFiles).Remittances);
        Assert.Empty(second.NextPageToken);
    }

    [Fact]
    public async Task A_stranger_sees_nothing_and_finds_nothing()
    {
        var stranger = _host.Stranger;

        Assert.Empty((await stranger.ListRemittancesAsync(new())).Remittances);
        Assert.Empty((await stranger.ListRemittanceFilesAsync(new())).RemittanceFiles);
        Assert.Empty((await stranger.ListPostingsAsync(new())).Postings);
        Assert.Empty((await stranger.ListProviderAdjustmentsAsync(new())).ProviderAdjustments);
        Assert.Equal(new Wire.PostingTotals().PostingCount, (await stranger.GetPostingTotalsAsync(new())).PostingCount);
        Assert.Equal("REMITTANCE_NOT_FOUND", await ReasonAsync(stranger.GetRemittanceAsync(new() { Name = _host.Large.Name })));
        Assert.Equal("REMITTANCE_NOT_FOUND", await ReasonAsync(stranger.ListClaimPaymentsAsync(new() { Parent = _host.Large.Name })));
        Assert.Equal("REMITTANCE_FILE_NOT_FOUND", await ReasonAsync(stranger.GetRemittanceFileAsync(new() { Name = _host.Large.RemittanceFile })));
    }

    [Fact]
    public async Task A_wrong_question_says_which_field_is_wrong()
    {
        var reader = _host.Reader;

        Assert.Equal("INVALID_RESOURCE_NAME", await ReasonAsync(reader.GetRemittanceAsync(new() { Name = "claims/clm-1" })));
        Assert.Equal("FIELD_REQUIRED", await ReasonAsync(reader.GetRemittanceAsync(new())));
        Assert.Equal("INVALID_RESOURCE_NAME", await ReasonAsync(reader.ListRemittancesAsync(new() { RemittanceFile = "x" })));
        Assert.Equal("INVALID_PAGE_TOKEN", await ReasonAsync(reader.ListClaimPaymentsAsync(new() { Parent = _host.Large.Name, PageToken = "nonsense" })));
        foreach (var last in (string[])["x", "-1", "99999999999", " 1", "1.5"])
        {
            var crafted = new Wire.ListClaimPaymentsRequest { Parent = _host.Large.Name };
            crafted.PageToken = PageToken.After(last, crafted);
            Assert.Equal("INVALID_PAGE_TOKEN", await ReasonAsync(reader.ListClaimPaymentsAsync(crafted)));
        }

        Assert.Equal("NEGATIVE_PAGE_SIZE", await ReasonAsync(reader.ListPostingsAsync(new() { PageSize = -1 })));
        Assert.Equal("UNKNOWN_STATE", await ReasonAsync(reader.ListRemittancesAsync(new() { State = (Wire.Remittance.Types.State)99 })));
        Assert.Equal("UNKNOWN_STATE", await ReasonAsync(reader.ListRemittanceFilesAsync(new() { State = (Wire.RemittanceFile.Types.State)99 })));
    }

    [Fact]
    public async Task Without_the_scope_nothing_is_read()
    {
        var writer = _host.Client<Wire.RemittanceService.RemittanceServiceClient>("remittance.write");

        Assert.Equal("SCOPE_REQUIRED", await ReasonAsync(writer.GetPostingTotalsAsync(new())));
    }

    private static async Task<string> ReasonAsync<T>(AsyncUnaryCall<T> call)
    {
        var failure = (await Assert.ThrowsAsync<RpcException>(() => call.ResponseAsync)).ToFailure(out _)!;
        return failure.Violations.Select(violation => violation.Reason).FirstOrDefault() ?? failure.Reason;
    }

    /// <summary>A host with one posted remittance of five claims, two of them unmatched, and one that does not add up.</summary>
    public sealed class Filled : RemittanceHost
    {
        public Wire.Remittance Large { get; private set; } = new();

        public Wire.Remittance Unbalanced { get; private set; } = new();

        public override async ValueTask InitializeAsync()
        {
            await base.InitializeAsync();
            var visits = Enumerable.Range(0, 5).Select(_ => Samples.Visit(Samples.Unique("PCN"))).ToArray();
            await SubmitAsync(visits[..3]);
            var (large, unbalanced) = (Samples.Unique("EFT"), Samples.Unique("EFT"));
            await ReceiveAsync(Samples.Advice(large, visits, Samples.Plb(new ProviderAdjustmentEntry("WO", "ICN1", 100))));
            await ReceiveAsync(Samples.Advice(unbalanced, Samples.Visit(Samples.Unique("PCN"))).OffBy(1));
            Large = await RemittanceAsync(large);
            Unbalanced = await RemittanceAsync(unbalanced);
        }
    }
}
