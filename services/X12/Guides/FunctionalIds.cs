namespace MedBill.X12.Guides;

/// <summary>GS01 by ST01.</summary>
internal static class FunctionalIds
{
    public static string? OfSet(string setId) => setId switch
    {
        "837" => "HC",
        "835" => "HP",
        "270" => "HS",
        "271" => "HB",
        "276" => "HR",
        "277" => "HN",
        "278" => "HI",
        "275" => "PI",
        "997" or "999" => "FA",
        "834" => "BE",
        "820" => "RA",
        _ => null,
    };
}
