using System.Net;
using System.Text.Json.Serialization;

namespace MedBill.SampleData.Rest;

/// <summary>The API said no, or nothing. The message names the call, the status and the codes, never a value.</summary>
public sealed class ApiException : Exception
{
    public ApiException(string call, HttpStatusCode status, Problem? problem)
        : base($"{call} answered {(int)status}{Describe(problem)}")
    {
        Status = status;
        Problem = problem;
    }

    public ApiException(string call, int attempts, Exception? cause)
        : base($"{call} got no answer in {attempts} attempts{(cause is null ? "" : $": {cause.Message}")}", cause)
    {
    }

    /// <summary>Null when there was no answer.</summary>
    public HttpStatusCode? Status { get; }

    public Problem? Problem { get; }

    public string? Code => Problem?.Code;

    private static string Describe(Problem? problem)
    {
        if (problem is null)
        {
            return "";
        }

        var errors = string.Join("; ", (problem.Errors ?? []).Select(error => $"{error.Where} {error.Code}: {error.Detail}"));
        return $" {problem.Code}: {problem.Detail}{(errors.Length > 0 ? $" [{errors}]" : "")} (request {problem.RequestId})";
    }
}

/// <summary>RFC 9457 with the members this API adds.</summary>
public sealed record Problem(
    string? Type, string? Title, int? Status, string? Detail, string? Code, string? RequestId, IReadOnlyList<ProblemError>? Errors);

/// <summary>One violation.</summary>
public sealed record ProblemError(
    [property: JsonPropertyName("pointer")] string? Where, string? Code, string? Detail, string? Fix);
