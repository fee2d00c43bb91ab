using Grpc.Core;
using MedBill.Claims.Tests.Fixture;
using Wire = MedBill.Contracts.Claims.V1;

namespace MedBill.Claims.Tests.Features;

/// <summary>Claims in every state they can stand in, one for each command.</summary>
public sealed class MatrixHost : ClaimsHost
{
    /// <summary>Columns of the matrix.</summary>
    internal static readonly string[] Commands = ["update", "submit", "batchSubmit", "version", "version 1", "version 7", "version 8", "void", "discard"];

    /// <summary>Rows of the matrix.</summary>
    internal static readonly string[] States =
    [
        "DRAFT", "DRAFT again", "DRAFT again, decided meanwhile", "DRAFT of a replacement", "DRAFT of a void", "SUBMITTED", "ACCEPTED",
        "REJECTED", "REJECTED replacement", "ADJUDICATED", "ADJUDICATED, denied whole", "ADJUDICATED, returned", "VOIDED",
    ];

    private readonly Dictionary<string, IReadOnlyList<Wire.Claim>> _claims = [];

    internal string Claim(string state, string command) => _claims[state][Array.IndexOf(Commands, command)].Name;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        var payer = $"payers/{Visits.Unique("pyr")}";
        foreach (var state in States)
        {
            _claims[state] = await DraftsAsync(Commands.Length, payer);
        }

        var first = await SendAsync(States.Where(state => state is not ("DRAFT" or "VOIDED")).SelectMany(state => _claims[state]));
        await ReceiveAsync(Answers.Claims(
            first,
            [
                .. _claims["ACCEPTED"].Select(claim => Answers.Accepted(claim)),
                .. _claims["REJECTED"].Concat(_claims["DRAFT again"]).Concat(_claims["DRAFT again, decided meanwhile"]).Select(claim => Answers.Rejected(claim)),
            ]));
        await PostAsync(Payments.Chunk("2026-03-20", [.. new[] { "ADJUDICATED", "DRAFT of a replacement", "DRAFT of a void", "REJECTED replacement" }
            .SelectMany(state => _claims[state]).Select(claim => Payments.Paid(claim, "ICN" + claim.PatientControlNumber[^10..]))]));
        await PostAsync(Payments.Chunk("2026-03-20", [
            .. _claims["ADJUDICATED, denied whole"].Select(claim => Payments.Denied(claim)),
            .. _claims["ADJUDICATED, returned"].Select(claim => Payments.Denied(claim, remark: "MA130"))]));
        foreach (var claim in new[] { "DRAFT again", "DRAFT again, decided meanwhile", "DRAFT of a replacement", "REJECTED replacement" }.SelectMany(state => _claims[state]))
        {
            await Claims.CreateClaimVersionAsync(new() { Parent = claim.Name });
        }

        await PostAsync(Payments.Chunk("2026-03-21", [.. _claims["DRAFT again, decided meanwhile"].Select(claim => Payments.Paid(claim, "ICN" + claim.PatientControlNumber[^10..]))]));
        foreach (var claim in _claims["DRAFT of a void"])
        {
            await Claims.CreateClaimVersionAsync(new() { Parent = claim.Name, FrequencyCode = "8" });
        }

        var second = await SendAsync(_claims["REJECTED replacement"]);
        var replacements = await Task.WhenAll(_claims["REJECTED replacement"].Select(claim => ClaimAsync(claim.Name)));
        await ReceiveAsync(Answers.Claims(second, replacements.Select(claim => Answers.Rejected(claim, new X12.Acknowledgments.StatusCode("A7", "464")))));
        foreach (var claim in _claims["VOIDED"])
        {
            await Claims.VoidClaimAsync(new() { Name = claim.Name });
        }
    }
}

public sealed class CommandMatrixTests(MatrixHost host) : IClassFixture<MatrixHost>
{
    private const string Illegal = "ILLEGAL_TRANSITION";
    private const string Frozen = "CLAIM_NOT_DRAFT";
    private const string Frequency = "FREQUENCY_NOT_ALLOWED";
    private const string Seen = "CLAIM_ALREADY_SENT";
    private const string First = "FIRST_VERSION";

    // By column: update, submit, batchSubmit, version, version 1, version 7, version 8, void, discard. Null: the command is allowed.
    private static readonly Dictionary<string, string?[]> Matrix = new()
    {
        ["DRAFT"] = [null, null, null, Illegal, Illegal, Illegal, Illegal, null, First],
        ["DRAFT again"] = [null, null, null, Illegal, Illegal, Illegal, Illegal, null, null],
        ["DRAFT again, decided meanwhile"] = [null, Frequency, Frequency, Illegal, Illegal, Illegal, Illegal, Seen, null],
        ["DRAFT of a replacement"] = [null, null, null, Illegal, Illegal, Illegal, Illegal, Seen, null],
        ["DRAFT of a void"] = ["VOID_NOT_EDITABLE", null, null, Illegal, Illegal, Illegal, Illegal, Seen, null],
        ["SUBMITTED"] = [Frozen, Illegal, Illegal, Illegal, Illegal, Illegal, Illegal, Illegal, Illegal],
        ["ACCEPTED"] = [Frozen, Illegal, Illegal, Illegal, Illegal, Illegal, Illegal, Illegal, Illegal],
        ["REJECTED"] = [Frozen, Illegal, Illegal, null, null, Frequency, Frequency, null, Illegal],
        ["REJECTED replacement"] = [Frozen, Illegal, Illegal, null, Frequency, null, null, Seen, null],
        ["ADJUDICATED"] = [Frozen, Illegal, Illegal, null, Frequency, null, null, Seen, Illegal],
        ["ADJUDICATED, denied whole"] = [Frozen, Illegal, Illegal, null, Frequency, null, null, null, Illegal],
        ["ADJUDICATED, returned"] = [Frozen, Illegal, Illegal, null, null, null, null, null, Illegal],
        ["VOIDED"] = [Frozen, Illegal, Illegal, Illegal, Illegal, Illegal, Illegal, Illegal, Illegal],
    };

    public static TheoryData<string, string, string?> All()
    {
        var data = new TheoryData<string, string, string?>();
        foreach (var state in MatrixHost.States)
        {
            for (var i = 0; i < MatrixHost.Commands.Length; i++)
            {
                data.Add(state, MatrixHost.Commands[i], Matrix[state][i]);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Every_command_succeeds_or_fails_with_its_reason_and_stores_nothing(string state, string command, string? reason)
    {
        var name = host.Claim(state, command);
        var before = await host.ClaimAsync(name);
        var events = await host.EventsAsync(name);
        Assert.StartsWith(before.State.ToString(), state, StringComparison.OrdinalIgnoreCase);

        var outcome = await RunAsync(command, name);

        Assert.Equal(reason, outcome);
        var after = await host.ClaimAsync(name);
        if (reason is null)
        {
            Assert.NotEqual(before.Etag, after.Etag);
        }
        else
        {
            Assert.Equal(before, after);
            Assert.Equal(events, await host.EventsAsync(name));
        }
    }

    private async Task<string?> RunAsync(string command, string name) => command switch
    {
        "update" => await Expect.OutcomeAsync(Update(name)),
        "submit" => await Expect.OutcomeAsync(host.Claims.SubmitClaimAsync(new() { Name = name })),
        "batchSubmit" => await BatchSubmitAsync(name),
        "void" => await Expect.OutcomeAsync(host.Claims.VoidClaimAsync(new() { Name = name })),
        "discard" => await Expect.OutcomeAsync(
            host.Claims.DiscardClaimVersionAsync(new() { Name = $"{name}/versions/{(await host.ClaimAsync(name)).VersionNumber}" })),
        _ => await Expect.OutcomeAsync(host.Claims.CreateClaimVersionAsync(new() { Parent = name, FrequencyCode = command["version".Length..].Trim() })),
    };

    private AsyncUnaryCall<Wire.Claim> Update(string name) => host.Claims.UpdateClaimAsync(new()
    {
        Claim = new() { Name = name, PriorAuthorizationNumber = "AUTH1" },
        UpdateMask = new() { Paths = { "prior_authorization_number" } },
    });

    private async Task<string?> BatchSubmitAsync(string name)
    {
        var result = Assert.Single((await host.Claims.BatchSubmitClaimsAsync(new() { Names = { name } })).Results);
        return result.ReasonCode.Length == 0 ? null : result.ReasonCode;
    }
}
