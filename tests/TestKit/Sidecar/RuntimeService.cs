using Dapr.Client.Autogen.Grpc.v1;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;

namespace MedBill.TestKit.Sidecar;

/// <summary>
/// The server half of <c>dapr.proto.runtime.v1.Dapr</c>, which Dapr.Protos does not ship: the methods that the suite uses, bound by hand.
/// </summary>
[BindServiceMethod(typeof(RuntimeApi), nameof(BindService))]
public abstract class RuntimeApi
{
    private const string ServiceName = "dapr.proto.runtime.v1.Dapr";

    /// <summary>Binds; called by the gRPC host without a service.</summary>
    public static void BindService(ServiceBinderBase binder, RuntimeApi? service)
    {
        ArgumentNullException.ThrowIfNull(binder);
        binder.AddMethod(Rpc<PublishEventRequest, Empty>("PublishEvent"), service is null ? null! : service.PublishEvent);
        binder.AddMethod(Rpc<BulkPublishRequest, BulkPublishResponse>("BulkPublishEvent"), service is null ? null! : service.BulkPublishEvent);
        binder.AddMethod(
            Rpc<BulkPublishRequest, BulkPublishResponse>("BulkPublishEventAlpha1"), service is null ? null! : service.BulkPublishEventAlpha1);
        binder.AddMethod(Rpc<GetMetadataRequest, GetMetadataResponse>("GetMetadata"), service is null ? null! : service.GetMetadata);
    }

    /// <summary>Publishes one event.</summary>
    public abstract Task<Empty> PublishEvent(PublishEventRequest request, ServerCallContext context);

    /// <summary>Publishes several; those that failed are named.</summary>
    public abstract Task<BulkPublishResponse> BulkPublishEvent(BulkPublishRequest request, ServerCallContext context);

    /// <summary>The same under its older name.</summary>
    public abstract Task<BulkPublishResponse> BulkPublishEventAlpha1(BulkPublishRequest request, ServerCallContext context);

    /// <summary>Says what the sidecar has and hears.</summary>
    public abstract Task<GetMetadataResponse> GetMetadata(GetMetadataRequest request, ServerCallContext context);

    private static Method<TRequest, TResponse> Rpc<TRequest, TResponse>(string name)
        where TRequest : class, IMessage<TRequest>, new()
        where TResponse : class, IMessage<TResponse>, new() => new(
            MethodType.Unary,
            ServiceName,
            name,
            Marshallers.Create(message => message.ToByteArray(), Read<TRequest>),
            Marshallers.Create(message => message.ToByteArray(), Read<TResponse>));

    private static T Read<T>(byte[] bytes)
        where T : IMessage<T>, new()
    {
        var message = new T();
        message.MergeFrom(bytes);
        return message;
    }
}

/// <summary>The gRPC API of the stand-in.</summary>
internal sealed class RuntimeService(DaprSidecar sidecar) : RuntimeApi
{
    public override async Task<Empty> PublishEvent(PublishEventRequest request, ServerCallContext context)
    {
        ArgumentNullException.ThrowIfNull(request);
        Allow("publish", "v1");
        var error = await sidecar.Publisher.PublishAsync(
            new(request.PubsubName, request.Topic, request.Data.Memory, request.DataContentType, request.Metadata));
        return error is null ? new() : throw Refused(error);
    }

    public override Task<BulkPublishResponse> BulkPublishEvent(BulkPublishRequest request, ServerCallContext context)
    {
        Allow("publish", "v1");
        return PublishAllAsync(request);
    }

    public override Task<BulkPublishResponse> BulkPublishEventAlpha1(BulkPublishRequest request, ServerCallContext context)
    {
        Allow("publish", "v1alpha1");
        return PublishAllAsync(request);
    }

    public override Task<GetMetadataResponse> GetMetadata(GetMetadataRequest request, ServerCallContext context)
    {
        Allow("metadata", "v1");
        var response = new GetMetadataResponse { Id = sidecar.Settings.AppId };
        response.Subscriptions.AddRange(sidecar.Subscriptions.Select(one => new PubsubSubscription
        {
            PubsubName = one.PubSub,
            Topic = one.Topic,
            DeadLetterTopic = one.DeadLetterTopic,
        }));
        return Task.FromResult(response);
    }

    private async Task<BulkPublishResponse> PublishAllAsync(BulkPublishRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (sidecar.Publisher.Refuse(request.PubsubName, request.Topic) is { } refused)
        {
            throw Refused(refused);
        }

        if (request.Entries.Select(entry => entry.EntryId).Distinct().Count(id => id.Length > 0) != request.Entries.Count)
        {
            throw new RpcException(new(StatusCode.InvalidArgument, "entryId is duplicated or not present"));
        }

        // Redis has no bulk publishing: daprd sends them one by one, at the same time.
        var errors = await Task.WhenAll(request.Entries.Select(entry => sidecar.Publisher.PublishAsync(
            new(request.PubsubName, request.Topic, entry.Event.Memory, entry.ContentType, Merged(request.Metadata, entry.Metadata)))));
        var response = new BulkPublishResponse();
        response.FailedEntries.AddRange(request.Entries.Zip(errors).Where(one => one.Second is not null)
            .Select(one => new BulkPublishResponseFailedEntry { EntryId = one.First.EntryId, Error = one.Second!.Message }));
        return response;
    }

    private static Dictionary<string, string> Merged(IDictionary<string, string> request, IDictionary<string, string> entry)
    {
        var merged = new Dictionary<string, string>(request);
        foreach (var (name, value) in entry)
        {
            merged[name] = value;
        }

        return merged;
    }

    private void Allow(string name, string version)
    {
        if (!sidecar.Allows(name, version, "grpc"))
        {
            throw new RpcException(new(StatusCode.Unimplemented, "requested endpoint is not available"));
        }
    }

    private static RpcException Refused(PublishError error) => new(new(error.Grpc, $"{error.Code}: {error.Message}"));
}
