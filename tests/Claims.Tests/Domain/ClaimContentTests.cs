using System.Text.Json;
using MedBill.Claims.Domain;
using MedBill.Claims.Tests.Fixture;

namespace MedBill.Claims.Tests.Domain;

public sealed class ClaimContentTests
{
    [Fact]
    public void A_content_is_kept_whole()
    {
        var content = Drafts.Dependent with
        {
            Facility = new("ANNEX", "1003000126", Drafts.Street),
            ReferringProvider = new(new("POE", "LEE", "Q", "JR"), "1245319599", ""),
            RelatedFacts = [new(RelatedFactKind.AutoAccident, new(2026, 2, 27), null, "IL")],
        };
        var edited = content.Edited(content.Coding with { PriorAuthorizationNumber = "AUTH1" });

        var kept = new ContentDocument(new ContentDocument(edited).Json).Content;

        Assert.Equal(JsonSerializer.Serialize(edited), JsonSerializer.Serialize(kept));
        Assert.Equal(edited.Coding, kept.Coding);
        Assert.Equal(edited.Recorded, kept.Recorded);
        Assert.Equal(edited.Patient, kept.Patient);
    }

    [Fact]
    public void What_was_read_before_is_forgotten_when_nothing_was_edited()
    {
        var fresh = Drafts.With(coding => coding with { PlaceOfServiceCode = "22" });

        Assert.Equal(fresh.Coding, fresh.KeepingEditsOf(Drafts.Content).Coding);
    }

    [Fact]
    public void An_authorization_entered_on_the_claim_stays()
    {
        var before = Drafts.Content.Edited(Drafts.Content.Coding with { PriorAuthorizationNumber = "MINE" });
        var fresh = Drafts.With(coding => coding with { PriorAuthorizationNumber = "THEIRS", PlaceOfServiceCode = "22" });

        var next = fresh.KeepingEditsOf(before);

        Assert.Equal(("MINE", "22"), (next.Coding.PriorAuthorizationNumber, next.Coding.PlaceOfServiceCode));
        Assert.Equal("THEIRS", next.Recorded!.PriorAuthorizationNumber);
    }

    [Fact]
    public void Lines_edited_on_the_claim_stay_while_the_encounter_says_what_it_said()
    {
        var before = Drafts.Content.Edited(Drafts.Content.Coding with { Lines = [Drafts.Line(1, "99213", 150m)] });

        Assert.Equal("99213", Drafts.Content.KeepingEditsOf(before).Coding.Lines[0].ProcedureCode);
    }

    [Fact]
    public void Lines_edited_on_the_claim_give_way_to_a_corrected_encounter()
    {
        var before = Drafts.Content.Edited(Drafts.Content.Coding with { Lines = [Drafts.Line(1, "99213", 150m)] });
        var fresh = Drafts.With(coding => coding with { DiagnosisCodes = ["E1165", "I10"] });

        var next = fresh.KeepingEditsOf(before);

        Assert.Equal(fresh.Coding, next.Coding);
        Assert.Null(next.Recorded);
    }

    [Fact]
    public void An_edit_taken_back_is_no_edit()
    {
        var edited = Drafts.Content.Edited(Drafts.Content.Coding with { PlaceOfServiceCode = "22" });

        Assert.Null(edited.Edited(Drafts.Content.Coding).Recorded);
    }

    [Fact]
    public void Control_numbers_are_twenty_letters_and_digits_and_sort_by_age()
    {
        var numbers = Enumerable.Range(0, 500)
            .Select(i => PatientControlNumber.From(Guid.CreateVersion7(Drafts.At.AddMilliseconds(i)))).ToList();

        Assert.All(numbers, number => Assert.Matches("^[A-Z0-9]{20}$", number));
        Assert.Equal(500, numbers.Distinct().Count());
        Assert.Equal(numbers.Order(StringComparer.Ordinal), numbers);
        Assert.All(numbers, number => Assert.True(PatientControlNumber.IsValid(number)));
    }

    [Fact]
    public void Control_numbers_of_one_millisecond_differ() =>
        Assert.Equal(10_000, Enumerable.Range(0, 10_000).Select(_ => PatientControlNumber.From(Guid.CreateVersion7(Drafts.At))).Distinct().Count());

    [Fact]
    public void No_part_of_a_content_shows_whom_it_is_about()
    {
        var shown = $"{Drafts.Patient} {Drafts.Patient.Name} {Drafts.Street}";

        Assert.DoesNotContain("DOE", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("MAIN", shown, StringComparison.Ordinal);
    }
}
