using MedBill.Coverage.Domain;
using MedBill.X12.Eligibility;

namespace MedBill.Coverage.Eligibility;

/// <summary>What a 271 says, as the service keeps it.</summary>
internal static class AnswerMapping
{
    private const int MostRows = 500;

    public static EligibilityAnswer ToDomain(EligibilityAnswer271 answer) => new(
        Status(answer),
        [
            .. answer.Benefits.AsEnumerable().Take(MostRows).Select(row => new BenefitRow(
                row.Kind, row.CoverageLevel ?? "", [.. row.ServiceTypes.AsEnumerable()], row.InsuranceType ?? "", row.Period ?? "", row.AmountCents,
                row.Percent * 100, row.AuthorizationRequired ?? "", row.InNetwork ?? "")),
        ],
        [
            .. Rejections("2000A", answer.RequestRejections.AsEnumerable()),
            .. Rejections("2100A", answer.SourceRejections.AsEnumerable()),
            .. Rejections("2100B", answer.ReceiverRejections.AsEnumerable()),
            .. Rejections("2100C", answer.Subscriber?.Rejections.AsEnumerable() ?? []),
            .. Rejections("2100D", answer.Dependent?.Rejections.AsEnumerable() ?? []),
            .. Rejections(answer.Dependent is null ? "2110C" : "2110D", answer.Benefits.AsEnumerable().SelectMany(row => row.Rejections.AsEnumerable())),
        ]);

    // x12-facts 5, Traps: EB*1 without service type 30 is no proof of coverage; the order of the rows means nothing; and an inactive dental
    // benefit (EB*6**35) does not end the policy.
    private static CoverageStatus Status(EligibilityAnswer271 answer) => answer.Benefits switch
    {
        var rows when rows.Any(row => row.Kind is "1" or "2" or "3" or "4" or "5" && row.ServiceTypes.Contains("30")) => CoverageStatus.Active,
        var rows when rows.Any(row => row.Kind is "6" or "7" or "8" && (row.ServiceTypes.Count == 0 || row.ServiceTypes.Contains("30"))) => CoverageStatus.Inactive,
        _ => CoverageStatus.Unknown,
    };

    private static IEnumerable<Rejection> Rejections(string loop, IEnumerable<RequestRejection> rejections) =>
        rejections.Select(rejection => new Rejection(loop, rejection.Reason, rejection.FollowUp ?? "", RejectionTable.NextAction(rejection.Reason)));
}
