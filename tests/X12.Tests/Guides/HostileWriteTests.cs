using System.Collections;
using System.Reflection;
using System.Text.RegularExpressions;
using MedBill.X12.Acknowledgments;
using MedBill.X12.Claims837;
using MedBill.X12.Claims837D;
using MedBill.X12.Claims837I;
using MedBill.X12.Claims837P;
using MedBill.X12.ClaimStatus;
using MedBill.X12.Eligibility;
using MedBill.X12.Findings;
using MedBill.X12.Remittances835;
using MedBill.X12.Segments;
using MedBill.X12.ServiceReviews;
using MedBill.X12.Writing;

namespace MedBill.X12.Tests.Guides;

/// <summary>
/// Every text of every part of what is written, replaced by each thing a careless or hostile caller may put there: either nothing is written
/// and it is said why and where, or what is written is canonical and breaks no guide.
/// </summary>
public sealed partial class HostileWriteTests
{
    private static readonly string[] Texts =
        ["", " ", "lower case", "\u00c9mile Stra\u00dfe \u4e2d", "A*B~C:D^E>F", "\r\n\t", "ZQ", "0", "-1", new('X', 300), "\u201cquoted\u201d"];

    [Theory]
    [InlineData("837P-subscriber.x12")]
    [InlineData("837P-dependent-accident.x12")]
    [InlineData("837P-secondary.x12")]
    public void A_professional_claim_is_refused_or_sound(string file)
    {
        var received = Assert.Single(Claim837PFile.Read(Golden.Open(file), new FindingLog()));
        All(received.Claim, claim => Claim837PFile.Write(received.Envelope, received.Header, [claim]));
        All(received.Header, header => Claim837PFile.Write(received.Envelope, header, [received.Claim]));
    }

    [Fact]
    public void An_institutional_claim_is_refused_or_sound()
    {
        var received = Assert.Single(Claim837IFile.Read(Golden.Open("837I-outpatient.x12"), new FindingLog()));
        All(received.Claim, claim => Claim837IFile.Write(received.Envelope, received.Header, [claim]));
    }

    [Theory]
    [InlineData("270-subscriber.x12")]
    [InlineData("270-dependent.x12")]
    public void An_eligibility_inquiry_is_refused_or_sound(string file)
    {
        var inquiry = Assert.Single(Eligibility270File.Read(Golden.Open(file), new FindingLog()));
        All(inquiry with { Header = inquiry.Header with { Envelope = null } }, changed => Eligibility270File.Write(inquiry.Header.Envelope!, [changed]));
    }

    [Fact]
    public void A_status_inquiry_is_refused_or_sound()
    {
        foreach (var inquiry in Status276File.Read(Golden.Open("276-subscriber-and-dependent.x12"), new FindingLog()))
        {
            All(inquiry with { Header = inquiry.Header with { Envelope = null } }, changed => Status276File.Write(inquiry.Header.Envelope!, [changed]));
        }
    }

    [Fact]
    public void An_acknowledgment_is_refused_or_sound()
    {
        var acknowledgment = Assert.Single(Acknowledgment999File.Read(Golden.Open("999-rejected.x12"), new FindingLog()));
        All(acknowledgment with { Envelope = null }, changed => Acknowledgment999File.Write(acknowledgment.Envelope!, changed));
    }

    [Theory]
    [InlineData("835-paid-denied-reversed.x12")]
    [InlineData("835-medicare-crossover.x12")]
    public void A_remittance_is_refused_or_sound(string file)
    {
        var advice = Assert.Single(Remittance835File.ReadAll(Golden.Open(file), new FindingLog()));
        var envelope = advice.Header.Envelope!;
        All(advice with { Header = advice.Header with { Envelope = null } }, changed => Remittance835File.Write(envelope, changed));
    }

    [Theory]
    [InlineData("271-ppo.x12")]
    [InlineData("271-not-found.x12")]
    public void An_eligibility_answer_is_refused_or_sound(string file)
    {
        var answer = Assert.Single(Eligibility271File.Read(Golden.Open(file), new FindingLog()));
        All(answer with { Header = answer.Header with { Envelope = null } }, changed => Eligibility271File.Write(answer.Header.Envelope!, [changed]));
    }

    [Theory]
    [InlineData("277-paid-and-records-requested.x12")]
    [InlineData("277-provider-refused.x12")]
    public void A_status_answer_is_refused_or_sound(string file)
    {
        foreach (var answer in Status277File.Read(Golden.Open(file), new FindingLog()))
        {
            All(answer with { Header = answer.Header with { Envelope = null } }, changed => Status277File.Write(answer.Header.Envelope!, [changed]));
        }
    }

    [Fact]
    public void A_claim_acknowledgment_is_refused_or_sound()
    {
        var answer = Assert.Single(ClaimAcknowledgment277CAFile.Read(Golden.Open("277CA-accepted-and-rejected.x12"), new FindingLog()));
        All(answer with { Envelope = null }, changed => ClaimAcknowledgment277CAFile.Write(answer.Envelope!, changed));
    }

    [Theory]
    [InlineData("837I-inpatient-dependent.x12")]
    [InlineData("837I-secondary.x12")]
    public void An_institutional_claim_of_a_stay_or_a_second_payer_is_refused_or_sound(string file)
    {
        var received = Claim837IFile.Read(Golden.Open(file), new FindingLog()).First();
        All(received.Claim, claim => Claim837IFile.Write(received.Envelope, received.Header, [claim]));
    }

    [Theory]
    [InlineData("837D-secondary.x12")]
    [InlineData("837D-predetermination-dependent.x12")]
    public void A_dental_claim_is_refused_or_sound(string file)
    {
        var received = Claim837DFile.Read(Golden.Open(file), new FindingLog()).First();
        All(received.Claim, claim => Claim837DFile.Write(received.Envelope, received.Header, [claim]));
    }

    [Theory]
    [InlineData("278-request-imaging.x12")]
    [InlineData("278-request-dependent-admission.x12")]
    public void A_review_request_is_refused_or_sound(string file)
    {
        var request = Assert.Single(ServiceReviewRequest278File.Read(Golden.Open(file), new FindingLog()));
        var envelope = request.Header.Envelope!;
        All(request with { Header = request.Header with { Envelope = null } }, changed => ServiceReviewRequest278File.Write(envelope, changed));
    }

    [Fact]
    public void An_envelope_is_refused_or_sound()
    {
        var received = Assert.Single(Claim837PFile.Read(Golden.Open("837P-subscriber.x12"), new FindingLog()));
        All(received.Envelope.Interchange, interchange => Claim837PFile.Write(
            received.Envelope with { Interchange = interchange }, received.Header, [received.Claim]));
        All(received.Envelope.Group, group => Claim837PFile.Write(received.Envelope with { Group = group }, received.Header, [received.Claim]));
    }

    private static void All<T>(T good, Func<T, X12Output> write)
        where T : notnull
    {
        var count = 0;
        var written = 0;
        foreach (var (path, changed) in Changed(good))
        {
            count++;
            var output = write((T)changed);
            if (output.IsRefused)
            {
                Assert.True(output.Bytes.IsEmpty);
                Assert.All(output.Findings.Where(finding => finding.IsError), finding => Assert.True(finding.Message.EndsWith('.'), path));
                continue;
            }

            written++;
            IsCanonical(output.ToText(), path);
            Assert.All(X12File.Validate(new MemoryStream(output.Bytes.ToArray())).Findings, finding => Assert.False(finding.IsError, $"{path}: {finding}"));
        }

        Assert.True(count > 20 && written > 0);
    }

    private static void IsCanonical(string text, string path)
    {
        var body = text[text.IndexOf("~GS*", StringComparison.Ordinal)..];
        Assert.True(Basic().IsMatch(body), $"{path}: a character is not one a set may have in {body}");
        Assert.False(TrailingSeparator().IsMatch(body), $"{path}: a separator too much in {body}");
        Assert.False(TrailingZero().IsMatch(body), $"{path}: a zero too much in {body}");
        Assert.False(EdgeBlank().IsMatch(body), $"{path}: a blank at the end of a value in {body}");
    }

    // The object with one text replaced, for every text in it and every replacement.
    private static IEnumerable<(string Path, object Changed)> Changed(object good)
    {
        foreach (var property in good.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.CanWrite && property.GetIndexParameters().Length == 0))
        {
            var value = property.GetValue(good);
            var others = value switch
            {
                string text => Texts.Select(other => ($"={other}", (object)other)).Append(("=null?", text)),
                IList list => InList(list),
                not null when value.GetType().Namespace?.StartsWith("MedBill", StringComparison.Ordinal) == true && !value.GetType().IsValueType =>
                    Changed(value),
                _ => [],
            };
            foreach (var (path, other) in others)
            {
                var copy = good.GetType().GetMethod("<Clone>$")!.Invoke(good, null)!;
                property.SetValue(copy, other);
                yield return ($"{property.Name}{(path.StartsWith('=') ? "" : ".")}{path}", copy);
            }
        }
    }

    private static IEnumerable<(string Path, object Changed)> InList(IList list)
    {
        var type = list.GetType().GetGenericArguments()[0];
        for (var index = 0; index < list.Count; index++)
        {
            var others = list[index] is string ? Texts.Select(other => ($"={other}", (object)other)) : Changed(list[index]!);
            foreach (var (path, other) in others)
            {
                var copy = (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(type))!;
                for (var item = 0; item < list.Count; item++)
                {
                    copy.Add(item == index ? other : list[item]);
                }

                yield return ($"[{index}]{(path.StartsWith('=') ? "" : ".")}{path}", ToValueList.MakeGenericMethod(type).Invoke(null, [copy])!);
            }
        }
    }

    private static readonly MethodInfo ToValueList = typeof(HostileWriteTests).GetMethod(nameof(Values), BindingFlags.NonPublic | BindingFlags.Static)!;

    private static ValueList<T> Values<T>(List<T> items) => [.. items];

    [GeneratedRegex(@"^[ -`{-~]*$")]
    private static partial Regex Basic();

    [GeneratedRegex(@"[*:]~|:\*")]
    private static partial Regex TrailingSeparator();

    [GeneratedRegex(@"[*:]-?\d+\.\d*0(?=[*:~])")]
    private static partial Regex TrailingZero();

    [GeneratedRegex(@"[A-Z0-9] +[*:~]")]
    private static partial Regex EdgeBlank();
}
