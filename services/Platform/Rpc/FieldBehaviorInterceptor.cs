using System.Collections;
using System.Collections.Concurrent;
using Google.Api;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Grpc.Core.Interceptors;
using MedBill.Platform.Hosting;
using MedBill.Platform.Storage;
using MedBill.Platform.Values;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace MedBill.Platform.Rpc;

/// <summary>
/// Makes the <c>field_behavior</c> annotation the check itself (AIP-203): REQUIRED must be there, OUTPUT_ONLY in input is cleared,
/// IMMUTABLE named by an update mask is refused and otherwise cleared in updates. Also the general limits: 4,096 characters a string,
/// 5,000 items a list. In an update only masked fields need be there.
/// </summary>
internal sealed class FieldBehaviorInterceptor(ILogger<FieldBehaviorInterceptor> logger) : Interceptor
{
    public const int MaxStringLength = 4096;
    public const int MaxItems = 5000;

    private const string TextTooLong = "FIELD_TOO_LONG";
    private const string ListTooLong = "TOO_MANY_ITEMS";

    private static readonly string TooLong = $"A text has at most {MaxStringLength} characters.";
    private static readonly ConcurrentDictionary<MessageDescriptor, Plan[]> Plans = new();

    // Names no field, where an empty mask would mean all that are populated.
    private static readonly FieldMask Nothing = new() { Paths = { "" } };

    public override Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        var violations = ViolationsOf(request);
        if (violations.All.Count == 0 && context.RequestHeaders.GetValue(Caller.OnlyCheckHeader) is null)
        {
            return continuation(request, context);
        }

        // What is over a limit goes no further, and of what is wrong in a hundred places nobody reads more.
        var isEnough = violations.All.Count >= RichStatus.MaxViolations || violations.All.Any(one => one.Reason is TextTooLong or ListTooLong);
        return isEnough ? throw Failure.Invalid(violations.All) : OnlyCheckAsync(violations, request, context, continuation);
    }

    public override Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request,
        IServerStreamWriter<TResponse> stream,
        ServerCallContext context,
        ServerStreamingServerMethod<TRequest, TResponse> continuation)
    {
        Check(request);
        return continuation(request, stream, context);
    }

    public override Task<TResponse> ClientStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> stream, ServerCallContext context, ClientStreamingServerMethod<TRequest, TResponse> continuation) =>
        continuation(new CheckedReader<TRequest>(stream), context);

    internal static void Check(object? request) => ViolationsOf(request).ThrowIfAny();

    // A caller hears of everything at once: the method, too, says what is wrong with the values that are there, and keeps nothing of what it
    // writes. What else stops it says nothing about the request: it was made for whole ones.
    private async Task<TResponse> OnlyCheckAsync<TRequest, TResponse>(
        Violations violations, TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
        where TRequest : class
        where TResponse : class
    {
        context.GetHttpContext().RequestServices.GetRequiredService<Caller>().OnlyChecks = true;
        try
        {
            await continuation(request, context);
        }
        catch (Failure failure)
        {
            violations.AddElsewhere(failure.Violations);
        }
        catch (OperationCanceledException) when (context.CancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (OnlyChecked)
        {
            // Nothing more is wrong.
        }
#pragma warning disable CA1031 // Also what a method trips over that was promised a whole request.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Log.OnlyCheckFailed(logger, context.Method, Log.Types(exception), exception.StackTrace);
        }

        throw Failure.Invalid([.. violations.All]);
    }

    private static Violations ViolationsOf(object? request)
    {
        var violations = new Violations();
        if (request is not IMessage message)
        {
            return violations;
        }

        var mask = message.Descriptor.FindFieldByName("update_mask") is { FieldType: FieldType.Message } field
            ? (FieldMask?)field.Accessor.GetValue(message) ?? new FieldMask()
            : null;
        foreach (var plan in PlansOf(message.Descriptor))
        {
            // The resource of an update is the one message beside its mask.
            var isResource = mask is not null && plan.Field.FieldType == FieldType.Message && !plan.Field.IsRepeated
                && plan.Field.Name != "update_mask";
            CheckField(plan, message, "", violations, null);
            if (plan.Field.FieldType == FieldType.Message)
            {
                Descend(plan, message, plan.Field.Name, violations, isResource ? mask : null);
            }
        }

        return violations;
    }

    private static void Walk(IMessage message, string path, Violations violations, FieldMask? mask)
    {
        foreach (var plan in PlansOf(message.Descriptor))
        {
            CheckField(plan, message, path, violations, mask);
            if (plan.Field.FieldType == FieldType.Message)
            {
                Descend(plan, message, Join(path, plan.Field), violations, Within(mask, plan.Field));
            }
        }
    }

    // An update of `part.title` needs no other field of `part`; one of `part`, all of them. Null: all are needed.
    private static FieldMask? Within(FieldMask? mask, FieldDescriptor field)
    {
        if (mask is null || mask.Paths.Count == 0 || mask.Paths.Contains("*") || mask.Paths.Contains(field.Name))
        {
            return null;
        }

        var prefix = field.Name + ".";
        var inner = mask.Paths.Where(path => path.StartsWith(prefix, StringComparison.Ordinal)).Select(path => path[prefix.Length..]).ToList();
        return inner.Count > 0 ? new FieldMask { Paths = { inner } } : Nothing;
    }

    private static void Descend(Plan plan, IMessage message, string path, Violations violations, FieldMask? mask)
    {
        if (plan.IsLeaf)
        {
            return;
        }

        switch (plan.Field.Accessor.GetValue(message))
        {
            case IMessage one:
                Walk(one, path, violations, mask);
                break;
            case IDictionary map:
                foreach (DictionaryEntry pair in map)
                {
                    if (pair.Value is IMessage value)
                    {
                        Walk(value, path, violations, null);
                    }
                }

                break;
            case IList { Count: <= MaxItems } list:
                for (var i = 0; i < list.Count; i++)
                {
                    if (list[i] is IMessage item)
                    {
                        Walk(item, $"{path}[{i}]", violations, null);
                    }
                }

                break;
            default:
                break;
        }
    }

    private static void CheckField(Plan plan, IMessage message, string path, Violations violations, FieldMask? mask)
    {
        var accessor = plan.Field.Accessor;
        if (plan.OutputOnly)
        {
            accessor.Clear(message);
            return;
        }

        if (plan.Immutable && mask is not null)
        {
            violations.AddIf(Names(mask, plan.Field), Join(path, plan.Field), "FIELD_IMMUTABLE", "This field cannot be changed.");
            accessor.Clear(message);
            return;
        }

        if (!plan.Required && !plan.IsText && !plan.Field.IsRepeated)
        {
            return;
        }

        var value = accessor.GetValue(message);
        if (plan.Required && IsMissing(plan.Field, message, value))
        {
            var needed = mask is null || Names(mask, plan.Field) || mask.Paths.Contains("*");
            violations.AddIf(needed, Join(path, plan.Field), "FIELD_REQUIRED", "This field is required.");
        }
        else if (value is string { Length: > MaxStringLength })
        {
            violations.Add(Join(path, plan.Field), TextTooLong, TooLong);
        }
        else if (value is ICollection { Count: > MaxItems })
        {
            violations.Add(Join(path, plan.Field), ListTooLong, $"A list has at most {MaxItems} items.");
        }
        else if (plan.IsText && value is IList<string> texts)
        {
            for (var i = 0; i < texts.Count; i++)
            {
                violations.AddIf(texts[i].Length > MaxStringLength, $"{Join(path, plan.Field)}[{i}]", TextTooLong, TooLong);
            }
        }
    }

    // Numbers and booleans without presence cannot be told from their zero, so the annotation is documentation there.
    private static bool IsMissing(FieldDescriptor field, IMessage message, object? value) => field switch
    {
        { IsRepeated: true } => value is ICollection { Count: 0 },
        { HasPresence: true } => !field.Accessor.HasValue(message),
        { FieldType: FieldType.String } => string.IsNullOrWhiteSpace((string?)value),
        { FieldType: FieldType.Bytes } => value is ByteString { IsEmpty: true },
        { FieldType: FieldType.Enum } => Convert.ToInt32(value, System.Globalization.CultureInfo.InvariantCulture) == 0,
        _ => false,
    };

    private static bool Names(FieldMask mask, FieldDescriptor field) =>
        mask.Paths.Any(path => path == field.Name || path.StartsWith(field.Name + ".", StringComparison.Ordinal));

    private static string Join(string path, FieldDescriptor field) => path.Length == 0 ? field.Name : $"{path}.{field.Name}";

    private static Plan[] PlansOf(MessageDescriptor message) => Plans.GetOrAdd(
        message,
        static descriptor => [.. descriptor.Fields.InDeclarationOrder().Select(field => new Plan(field)).Where(plan => plan.Matters)]);

    private sealed class Plan
    {
        public Plan(FieldDescriptor field)
        {
            var behaviors = Behaviors.Of(field);
            Field = field;
            Required = behaviors.Contains(FieldBehavior.Required);
            Immutable = behaviors.Contains(FieldBehavior.Immutable);
            OutputOnly = behaviors.Contains(FieldBehavior.OutputOnly);
            IsText = field.FieldType == FieldType.String && !field.IsMap;

            // Google's own small types have no annotations, and their texts are checked where they are read.
            IsLeaf = field.FieldType != FieldType.Message || field.MessageType.File.Package.StartsWith("google.", StringComparison.Ordinal);
        }

        public FieldDescriptor Field { get; }

        public bool Required { get; }

        public bool Immutable { get; }

        public bool OutputOnly { get; }

        public bool IsText { get; }

        public bool IsLeaf { get; }

        public bool Matters => Required || Immutable || OutputOnly || IsText || Field.IsRepeated || !IsLeaf;
    }

    private sealed class CheckedReader<T>(IAsyncStreamReader<T> inner) : IAsyncStreamReader<T>
    {
        public T Current => inner.Current;

        public async Task<bool> MoveNext(CancellationToken cancellationToken)
        {
            var more = await inner.MoveNext(cancellationToken);
            if (more)
            {
                Check(inner.Current);
            }

            return more;
        }
    }
}
