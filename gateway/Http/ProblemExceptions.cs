using MedBill.Platform.Values;

namespace MedBill.Gateway.Http;

/// <summary>A "no" that only HTTP has: a body that is no JSON, a missing header, a foreign media type.</summary>
public sealed class HttpProblemException(int status, string code, string detail) : Exception(detail)
{
    /// <summary>HTTP status.</summary>
    public int Status { get; } = status;

    /// <summary>Stable UPPER_SNAKE code.</summary>
    public string Code { get; } = code;
}

/// <summary>What is wrong with a request's own text: places are JSON pointers (RFC 6901) already.</summary>
public sealed class BodyProblemException(IReadOnlyList<Violation> violations) : Exception("The request does not have the shape it needs.")
{
    /// <summary>Everything found.</summary>
    public IReadOnlyList<Violation> Violations { get; } = violations;
}
