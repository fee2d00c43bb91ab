using MedBill.Platform.Values;
using MedBill.Remittance.Tests.Fixture;
using MedBill.TestKit;
using MedBill.X12.Remittances835;
using MedBill.X12.Segments;
using Events = MedBill.Contracts.Remittance.Events.V1;
using Wire = MedBill.Contracts.Remittance.V1;

namespace MedBill.Remittance.Tests.Import;

public sealed class QuarantineTests(RemittanceHost host) : IClassFixture<RemittanceHost>
{
    [Fact]
    public async Task A_payment_that_does_not_add_up_is_quarantined_with_the_difference_to_the_cent()
    {
        var visit = Samples.Visit(Samples.Unique("PCN"));
        await host.SubmitAsync(visit);
        var trace = Samples.Unique("EFT");

        await host.ReceiveAsync(Samples.Advice(trace, visit).OffBy(37));

        var remittance = await host.RemittanceAsync(trace);
        Assert.Equal((Wire.Remittance.Types.State.Quarantined, "OUT_OF_BALANCE"), (remittance.State, remittance.ReasonCode));
        Assert.Equal(
            new Wire.BalanceDifference
            {
                Level = Wire.BalanceDifference.Types.Level.Transaction,
                Location = "BPR",
                ExpectedAmount = Samples.Amount(8_000),
                ActualAmount = Samples.Amount(8_037),
                Difference = Samples.Amount(37),
            },
            Assert.Single(remittance.Differences));
        Assert.Equal(["medbill.remittance.events.v1.RemittanceOutOfBalance"], await host.EventsAsync(remittance.Name));
        Assert.Equal(
            new Events.RemittanceOutOfBalance { Remittance = remittance.Name, TraceNumber = trace, DifferenceCount = 1, FirstDifference = Samples.Amount(37) },
            Assert.Single(await host.EventsAsync<Events.RemittanceOutOfBalance>(remittance.Name)));
        Assert.Empty(await host.PostingsAsync(remittance));
        Assert.Single(await host.ClaimPaymentsAsync(remittance));
    }

    [Theory]
    [InlineData("LINE", 1)]
    [InlineData("LINE", -1)]
    [InlineData("CLAIM", 1)]
    [InlineData("CLAIM", -1)]
    [InlineData("LINE_CHARGES", 1)]
    [InlineData("LINE_CHARGES", -1)]
    [InlineData("TRANSACTION", 1)]
    [InlineData("TRANSACTION", -1)]
    public async Task One_cent_on_one_level_alone_is_that_difference_and_nothing_is_posted(string level, int cents)
    {
        var right = Samples.Visit(Samples.Unique("PCN"));
        await host.SubmitAsync(right);
        var trace = Samples.Unique("EFT");
        var line = right.Lines[0];

        await host.ReceiveAsync(level switch
        {
            "LINE" => Samples.Advice(trace, right with { Lines = [line with { PaidCents = line.PaidCents + cents }] }),
            "CLAIM" => Samples.Advice(trace, right with { PaidCents = right.PaidCents + cents }),

            // CLP03 stands, so it is short of what the line says more.
            "LINE_CHARGES" => Samples.Advice(
                trace, right with { Lines = [line with { ChargeCents = line.ChargeCents - cents, PaidCents = line.PaidCents - cents }] }),
            _ => Samples.Advice(trace, right).OffBy(cents),
        });

        var remittance = await host.RemittanceAsync(trace);
        Assert.Equal("OUT_OF_BALANCE", remittance.ReasonCode);
        var difference = Assert.Single(remittance.Differences);
        Assert.Equal((level, cents), (difference.Level.Code(), difference.Difference.Cents()));
        Assert.Equal(difference.ActualAmount.Cents() - difference.ExpectedAmount.Cents(), difference.Difference.Cents());
        Assert.Empty(await host.PostingsAsync(remittance));
        Assert.Empty(await host.EventsAsync<Events.PaymentsPosted>(remittance.Name));
    }

    [Fact]
    public async Task Every_level_that_fails_is_shown_with_its_place()
    {
        var line = Samples.Visit(Samples.Unique("PCN"));
        line = line with { Lines = [line.Lines[0] with { PaidCents = 8_100 }], PaidCents = 8_200 };
        var charges = Samples.Visit(Samples.Unique("PCN"));
        charges = charges with { Lines = [.. charges.Lines, Samples.Line("83036", 0)], ChargeCents = 12_600, PaidCents = 8_100 };
        var trace = Samples.Unique("EFT");

        await host.ReceiveAsync(Samples.Advice(trace, line, charges));

        Assert.Equal(
            [
                (Wire.BalanceDifference.Types.Level.Line, "CLP[1] SVC[1]", 100),
                (Wire.BalanceDifference.Types.Level.Claim, "CLP[1]", 200),
                (Wire.BalanceDifference.Types.Level.LineCharges, "CLP[2]", 100),
            ],
            (await host.RemittanceAsync(trace)).Differences.Select(one => (one.Level, one.Location, one.Difference.Cents())));
    }

    [Fact]
    public async Task At_most_100_differences_are_kept_and_all_are_counted()
    {
        var wrong = Enumerable.Range(0, 130).Select(_ => Samples.Visit(Samples.Unique("PCN")) with { PaidCents = 8_001 });
        var trace = Samples.Unique("EFT");

        await host.ReceiveAsync(Samples.Advice(trace, wrong));

        var remittance = await host.RemittanceAsync(trace);
        Assert.Equal(100, remittance.Differences.Count);
        Assert.Equal(130, Assert.Single(await host.EventsAsync<Events.RemittanceOutOfBalance>(remittance.Name)).DifferenceCount);
    }

    [Fact]
    public async Task The_same_payment_in_another_file_is_quarantined_as_a_duplicate()
    {
        var visit = Samples.Visit(Samples.Unique("PCN"));
        await host.SubmitAsync(visit);
        var trace = Samples.Unique("EFT");

        await host.ReceiveAsync(Samples.Advice(trace, visit));
        await host.ReceiveAsync(Samples.Advice(trace, visit));

        var both = await host.RemittancesAsync(trace);
        Assert.Equal([(Wire.Remittance.Types.State.Posted, ""), (Wire.Remittance.Types.State.Quarantined, "DUPLICATE_PAYMENT")], both.Select(one => (one.State, one.ReasonCode)));
        Assert.Single(await host.PostingsAsync(both[0]));
        Assert.Empty(await host.PostingsAsync(both[1]));
        Assert.Empty(await host.EventsAsync(both[1].Name));
    }

    public static TheoryData<string> OtherContents => ["amount", "date", "claim", "plb", "remark"];

    [Theory]
    [MemberData(nameof(OtherContents))]
    public async Task A_trace_number_used_again_for_something_else_is_quarantined_and_names_the_first(string what)
    {
        var (visit, trace) = (Samples.Visit(Samples.Unique("PCN")), Samples.Unique("EFT"));
        await host.SubmitAsync(visit);
        var first = Samples.Advice(trace, visit);
        var line = visit.Lines[0];

        await host.ReceiveAsync(first);
        await host.ReceiveAsync(what switch
        {
            "amount" => Samples.Advice(trace, Samples.Claim(visit.PatientControlNumber, Samples.Line("99213", 12_500, new Adjustment("CO", "45", 2_500)))),
            "date" => first with { Header = first.Header with { EffectiveDate = Samples.PaidOn.AddDays(1) } },
            "claim" => Samples.Advice(trace, visit with { PatientControlNumber = Samples.Unique("PCN") }),
            "plb" => Samples.Advice(trace, [visit], Samples.Plb(new("WO", "ICN1", 100), new("L6", null, -100))),
            _ => Samples.Advice(trace, visit with { Lines = [line with { Remarks = [new("HE", "N130")] }] }),
        });

        var both = await host.RemittancesAsync(trace);
        Assert.Equal(["", "TRACE_REUSED"], both.Select(one => one.ReasonCode));
        Assert.Equal(["", both[0].Name], both.Select(one => one.EarlierRemittance));
        Assert.Empty(await host.EventsAsync(both[1].Name));
    }

    // The payer's own copy and that of another route: REF*2U is optional, and TRN03 is not always passed on.
    [Theory]
    [InlineData("2U missing")]
    [InlineData("2U other")]
    [InlineData("TRN03 missing")]
    [InlineData("TRN03 other")]
    [InlineData("both missing")]
    public async Task The_same_payment_whose_payer_is_named_otherwise_is_a_duplicate(string how)
    {
        var (visit, trace) = (Samples.Visit(Samples.Unique("PCN")), Samples.Unique("EFT"));
        await host.SubmitAsync(visit);
        var advice = Samples.Advice(trace, visit);
        var nameless = advice.Header.Payer with { References = default };

        await host.ReceiveAsync(advice);
        await host.ReceiveAsync(how switch
        {
            "2U missing" => advice with { Header = advice.Header with { Payer = nameless } },
            "2U other" => advice.From("60054"),
            "TRN03 missing" => advice with { Header = advice.Header with { TraceOriginator = null } },
            "TRN03 other" => advice with { Header = advice.Header with { TraceOriginator = "1999999999" } },
            _ => advice with { Header = advice.Header with { TraceOriginator = null, Payer = nameless } },
        });

        var both = await host.RemittancesAsync(trace);
        Assert.Equal(["", "DUPLICATE_PAYMENT"], both.Select(one => one.ReasonCode));
        Assert.Equal(["", both[0].Name], both.Select(one => one.EarlierRemittance));
        Assert.Single(await host.PostingsAsync(both[0]));
        Assert.Empty(await host.PostingsAsync(both[1]));
    }

    [Theory]
    [InlineData("1512345678", "TRACE_REUSED")]
    [InlineData("1999999999", "")]
    public async Task A_trace_number_is_used_again_only_by_whom_it_was_given(string originator, string reason)
    {
        var (first, second, trace) = (Samples.Visit(Samples.Unique("PCN")), Samples.Visit(Samples.Unique("PCN")), Samples.Unique("EFT"));
        await host.SubmitAsync(first, second);
        var again = Samples.Advice(trace, second).From("60054");

        await host.ReceiveAsync(Samples.Advice(trace, first));
        await host.ReceiveAsync(again with { Header = again.Header with { TraceOriginator = originator } });

        Assert.Equal(["", reason], (await host.RemittancesAsync(trace)).Select(one => one.ReasonCode));
    }

    // Without BPR16 the day of the payment is that of the file: each time another, and still the same remittance advice.
    [Fact]
    public async Task What_pays_nothing_and_comes_again_another_day_is_booked_once()
    {
        var trace = Samples.Unique("EFT");
        var visit = Samples.Claim(Samples.Unique("PCN"), Samples.Line("99213", 12_500, new("CO", "45", 2_500), new("PR", "1", 10_000)));
        await host.SubmitAsync(visit);
        var advice = Samples.Advice(trace, visit);
        advice = advice with { Header = advice.Header with { EffectiveDate = null, Dates = [new(DateQualifiers.Production, Samples.PaidOn)] } };

        await host.ReceiveAsync(advice);
        host.Clock.Advance(TimeSpan.FromDays(3));
        await host.ReceiveAsync(advice with { Header = advice.Header with { Dates = [new(DateQualifiers.Production, Samples.PaidOn.AddDays(3))] } });
        await host.ReceiveAsync(advice with { Header = advice.Header with { Dates = [] } });

        var all = await host.RemittancesAsync(trace);
        Assert.Equal(["", "DUPLICATE_PAYMENT", "DUPLICATE_PAYMENT"], all.Select(one => one.ReasonCode));
        Assert.Equal(["", all[0].Name, all[0].Name], all.Select(one => one.EarlierRemittance));
    }

    // The payer's repaired 835 has the trace number of the one that did not add up.
    [Fact]
    public async Task A_repaired_payment_is_taken_although_its_first_form_is_in_quarantine()
    {
        var visit = Samples.Visit(Samples.Unique("PCN"));
        await host.SubmitAsync(visit);
        var trace = Samples.Unique("EFT");

        await host.ReceiveAsync(Samples.Advice(trace, visit).OffBy(-1));
        await host.ReceiveAsync(Samples.Advice(trace, visit));

        Assert.Equal(
            [Wire.Remittance.Types.State.Quarantined, Wire.Remittance.Types.State.Posted], (await host.RemittancesAsync(trace)).Select(one => one.State));
    }

    [Fact]
    public async Task The_same_bytes_are_one_file_however_often_they_come()
    {
        var visit = Samples.Visit(Samples.Unique("PCN"));
        await host.SubmitAsync(visit);
        var trace = Samples.Unique("EFT");
        var file = Samples.File(Samples.Advice(trace, visit));

        await host.ReceiveAsync(file, "835-first.x12");
        await host.ReceiveAsync(file, "835-second.x12");
        var uploaded = await RemittanceHost.UploadAsync(host.Writer, file, "third.835");
        await host.DrainAsync();

        var remittance = await host.RemittanceAsync(trace);
        Assert.Equal(remittance.RemittanceFile, uploaded.Name);
        Assert.Equal("835-first.x12", uploaded.FileName);
        Assert.Single(await host.PostingsAsync(remittance));
    }

    [Fact]
    public async Task The_same_bytes_from_the_mailbox_after_an_upload_are_taken_once()
    {
        var visit = Samples.Visit(Samples.Unique("PCN"));
        await host.SubmitAsync(visit);
        var trace = Samples.Unique("EFT");
        var file = Samples.File(Samples.Advice(trace, visit));

        var uploaded = await RemittanceHost.UploadAsync(host.Writer, file);
        await host.DrainAsync();
        await host.ReceiveAsync(file);

        Assert.Equal(uploaded.Name, (await host.RemittanceAsync(trace)).RemittanceFile);
    }

    // A claim with an amount that is none is left out by the reader; with nothing paid on it the rest would still add up.
    [Fact]
    public async Task A_claim_that_cannot_be_read_keeps_the_whole_payment_from_being_posted()
    {
        var (good, bad) = (Samples.Visit(Samples.Unique("PCN")), Samples.Claim(Samples.Unique("PCN"), Samples.Line("83036", 4_711, new Adjustment("CO", "97", 4_711))));
        await host.SubmitAsync(good, bad);
        var (trace, fine) = (Samples.Unique("EFT"), Samples.Unique("EFT"));
        var file = Samples.File(Samples.Advice(trace, good, bad), Samples.Advice(fine, Samples.Visit(Samples.Unique("PCN")))).With("*47.11*0*", "*4x.11*0*");

        await host.ReceiveAsync(file);

        var remittance = await host.RemittanceAsync(trace);
        Assert.Equal((Wire.Remittance.Types.State.Quarantined, "UNREADABLE_CONTENT"), (remittance.State, remittance.ReasonCode));
        Assert.Empty(await host.EventsAsync(remittance.Name));
        Assert.Equal(Wire.Remittance.Types.State.Posted, (await host.RemittanceAsync(fine)).State);
    }

    // HIPAA's ten digits; subscribers refuse a chunk with more whole. A writer refuses them too, so what was written is made larger.
    [Theory]
    [InlineData("*99999999.99", "*99999999.99", "")]
    [InlineData("*99999999.99", "*100000000", "AMOUNT_TOO_LARGE")]
    [InlineData("*6000", "*60000000", "AMOUNT_TOO_LARGE")]
    public async Task An_amount_larger_than_any_that_is_booked_is_quarantined(string written, string grown, string reason)
    {
        // Two write-offs, each below the limit, and an addition that takes them back.
        var line = Samples.Line("99213", 9_999_999_999, [new("CO", "45", 600_000), new("CO", "253", 600_000), new("PR", "1", -1_200_000)]);
        var trace = Samples.Unique("EFT");
        var file = Samples.File(Samples.Advice(trace, Samples.Claim(Samples.Unique("PCN"), line)));

        await host.ReceiveAsync(file.With(written, grown).With("*-12000~", written == "*6000" ? "*-120000000~" : "*-12000~"));

        Assert.Equal(reason, (await host.RemittanceAsync(trace)).ReasonCode);
    }

    [Fact]
    public async Task A_bad_remittance_does_not_hold_back_the_others_of_its_file()
    {
        var visits = Enumerable.Range(0, 3).Select(_ => Samples.Visit(Samples.Unique("PCN"))).ToArray();
        await host.SubmitAsync(visits);
        string[] traces = [Samples.Unique("EFT"), Samples.Unique("EFT"), Samples.Unique("EFT")];

        await host.ReceiveAsync(Samples.Advice(traces[0], visits[0]), Samples.Advice(traces[1], visits[1]).OffBy(1), Samples.Advice(traces[2], visits[2]));

        var all = new[] { await host.RemittanceAsync(traces[0]), await host.RemittanceAsync(traces[1]), await host.RemittanceAsync(traces[2]) };
        Assert.Equal(["", "OUT_OF_BALANCE", ""], all.Select(one => one.ReasonCode));
        var file = await host.Reader.GetRemittanceFileAsync(new() { Name = all[0].RemittanceFile });
        Assert.Equal(Wire.RemittanceFile.Types.State.Parsed, file.State);
        Assert.Equal(all.Select(one => one.Name), file.Remittances);
    }
}
