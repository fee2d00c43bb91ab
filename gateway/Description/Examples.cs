using System.Text.Json.Nodes;
using MedBill.Gateway.Http;

namespace MedBill.Gateway.Description;

/// <summary>Whole examples of requests and answers, made from the models, so that none can be out of date.</summary>
internal static class Examples
{
    private const int MembersOfAPatch = 2;

    /// <summary>Of an answer: every member.</summary>
    public static JsonNode OfAnswer(Type model) => OfObject(model, Shape.Of(model), static _ => true);

    /// <summary>Of a request: what a caller may set.</summary>
    public static JsonNode OfRequest(Type model) => OfObject(model, Shape.Of(model), static member => !member.IsOutputOnly);

    /// <summary>Of a change: two members, the rest stays as it is.</summary>
    public static JsonNode OfPatch(Type model)
    {
        var shape = Shape.Of(model);
        var changed = shape.Members.Values.Where(member => member is { IsOutputOnly: false, IsImmutable: false, Field: not null })
            .OrderBy(member => member.Shape.Kind is ShapeKind.Object or ShapeKind.List).ThenBy(member => member.Position).Take(MembersOfAPatch).ToHashSet();
        return OfObject(model, shape, member => !member.IsOutputOnly && (changed.Contains(member) || !shape.Members.Values.Contains(member)));
    }

    private static JsonObject OfObject(Type model, Shape shape, Func<Member, bool> has)
    {
        var json = new JsonObject();
        var name = SchemaNames.Of(model) ?? model.Name;
        foreach (var member in shape.Members.Values.Where(has).OrderBy(member => member.Position))
        {
            json[member.Name] = Of(name, member.Name, member.Shape, has);
        }

        return json;
    }

    private static JsonNode Of(string model, string member, Shape shape, Func<Member, bool> has) => shape.Kind switch
    {
        ShapeKind.Object or ShapeKind.Money => OfObject(shape.Model!, shape, has),
        ShapeKind.List => new JsonArray(Of(model, member, shape.Item!, has)),
        ShapeKind.Amount => "125.00",
        ShapeKind.Currency => "USD",
        ShapeKind.Id => Samples.Id(model, member),
        ShapeKind.Code => shape.Codes[0],
        ShapeKind.Whole or ShapeKind.LongWhole => Samples.Number(member),
        ShapeKind.Flag => true,
        ShapeKind.Date => member == "birthDate" ? "1980-01-31" : "2026-03-02",
        ShapeKind.Instant => "2026-03-02T14:00:00Z",
        _ => Samples.TextOf(model, member) ?? Samples.Id(model, member),
    };
}
