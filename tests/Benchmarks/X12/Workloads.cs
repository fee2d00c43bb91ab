using System.Text;
using MedBill.X12;
using MedBill.X12.Claims837;
using MedBill.X12.Claims837P;
using MedBill.X12.Findings;
using MedBill.X12.Remittances835;
using MedBill.X12.Tokens;

namespace MedBill.Benchmarks.X12;

/// <summary>What is measured. Each returns a number that says whether it did its work; -1 when it went wrong.</summary>
internal static class Workloads
{
    /// <summary>S: a vectorised search for the segment terminator over the whole file, one pass. Gives the segments.</summary>
    public static long Scan(byte[] file)
    {
        long segments = 0;
        var rest = file.AsSpan();
        for (var next = rest.IndexOf((byte)'~'); next >= 0; next = rest.IndexOf((byte)'~'))
        {
            segments++;
            rest = rest[(next + 1)..];
        }

        return segments;
    }

    /// <summary>N: the file as text, cut by string.Split into segments and each into elements, every element touched. Gives the elements.</summary>
    public static long Split(byte[] file)
    {
        long elements = 0;
        foreach (var segment in Encoding.Latin1.GetString(file).Split('~'))
        {
            foreach (var element in segment.Split('*'))
            {
                elements += element.Length >= 0 ? 1 : 0;
            }
        }

        return elements;
    }

    /// <summary>N for an 837P: as <see cref="Split"/>, and each element cut into components.</summary>
    public static long SplitComponents(byte[] file)
    {
        long components = 0;
        foreach (var segment in Encoding.Latin1.GetString(file).Split('~'))
        {
            foreach (var element in segment.Split('*'))
            {
                foreach (var component in element.Split(':'))
                {
                    components += component.Length >= 0 ? 1 : 0;
                }
            }
        }

        return components;
    }

    /// <summary>Every segment, every element touched, from a stream. Gives the segments.</summary>
    public static long Tokenise(Stream file)
    {
        using var reader = new X12Reader(file, new FindingLog());
        long segments = 0;
        long touched = 0;
        while (reader.Read())
        {
            segments++;
            touched += Touch(reader.Segment);
        }

        return touched > 0 ? segments : -1;
    }

    // A method of its own: what is called often the runtime compiles in full, while a loop that is entered seven times stays half compiled.
    private static long Touch(in SegmentView segment)
    {
        long touched = 0;
        for (var element = 1; element <= segment.ElementCount; element++)
        {
            touched += segment[element].Length;
        }

        return touched;
    }

    /// <summary>An 835 into typed claims, each balanced to the cent as it comes. Gives the claims.</summary>
    public static long Remittances(Stream file)
    {
        var findings = new FindingLog();
        var balance = new Balance835();
        long claims = 0;
        foreach (var item in Remittance835File.Read(file, findings))
        {
            if (balance.Add(item).Count > 0)
            {
                return -1;
            }

            claims += item is ClaimPayment ? 1 : 0;
        }

        return findings.Count == 0 ? claims : -1;
    }

    /// <summary>An 837P into typed claims. Gives the claims.</summary>
    public static long Claims(Stream file)
    {
        var findings = new FindingLog();
        long claims = 0;
        foreach (var _ in Claim837PFile.Read(file, findings))
        {
            claims++;
        }

        return findings.Count == 0 ? claims : -1;
    }

    /// <summary>A file held against its guide: envelopes, loops, elements, codes, levels, sums, situations. Gives the sets.</summary>
    public static long Validate(Stream file)
    {
        var report = X12File.Validate(file);
        return report.IsAccepted && report.Findings.Count == 0 ? report.Interchanges.Sum(interchange => interchange.Groups.Sum(group => group.Sets.Count)) : -1;
    }

    /// <summary>Typed claims into an 837P, validated as every writer does. Gives the file; empty when there is a finding.</summary>
    public static ReadOnlyMemory<byte> Write(IReadOnlyList<ReceivedClaim<ProfessionalClaim>> claims, IReadOnlyList<ProfessionalClaim> body)
    {
        var output = Claim837PFile.Write(claims[0].Envelope, claims[0].Header, body);
        return output.Findings.Count > 0 ? ReadOnlyMemory<byte>.Empty : output.Bytes;
    }
}
