namespace MedBill.Gateway.Http;

/// <summary>On a model: the wire message it shows. Its members are fields of that message, or of the one in <see cref="Inner"/>.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class ShowsAttribute(Type message) : Attribute
{
    /// <summary>A generated message.</summary>
    public Type Message { get; } = message;

    /// <summary>A field of the message whose own fields stand among the model's members; null for none.</summary>
    public string? Inner { get; init; }
}

/// <summary>On a member: the field it shows, where the name alone does not say it.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class FieldAttribute(string name) : Attribute
{
    /// <summary>As in the proto.</summary>
    public string Name { get; } = name;
}

/// <summary>On a member that is no field of its own: an id that is part of another field's name.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class NoFieldAttribute : Attribute;

/// <summary>On a member: which wire enum its text is of.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class OneOfAttribute(Type wireEnum) : Attribute
{
    /// <summary>A generated enum.</summary>
    public Type WireEnum { get; } = wireEnum;
}

/// <summary>A model with an etag.</summary>
internal interface IVersioned
{
    /// <summary>Quoted version; null when there is none.</summary>
    string? Etag { get; }
}
