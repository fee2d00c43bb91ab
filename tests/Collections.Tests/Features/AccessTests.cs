using Grpc.Core;
using MedBill.Collections.Tests.Fixture;
using MedBill.Contracts.Collections.V1;
using MedBill.Platform.Rpc;
using MedBill.Platform.Values;

namespace MedBill.Collections.Tests.Features;

public sealed class AccessTests(CollectionsHost host)
{
    private static readonly Dictionary<string, string> Scopes = new(StringComparer.Ordinal)
    {
        ["GetAccount"] = "collections.read",
        ["ListAccounts"] = "collections.read",
        ["GetJournalEntry"] = "collections.read",
        ["ListJournalEntries"] = "collections.read",
        ["CreatePayment"] = "collections.write",
        ["GetPayment"] = "collections.read",
        ["ListPayments"] = "collections.read",
        ["ReversePayment"] = "collections.adjust",
        ["CreateWriteOff"] = "collections.adjust",
        ["GetWriteOff"] = "collections.read",
        ["ListWriteOffs"] = "collections.read",
        ["ReverseWriteOff"] = "collections.adjust",
        ["CreatePatientTransfer"] = "collections.adjust",
        ["GetPatientTransfer"] = "collections.read",
        ["ListPatientTransfers"] = "collections.read",
        ["ReversePatientTransfer"] = "collections.adjust",
        ["CreateRefund"] = "collections.adjust",
        ["GetRefund"] = "collections.read",
        ["ListRefunds"] = "collections.read",
        ["ReverseRefund"] = "collections.adjust",
        ["CreateStatement"] = "collections.write",
        ["GetStatement"] = "collections.read",
        ["ListStatements"] = "collections.read",
        ["GetStatementDocument"] = "collections.read",
        ["GetAgingReport"] = "collections.read",
        ["GetTrialBalance"] = "collections.read",
        ["GetJournalTotals"] = "collections.read",
    };

    private readonly Office _office = new(host);

    public static TheoryData<string> Methods => [.. CollectionService.Descriptor.Methods.Select(method => method.Name)];

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task A_token_without_the_scope_is_refused(string method)
    {
        var others = Scopes.Values.Distinct().Except([Scopes[method]]).Append("patients.read").ToArray();

        Assert.Equal(StatusCode.PermissionDenied, await StatusAsync(_office.With(others), method));
        Assert.NotEqual(StatusCode.PermissionDenied, await StatusAsync(_office.With(Scopes[method]), method));
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task A_token_without_a_practice_and_no_token_are_refused(string method)
    {
        var practiceless = host.ClientFor<CollectionService.CollectionServiceClient>(null, [.. Scopes.Values.Distinct()]);
        Assert.Equal(StatusCode.PermissionDenied, await StatusAsync(practiceless, method));
        Assert.Equal(StatusCode.Unauthenticated, await StatusAsync(host.ClientWith<CollectionService.CollectionServiceClient>(null), method));
    }

    [Fact]
    public async Task Another_practice_sees_nothing_and_changes_nothing()
    {
        var visit = await _office.OwedAsync(50_00);
        var account = await _office.AccountAsync(visit.Party);
        var payment = await _office.PayAsync(account.Name, 10_00);
        var statement = await _office.StateAsync(account.Name);
        var writeOff = (await _office.Desk.CreateWriteOffAsync(new() { WriteOff = DecisionTests.OfVisit(visit, 1_00) })).Name;
        var stranger = new Office(host);
        await stranger.OwedAsync(7_00);

        await Calls.AssertFailsAsync(StatusCode.NotFound, "ACCOUNT_NOT_FOUND", stranger.Desk.GetAccountAsync(new() { Name = account.Name }));
        await Calls.AssertFailsAsync(StatusCode.NotFound, "PAYMENT_NOT_FOUND", stranger.Desk.GetPaymentAsync(new() { Name = payment.Name }));
        await Calls.AssertFailsAsync(StatusCode.NotFound, "PAYMENT_NOT_FOUND", stranger.Desk.ReversePaymentAsync(new() { Name = payment.Name }));
        await Calls.AssertFailsAsync(StatusCode.NotFound, "JOURNAL_ENTRY_NOT_FOUND", stranger.Desk.GetJournalEntryAsync(new() { Name = payment.JournalEntry }));
        await Calls.AssertFailsAsync(StatusCode.NotFound, "WRITE_OFF_NOT_FOUND", stranger.Desk.GetWriteOffAsync(new() { Name = writeOff }));
        await Calls.AssertFailsAsync(StatusCode.NotFound, "WRITE_OFF_NOT_FOUND", stranger.Desk.ReverseWriteOffAsync(new() { Name = writeOff }));
        await Calls.AssertFailsAsync(StatusCode.NotFound, "CLAIM_NOT_FOUND", stranger.Desk.CreateWriteOffAsync(new() { WriteOff = DecisionTests.OfClaim(visit, 1_00) }));
        await Calls.AssertFailsAsync(StatusCode.NotFound, "ENCOUNTER_NOT_FOUND", stranger.Desk.CreateWriteOffAsync(new() { WriteOff = DecisionTests.OfVisit(visit, 1_00) }));
        Assert.Empty((await stranger.Desk.ListWriteOffsAsync(new())).WriteOffs);
        await Calls.AssertFailsAsync(StatusCode.NotFound, "STATEMENT_NOT_FOUND", stranger.Desk.GetStatementAsync(new() { Name = statement.Name }));
        await Calls.AssertFailsAsync(StatusCode.NotFound, "STATEMENT_NOT_FOUND", stranger.Desk.GetStatementDocumentAsync(new() { Name = statement.Name }));
        await Calls.AssertFailsAsync(StatusCode.NotFound, "ACCOUNT_NOT_FOUND", stranger.Desk.CreatePaymentAsync(new() { Payment = Office.Paid(account.Name, 1) }));
        await Calls.AssertFailsAsync(
            StatusCode.NotFound, "ACCOUNT_NOT_FOUND", stranger.Desk.CreateStatementAsync(new() { Statement = new() { Account = account.Name } }));
        Assert.Empty((await stranger.Desk.ListAccountsAsync(new() { ResponsibleParty = visit.Party })).Accounts);
        Assert.Empty(await stranger.EntriesAsync(account.Name));
        Assert.Empty((await stranger.Desk.ListPaymentsAsync(new())).Payments);
        Assert.Empty((await stranger.Desk.ListStatementsAsync(new())).Statements);
        Assert.Equal(7_00, (await stranger.Desk.GetAgingReportAsync(new())).TotalAmount.Cents());
        Assert.Equal(3, (await stranger.Desk.GetTrialBalanceAsync(new())).EntryCount);
        Assert.Equal(39_00, (await _office.AccountAsync(visit.Party)).PatientBalance.Cents());
    }

    [Fact]
    public async Task The_same_party_heard_of_by_two_practices_has_two_accounts()
    {
        var visit = Visit.OfSomebody(50_00);
        var other = new Office(host);

        await _office.HearAsync(visit.Charged());
        await other.HearAsync(visit.Charged());

        Assert.NotEqual((await _office.AccountAsync(visit.Party)).Name, (await other.AccountAsync(visit.Party)).Name);
    }

    private static async Task<StatusCode> StatusAsync(CollectionService.CollectionServiceClient client, string method)
    {
        // Filled as far as REQUIRED asks for it.
        Task call = method switch
        {
            "GetAccount" => client.GetAccountAsync(new() { Name = "accounts/acc-none" }).ResponseAsync,
            "ListAccounts" => client.ListAccountsAsync(new()).ResponseAsync,
            "GetJournalEntry" => client.GetJournalEntryAsync(new() { Name = "journalEntries/jrn-none" }).ResponseAsync,
            "ListJournalEntries" => client.ListJournalEntriesAsync(new()).ResponseAsync,
            "CreatePayment" => client.CreatePaymentAsync(new() { Payment = Office.Paid("accounts/acc-none", 1) }).ResponseAsync,
            "GetPayment" => client.GetPaymentAsync(new() { Name = "payments/pmt-none" }).ResponseAsync,
            "ListPayments" => client.ListPaymentsAsync(new()).ResponseAsync,
            "ReversePayment" => client.ReversePaymentAsync(new() { Name = "payments/pmt-none" }).ResponseAsync,
            "CreateWriteOff" => client.CreateWriteOffAsync(
                new() { WriteOff = new() { Claim = "claims/clm-none", Amount = new Money(1).ToWire(), Reason = WriteOff.Types.Reason.BadDebt } }).ResponseAsync,
            "GetWriteOff" => client.GetWriteOffAsync(new() { Name = "writeOffs/wof-none" }).ResponseAsync,
            "ListWriteOffs" => client.ListWriteOffsAsync(new()).ResponseAsync,
            "ReverseWriteOff" => client.ReverseWriteOffAsync(new() { Name = "writeOffs/wof-none" }).ResponseAsync,
            "CreatePatientTransfer" => client.CreatePatientTransferAsync(new()
            {
                PatientTransfer = new() { Claim = "claims/clm-none", Amount = new Money(1).ToWire(), Reason = PatientTransfer.Types.Reason.NotCovered },
            }).ResponseAsync,
            "GetPatientTransfer" => client.GetPatientTransferAsync(new() { Name = "patientTransfers/ptr-none" }).ResponseAsync,
            "ListPatientTransfers" => client.ListPatientTransfersAsync(new()).ResponseAsync,
            "ReversePatientTransfer" => client.ReversePatientTransferAsync(new() { Name = "patientTransfers/ptr-none" }).ResponseAsync,
            "CreateRefund" => client.CreateRefundAsync(
                new() { Refund = new() { Account = "accounts/acc-none", Amount = new Money(1).ToWire(), Method = Payment.Types.Method.Check } }).ResponseAsync,
            "GetRefund" => client.GetRefundAsync(new() { Name = "refunds/rfd-none" }).ResponseAsync,
            "ListRefunds" => client.ListRefundsAsync(new()).ResponseAsync,
            "ReverseRefund" => client.ReverseRefundAsync(new() { Name = "refunds/rfd-none" }).ResponseAsync,
            "CreateStatement" => client.CreateStatementAsync(new() { Statement = new() { Account = "accounts/acc-none" } }).ResponseAsync,
            "GetStatement" => client.GetStatementAsync(new() { Name = "statements/stm-none" }).ResponseAsync,
            "ListStatements" => client.ListStatementsAsync(new()).ResponseAsync,
            "GetStatementDocument" => client.GetStatementDocumentAsync(new() { Name = "statements/stm-none" }).ResponseAsync,
            "GetAgingReport" => client.GetAgingReportAsync(new()).ResponseAsync,
            "GetTrialBalance" => client.GetTrialBalanceAsync(new()).ResponseAsync,
            "GetJournalTotals" => client.GetJournalTotalsAsync(new()).ResponseAsync,
            _ => throw new ArgumentOutOfRangeException(nameof(method), method, null),
        };
        try
        {
            await call;
            return StatusCode.OK;
        }
        catch (RpcException error)
        {
            return error.StatusCode;
        }
    }
}
