using System.Text.Json;
using System.Text.RegularExpressions;

namespace MedBill.Gateway.Tests.Fixture;

/// <summary>What every error of this API must be: one problem document (RFC 9457), and nothing else.</summary>
internal static partial class ProblemAnswer
{
    /// <summary>Stands in bad requests where a person's data would; no answer and no log line may hold it.</summary>
    public const string Person = "Quillfeather";

    private static readonly HashSet<string> Known = ["type", "title", "status", "detail", "instance", "code", "requestId", "errors"];

    /// <summary>Holds an answer against the form of a problem, and returns it.</summary>
    public static async Task<JsonElement> ProblemAsync(this HttpResponseMessage answer, int status, string code, string because = "")
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True((int)answer.StatusCode == status, $"{because}: {(int)answer.StatusCode} instead of {status}: {text}");
        Assert.Equal("application/problem+json", answer.Header("Content-Type"));
        Assert.Contains("no-store", answer.Header("Cache-Control"), StringComparison.Ordinal);
        using var document = JsonDocument.Parse(text);
        var problem = document.RootElement.Clone();
        Assert.True(problem.GetProperty("code").GetString() == code, $"{because}: {text} is not {code}");
        Assert.Matches(CodeForm(), code);
        Assert.Equal("urn:medbill:problem:" + code.ToLowerInvariant().Replace('_', '-'), problem.GetProperty("type").GetString());
        Assert.Equal(status, problem.GetProperty("status").GetInt32());
        Assert.NotEmpty(problem.GetProperty("title").GetString()!);
        Assert.EndsWith(".", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Matches("^req-[0-9a-z]{26}$", answer.Header("Request-Id"));
        Assert.Equal(answer.Header("Request-Id"), problem.GetProperty("requestId").GetString());
        Assert.Equal(status is 401, answer.Header("WWW-Authenticate") is not null);
        Assert.DoesNotContain(Person, text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("Exception", text, StringComparison.Ordinal);
        if (problem.TryGetProperty("instance", out var instance))
        {
            Assert.Equal(answer.RequestMessage!.RequestUri!.AbsolutePath, instance.GetString());
        }

        CheckErrors(problem, text);
        return problem;
    }

    /// <summary><c>CODE place</c> of each error, in order.</summary>
    public static IReadOnlyList<string> Errors(this JsonElement problem) => problem.TryGetProperty("errors", out var errors)
        ? [.. errors.EnumerateArray().Select(error => $"{error.GetProperty("code").GetString()} {PlaceOf(error)}").Order(StringComparer.Ordinal)]
        : [];

    /// <summary>Members beside those that every problem may have.</summary>
    public static IReadOnlyDictionary<string, string?> Facts(this JsonElement problem) =>
        problem.EnumerateObject().Where(member => !Known.Contains(member.Name)).ToDictionary(member => member.Name, member => member.Value.GetString());

    private static void CheckErrors(JsonElement problem, string text)
    {
        if (!problem.TryGetProperty("errors", out var errors))
        {
            return;
        }

        Assert.True(errors.GetArrayLength() > 0, text);
        foreach (var error in errors.EnumerateArray())
        {
            Assert.Matches(CodeForm(), error.GetProperty("code").GetString());
            Assert.EndsWith(".", error.GetProperty("detail").GetString(), StringComparison.Ordinal);
            Assert.Single(error.EnumerateObject(), member => member.Name is "pointer" or "parameter" or "header");
        }
    }

    private static string? PlaceOf(JsonElement error) =>
        error.EnumerateObject().Single(member => member.Name is "pointer" or "parameter" or "header").Value.GetString();

    [GeneratedRegex("^[A-Z][A-Z0-9_]{1,62}$")]
    private static partial Regex CodeForm();
}
