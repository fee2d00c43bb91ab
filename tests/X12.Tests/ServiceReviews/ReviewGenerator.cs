using CsCheck;
using MedBill.X12.Eligibility;
using MedBill.X12.Segments;
using MedBill.X12.ServiceReviews;

namespace MedBill.X12.Tests.ServiceReviews;

/// <summary>Makes requests and answers that follow the guide, of every kind the model has a place for.</summary>
internal static class ReviewGenerator
{
    private static readonly ReviewHeader Header = new() { Purpose = "13", ReferenceNumber = "REVIEW1", CreatedAt = new DateTime(2026, 3, 16, 11, 1, 0) };

    private static readonly Gen<string> Word = Gen.String[Gen.Char["ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"], 2, 12];

    private static readonly Gen<DateOnly> Date = Gen.Int[0, 3_000].Select(days => new DateOnly(2020, 1, 1).AddDays(days));

    private static readonly Gen<decimal> Number = Gen.Int[0, 99_999].Select(number => number / 4m);

    private static readonly Gen<Address> Address = Gen.Select(Word, Word.Null(), Word, (street, suite, city) =>
        new Address { Line1 = street, Line2 = suite, City = city, State = "IL", PostalCode = "62701" });

    private static readonly Gen<Contact> Contact = Gen.Select(Word.Null(), Word, Gen.Int[200_000_000, 999_999_999], (name, extension, number) =>
        new Contact("IC", name, [new ContactNumber("TE", $"{number}0"), new ContactNumber("EX", extension)]));

    private static readonly Gen<Party> Provider = Gen.Select(Word, Word, Address.Null(), Contact.Null(), Gen.Bool, Gen.Int[0, 3],
        (name, id, address, contact, isPerson, role) => new Party
        {
            EntityCode = ((string[])["SJ", "FA", "72", "77"])[role],
            IsPerson = isPerson,
            Name = name,
            FirstName = isPerson ? id : null,
            IdQualifier = "XX",
            Id = id,
            Address = address,
            Contacts = contact is null ? [] : [contact],
            ProviderCode = isPerson ? "PE" : null,
            TaxonomyCode = isPerson ? "207Q00000X" : null,
            References = isPerson ? [new Reference("EI", id)] : [],
        });

    private static readonly Gen<ReviewPerson> Subscriber = Gen.Select(Word, Word, Address.Null(), Date, Gen.Bool, (name, id, address, birth, isMilitary) =>
        new ReviewPerson
        {
            Person = Party.Member(name, id, id) with { Address = address, BirthDate = birth, Sex = "F" },
            Relationship = isMilitary ? "18" : null,
            EmploymentStatus = isMilitary ? "AO" : null,
        });

    private static readonly Gen<ReviewPerson> Dependent = Gen.Select(Word, Word, Date, Gen.Bool, (name, first, birth, isTwin) => new ReviewPerson
    {
        Person = new Party { EntityCode = "QC", IsPerson = true, Name = name, FirstName = first, BirthDate = birth, Sex = "U" },
        Relationship = "19",
        BirthSequence = isTwin ? "2" : null,
    });

    private static readonly Gen<ReviewInformation> Information = Gen.Select(Word.Null(), Gen.Bool, Gen.Bool, (word, isUrgent, isAccident) => new ReviewInformation
    {
        Category = "HS",
        CertificationType = "I",
        ServiceType = word is null ? null : "62",
        Facility = isUrgent ? "22" : null,
        FacilityQualifier = isUrgent ? "B" : null,
        RelatedCauses = isAccident ? ["AA", "EM"] : [],
        AccidentState = isAccident ? "IL" : null,
        LevelOfService = isUrgent ? "U" : null,
        ReleaseOfInformation = "Y",
    });

    private static readonly Gen<ReviewDiagnosis[]> Diagnoses = Gen.Select(Word, Date, Gen.Bool).Array[1, 12].Select(items => (ReviewDiagnosis[])
        [.. items.Select((item, index) => new ReviewDiagnosis(index == 0 ? "ABK" : "ABF", item.Item1, item.Item3 ? item.Item2 : null))]);

    private static readonly Gen<BenefitDelivery> Delivery = Gen.Select(Number, Gen.Int[1, 99], (visits, periods) =>
        new BenefitDelivery("VS", visits, "WK", null, "34", periods, null, null));

    private static readonly Gen<Trace> Trace = Word.Select(number => new Trace("1", number, "9CLEARWAT1"));

    private static readonly Gen<ReviewedService> Service = Gen.Select(
        Trace, Gen.Int[0, 2], Word, Gen.Long[0, 99_999_999], Number, Provider.Array[0, 2], Delivery.Null(), Date,
        (trace, kind, code, cents, number, providers, delivery, date) => new ReviewedService
        {
            Traces = [trace],
            Dates = [new QualifiedDate("472", date, date.AddDays(3))],
            Professional = kind != 0 ? null : new ProfessionalService
            {
                Procedure = ProcedureCode.Hcpcs(code, "GP"),
                AmountCents = cents,
                Unit = "UN",
                Quantity = number,
                DiagnosisPointers = [1],
            },
            Institutional = kind != 1 ? null : new InstitutionalService { RevenueCode = "0120", AmountCents = cents, Unit = "DA", Quantity = number, Rate = 6_000.5m },
            Dental = kind != 2 ? null : new DentalService
            {
                Procedure = new ProcedureCode("AD", code),
                OralCavities = ["30", "40"],
                Quantity = number,
                Description = code,
            },
            Teeth = kind == 2 ? [new Tooth("12", ["M", "O"]), new Tooth("13")] : [],
            Delivery = delivery,
            Parties = [.. providers.Select(provider => new ReviewParty(provider with { EntityCode = "SJ" }))],
        });

    private static readonly Gen<PatientEvent> Care = Gen.Select(Number, Word, Date, Gen.Int[0, 31], (number, word, date, which) => new PatientEvent
    {
        Information = new ReviewInformation { Category = "HS" },
        Institutional = (which & 1) == 0 ? null : new InstitutionalCodes("1", null, "30"),
        Ambulance = (which & 2) == 0 ? null : new AmbulanceTransport { WeightPounds = number, TransportCode = "A", Miles = number, StretcherPurpose = word },
        SpinalManipulation = (which & 4) == 0 ? null : new SpinalManipulation { TreatmentNumber = 1, TreatmentCount = 6, Condition = "A", Complication = "N", Description = word },
        Oxygen = (which & 8) == 0 ? null : new OxygenTherapy { Equipment = "A", FlowRate = number, TestFindings = ["1", "2"], DeliverySystem = "A" },
        HomeHealth = (which & 16) == 0 ? null : new HomeHealthCare
        {
            Prognosis = "2",
            Start = date,
            CertifiedFrom = date,
            CertifiedTo = date.AddDays(60),
            MedicareCoverage = "N",
            CertificationType = "I",
            LastVisit = date,
        },
        Conditions = (which & 2) == 0 ? [] : [new ReviewCondition("07", "Y", ["01", "06"])],
        Attachments = (which & 1) == 0 ? [] : [new ReviewAttachment("M1", "EL", word), new ReviewAttachment("DG", "AA", null, word)],
        Message = (which & 4) == 0 ? null : word,
    });

    private static readonly Gen<PatientEvent> Event = Gen.Select(Care, Information, Diagnoses, Trace.Array[0, 2], Delivery.Null(), Provider.Array[0, 3],
        Service.Array[0, 4], Date, (care, information, diagnoses, traces, delivery, providers, services, date) => care with
        {
            Traces = [.. traces],
            Information = information,
            Dates = [new QualifiedDate("439", date), new QualifiedDate("AAH", date, date.AddDays(30))],
            Diagnoses = [.. diagnoses],
            Delivery = delivery,
            Parties = [.. providers.Select(provider => new ReviewParty(provider))],
            Services = [.. services],
        });

    public static readonly Gen<ServiceReviewRequest278> Request = Gen.Select(Word, Provider, Subscriber, Dependent.Null(), Event,
        (payer, requester, subscriber, dependent, asked) => new ServiceReviewRequest278
        {
            Header = Header,
            Source = new Party { EntityCode = "X3", Name = payer, IdQualifier = "PI", Id = payer },
            Requester = requester with { EntityCode = "1P", ProviderCode = requester.ProviderCode is null ? null : "OR" },
            Subscriber = subscriber,
            Dependent = dependent,
            Event = asked,
        });

    private static readonly Gen<ReviewDecision> Decision = Gen.Select(Gen.Int[0, 3], Word, (action, number) => action switch
    {
        0 => new ReviewDecision("A1", number),
        1 => new ReviewDecision("A6", number, default, "Y"),
        2 => new ReviewDecision("A3", null, ["0V", "0U"]),
        _ => new ReviewDecision("A4"),
    });

    private static readonly Gen<ValueList<RequestRejection>> Rejections = Gen.Int[15, 98].Array[0, 2].Select(codes =>
        (ValueList<RequestRejection>)[.. codes.Select(code => new RequestRejection(false, $"{code}", "C"))]);

    /// <summary>An answer to such a request: decided service by service, or refused at one of its levels.</summary>
    public static readonly Gen<ServiceReviewResponse278> Response = Gen.Select(Request, Decision.Array[5], Rejections, Gen.Int[0, 9],
        (request, decisions, rejections, refusedAt) => new ServiceReviewResponse278
        {
            Header = Header with { Purpose = "11", TransactionType = "18" },
            RequestRejections = refusedAt == 0 ? rejections : default,
            Source = new ReviewParty(request.Source, refusedAt == 0 ? rejections : default),
            Requesters = refusedAt == 0 ? [] :
            [
                new ReviewParty(
                    request.Requester with { Address = null, Contacts = default }, refusedAt == 1 ? rejections : default),
            ],
            Subscriber = refusedAt < 2 ? null : request.Subscriber with { Rejections = refusedAt == 2 ? rejections : default },
            Dependent = refusedAt < 3 ? null : request.Dependent,
            Event = refusedAt < 4 ? null : request.Event with
            {
                Conditions = default,
                Decision = decisions[4],
                Rejections = rejections,
                Traces = [.. request.Event.Traces.Select(trace => trace with { Type = "2" })],
                Services =
                [
                    .. request.Event.Services.Select((service, index) => service with
                    {
                        Decision = decisions[index],
                        Diagnoses = index == 0 ? [new ReviewDiagnosis("LOI", "34117-2")] : [],
                        Parties = [.. service.Parties.Select(party => party with { Rejections = rejections })],
                    }),
                ],
            },
        });
}
