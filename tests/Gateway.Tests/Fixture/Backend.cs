using System.Collections.Concurrent;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Health.V1;
using MedBill.Contracts.Claims.V1;
using MedBill.Contracts.Collections.V1;
using MedBill.Contracts.Coverage.V1;
using MedBill.Contracts.Patients.V1;
using MedBill.Contracts.Remittance.V1;
using MedBill.Platform.Rpc;
using MedBill.Platform.Values;
using MedBill.TestKit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace MedBill.Gateway.Tests.Fixture;

/// <summary>One call that reached a service.</summary>
internal sealed record BackendCall(string Rpc, IMessage Request, Metadata Headers, TimeSpan TimeLeft)
{
    public string? Header(string name) => Headers.GetValue(name);
}

/// <summary>
/// The five services behind the gateway, faked whole: every rpc of the generated bases answers a message that is filled to the last field, or
/// what a test says, and is written down.
/// </summary>
internal sealed class Backend : Interceptor, IAsyncDisposable
{
    private static readonly string[] Services = ["patient-registry", "coverage", "claims", "remittance", "collections"];

    private readonly ConcurrentDictionary<string, Func<IMessage, IMessage>> _answers = new();
    private RpcException? _failure;
    private WebApplication? _app;

    /// <summary>Everything asked since the last <see cref="Reset"/>.</summary>
    public ConcurrentQueue<BackendCall> Calls { get; } = new();

    /// <summary>Told of every piece of an upload, as it arrives.</summary>
    public Action<UploadRemittanceFileRequest> OnPiece { get; set; } = static _ => { };

    /// <summary>Every answer says that it is a replay.</summary>
    public bool Replays { get; set; }

    /// <summary>What every rpc waits for, until its caller gives up.</summary>
    public Func<CancellationToken, Task>? Delay { get; set; }

    /// <summary>Holds requests against the contract's field behaviour as every real service does, before they count as a call.</summary>
    public bool ChecksFields { get; set; }

    /// <summary>The descriptors of the five services.</summary>
    public static IReadOnlyList<Google.Protobuf.Reflection.ServiceDescriptor> Descriptors { get; } =
    [
        PatientService.Descriptor, CoverageService.Descriptor, ClaimService.Descriptor, RemittanceService.Descriptor, CollectionService.Descriptor,
    ];

    /// <summary>An rpc by its name; no two services have one of the same name.</summary>
    public static Google.Protobuf.Reflection.MethodDescriptor MethodOf(string rpc) =>
        Descriptors.SelectMany(service => service.Methods).Single(method => method.Name == rpc);

    public async Task StartAsync(TestNetwork network)
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(this);
        builder.Services.AddGrpc(grpc => grpc.Interceptors.Add<Backend>());
        _app = builder.Build();
        _app.MapGrpcService<FakePatients>();
        _app.MapGrpcService<FakeCoverage>();
        _app.MapGrpcService<FakeClaims>();
        _app.MapGrpcService<FakeRemittance>();
        _app.MapGrpcService<FakeCollections>();
        _app.MapGrpcService<FakeHealth>();
        await _app.StartAsync();
        foreach (var service in Services)
        {
            Register(network, service);
        }
    }

    /// <summary>Makes one service reachable (again).</summary>
    public void Register(TestNetwork network, string service) => network.Register(service, _app!.GetTestServer().CreateHandler);

    /// <summary>Forgets calls and answers.</summary>
    public void Reset()
    {
        Calls.Clear();
        _answers.Clear();
        (Replays, ChecksFields, OnPiece, Delay, _failure) = (false, false, static _ => { }, null, null);
    }

    /// <summary>What an rpc answers from now on.</summary>
    public void Answer<TRequest, TReply>(string rpc, Func<TRequest, TReply> answer)
        where TRequest : class, IMessage
        where TReply : IMessage => _answers[rpc] = request => answer((TRequest)request);

    /// <summary>How an rpc fails from now on.</summary>
    public void Fail(string rpc, RpcException failure) => _answers[rpc] = _ => throw failure;

    /// <summary>How every rpc fails from now on, as a service says it.</summary>
    public void FailAll(Failure failure) => FailAll(failure.ToRpcException("backend"));

    /// <summary>How every rpc fails from now on.</summary>
    public void FailAll(RpcException failure) => _failure = failure;

    public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation) =>
        await FinishAsync<TResponse>((IMessage)request, context);

    public override async Task<TResponse> ClientStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream, ServerCallContext context, ClientStreamingServerMethod<TRequest, TResponse> continuation)
    {
        var whole = new UploadRemittanceFileRequest();
        var content = new MemoryStream();
        while (await requestStream.MoveNext(context.CancellationToken))
        {
            var piece = (UploadRemittanceFileRequest)(object)requestStream.Current;
            OnPiece(piece);
            content.Write(piece.Content.Span);
            piece.Content = ByteString.Empty;
            whole.MergeFrom(piece);
        }

        whole.Content = ByteString.CopyFrom(content.GetBuffer().AsSpan(0, (int)content.Length));
        return await FinishAsync<TResponse>(whole, context);
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.DisposeAsync();
        }
    }

    private async Task<TResponse> FinishAsync<TResponse>(IMessage request, ServerCallContext context)
        where TResponse : class
    {
        var rpc = context.Method[(context.Method.LastIndexOf('/') + 1)..];
        if (Delay is not null)
        {
            try
            {
                await Delay(context.CancellationToken);
            }
            catch (OperationCanceledException)
            {
                throw FailureInterceptor.Cancelled(context);
            }
        }

        if (request is HealthCheckRequest)
        {
            return (TResponse)(_answers.TryGetValue(rpc, out var health)
                ? health(request)
                : new HealthCheckResponse { Status = HealthCheckResponse.Types.ServingStatus.Serving });
        }

        if (ChecksFields)
        {
            CheckFields(request);
        }

        Calls.Enqueue(new(rpc, request, context.RequestHeaders, context.Deadline - TimeProvider.System.GetUtcNow().UtcDateTime));
        if (_failure is not null)
        {
            throw _failure;
        }

        var reply = _answers.TryGetValue(rpc, out var answer) ? answer(request) : Filled.Message((IMessage)Activator.CreateInstance<TResponse>());
        if (Replays)
        {
            await context.WriteResponseHeadersAsync(new() { { "idempotent-replayed", "true" } });
        }

        return (TResponse)reply;
    }

    private static void CheckFields(IMessage request)
    {
        try
        {
            FieldBehaviorInterceptor.Check(request);
        }
        catch (Failure failure)
        {
            throw failure.ToRpcException("backend");
        }
    }

    internal sealed class FakePatients : PatientService.PatientServiceBase;

    internal sealed class FakeCoverage : CoverageService.CoverageServiceBase;

    internal sealed class FakeClaims : ClaimService.ClaimServiceBase;

    internal sealed class FakeRemittance : RemittanceService.RemittanceServiceBase;

    internal sealed class FakeCollections : CollectionService.CollectionServiceBase;

    internal sealed class FakeHealth : Health.HealthBase;
}
