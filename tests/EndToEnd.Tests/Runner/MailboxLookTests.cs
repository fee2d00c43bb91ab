using MedBill.EndToEnd.Runner.Installation;

namespace MedBill.EndToEnd.Tests.Runner;

public sealed class MailboxLookTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("medbill-look-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Claim_files_are_known_by_their_control_number_wherever_they_lie()
    {
        Put("outbound/1.edi", Interchange(1, "837", "a"));
        Put("taken/sandbox/2.edi", Interchange(2, "837", "a"));
        Put("archive/outbound/2.edi", Interchange(2, "837", "a"));
        Put("archive/outbound/3.edi", Interchange(3, "837", "a"));
        Put("archive/outbound/3-again.edi", Interchange(3, "837", "b"));
        Put("archive/outbound/4.edi", Interchange(4, "270", "a"));
        Put("archive/inbound/5.edi", Interchange(5, "837", "a"));
        Put("outbound/6.part", "ISA");

        var files = new MailboxLook(_folder).ClaimFiles();

        Assert.Equal([1, 2, 3], files.Select(file => file.Key).Order());
        Assert.Equal((2, 1), (files[2].Count(), files[2].Distinct().Count()));
        Assert.Equal((2, 2), (files[3].Count(), files[3].Distinct().Count()));
    }

    private void Put(string path, string text)
    {
        var file = Path.Combine(_folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }

    private static string Interchange(int number, string set, string rest) =>
        $"ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *260101*1200*^*00501*{number:000000000}*0*T*:~"
        + $"GS*HC*S*R*20260101*1200*1*X*005010X222A1~ST*{set}*0001~{rest}~";
}
