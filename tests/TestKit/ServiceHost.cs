using Dapr.AppCallback.Autogen.Grpc.v1;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Net.Client;
using MedBill.Platform.Hosting;
using MedBill.Platform.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Xunit;
using Status = Dapr.AppCallback.Autogen.Grpc.v1.TopicEventResponse.Types.TopicEventResponseStatus;

namespace MedBill.TestKit;

/// <summary>Builds a host: every service's <c>XxxApp.Build</c>.</summary>
public delegate WebApplication HostBuild(string[] args, Action<WebApplicationBuilder>? configure);

/// <summary>
/// A real service host in this process: its own pipeline, interceptors, SQLite file in a folder of its own, fake clocks, real tokens.
/// Derive once per service (<c>public sealed class ThingsHost() : ServiceHost("things", ThingsApp.Build)</c>) and use as class fixture,
/// or make one per test with <see cref="StartAsync"/>.
/// </summary>
public class ServiceHost : IAsyncLifetime
{
    /// <summary>The practice of clients that name none.</summary>
    public const string Practice = "prc-00000000000000000000000001";

    /// <summary>Another one, to prove it sees nothing.</summary>
    public const string OtherPractice = "prc-00000000000000000000000002";

    private const string AppTokenValue = "test-app-token";

    private readonly HostBuild _build;
    private readonly List<WebApplication> _peers = [];
    private readonly List<GrpcChannel> _channels = [];
    private WebApplication? _app;
    private Func<HttpMessageHandler>? _reachable;
    private bool _started;
    private GrpcChannel? _channel;

    /// <summary>Describes the host; nothing runs yet.</summary>
    /// <param name="appId">Its app id.</param>
    /// <param name="build">Its <c>Build</c>.</param>
    /// <param name="world">Shared by hosts that hear each other; null for a host of its own.</param>
    public ServiceHost(string appId, HostBuild build, TestWorld? world = null)
    {
        (AppId, _build) = (appId, build);
        World = world ?? new TestWorld();
        Folder = Path.Combine(World.Folder, appId);
    }

    /// <summary>Network, clocks, tokens, folder.</summary>
    public TestWorld World { get; }

    /// <summary>The app id.</summary>
    public string AppId { get; }

    /// <summary>Business clock.</summary>
    public FakeTimeProvider Clock => World.Clock;

    /// <summary>Machine clock.</summary>
    public FakeTimeProvider Machine => World.Machine;

    /// <summary>Token authority.</summary>
    public TestTokens Tokens => World.Tokens;

    /// <summary>Folder of the host's files.</summary>
    public string Folder { get; }

    /// <summary>Folder of the mailbox, shared in the world.</summary>
    public string MailboxFolder => World.MailboxFolder;

    /// <summary>The running host's services.</summary>
    public IServiceProvider Services => App.Services;

    /// <summary>The running host.</summary>
    public WebApplication App => _app ?? throw new InvalidOperationException("The host has not started.");

    /// <summary>The environment it believes to run in.</summary>
    public string Environment { get; init; } = "Development";

    /// <summary>Further arguments, for settings that are read while the host is built.</summary>
    public IReadOnlyList<string> Args { get; init; } = [];

    internal bool HasStore => Services.GetRequiredService<IServiceProviderIsService>().IsService(typeof(ServiceDb));

    /// <summary>Settings added to, or replacing, the test's own.</summary>
    public Dictionary<string, string?> Settings { get; } = [];

    /// <summary>Starts.</summary>
    public virtual async ValueTask InitializeAsync() => await StartAsync();

    /// <summary>Starts, or starts again on the same files after <see cref="StopAsync"/>.</summary>
    public async Task StartAsync()
    {
        Directory.CreateDirectory(Folder);
        _app = _build(["--environment", Environment, .. Args], builder =>
        {
            builder.WebHost.UseTestServer();
            builder.Logging.SetMinimumLevel(LogLevel.Warning);
            builder.Configuration.AddInMemoryCollection(Defaults()).AddInMemoryCollection(Settings);
            builder.Services.AddSingleton<TimeProvider>(Clock);
            builder.Services.AddSingleton(new MachineTime(Machine));
            builder.Services.AddSingleton<ServiceTransport>(
                provider => new TestTransport(World.Network, provider.GetRequiredService<IConfiguration>()));
            Configure(builder);
            Translation.ServerTranslation.Add(builder.Services);
        });
        await _app.StartAsync();
        _started = true;
        _reachable = _app.GetTestServer().CreateHandler;
        World.Network.Register(AppId, _reachable);
        World.Join(this);
        _channel = Channel(AppId);
    }

    /// <summary>Stops; the files stay.</summary>
    public async Task StopAsync()
    {
        World.Forget(this);
        if (_reachable is { } reachable)
        {
            World.Network.Remove(AppId, reachable);
        }

        if (_app is { } app)
        {
            _app = null;
            if (_started)
            {
                _started = false;
                await app.StopAsync();
            }

            await app.DisposeAsync();
        }
    }

    /// <summary>A client of this host with a token of <see cref="Practice"/> and these scopes.</summary>
    public T Client<T>(params string[] scopes)
        where T : ClientBase<T> => ClientFor<T>(Practice, scopes);

    /// <summary>A client with a token of this practice (null: a token without one) and these scopes.</summary>
    public T ClientFor<T>(string? practice, params string[] scopes)
        where T : ClientBase<T> => ClientWith<T>(Tokens.For(practice, scopes));

    /// <summary>A client that sends this token (null: none).</summary>
    public T ClientWith<T>(string? token)
        where T : ClientBase<T>
    {
        var invoker = (_channel ?? throw new InvalidOperationException("The host has not started.")).Intercept(metadata =>
        {
            if (token is not null)
            {
                metadata.Add("authorization", "Bearer " + token);
            }

            return metadata;
        });
        return (T)Activator.CreateInstance(typeof(T), invoker)!;
    }

    /// <summary>An HTTP client of this host, for the ones that speak HTTP/1.1.</summary>
    public HttpClient CreateHttpClient(string? token = null)
    {
        var client = new HttpClient(World.Network.HandlerFor(AppId)) { BaseAddress = new("http://" + AppId) };
        if (token is not null)
        {
            client.DefaultRequestHeaders.Authorization = new("Bearer", token);
        }

        return client;
    }

    /// <summary>Types of the events written about a subject, in order, sent or not.</summary>
    public Task<IReadOnlyList<string>> EventsAsync(string subject) => WithDbAsync<ServiceDb, IReadOnlyList<string>>(async db =>
        await db.Set<OutboxRow>().AsNoTracking()
            .Where(row => row.Subject == subject).OrderBy(row => row.Sequence).Select(row => row.Type).ToListAsync());

    /// <summary>The events of one type, in order, about a subject or (null) about any.</summary>
    public Task<IReadOnlyList<T>> EventsAsync<T>(string? subject = null)
        where T : class, IMessage<T>, new() => WithDbAsync<ServiceDb, IReadOnlyList<T>>(async db =>
        {
            var type = new T().Descriptor.FullName;
            var rows = await db.Set<OutboxRow>().AsNoTracking()
                .Where(row => row.Type == type && (subject == null || row.Subject == subject)).OrderBy(row => row.Sequence).ToListAsync();
            return [.. rows.Select(row => JsonParser.Default.Parse<T>(MedBill.Platform.Messaging.Envelope.Parse(row.Envelope).Data))];
        });

    /// <summary>Delivers an event through the host's real <c>AppCallback</c>; the same id again is the same message.</summary>
    public async Task<Status> DeliverAsync(
        IMessage message,
        string topic,
        string subject,
        int sequence = 1,
        string? practice = Practice,
        string? id = null,
        string source = "//tests.medbill")
    {
        var messageId = id ?? World.NextId();
        var response = await Callback().OnTopicEventAsync(
            TestEvents.Request(message, topic, subject, sequence, practice, messageId, source, Clock.GetUtcNow()));
        return response.Status;
    }

    /// <summary>Calls the host's <c>AppCallback</c> with the app token (or another).</summary>
    internal CallbackClient Callback(string? appToken = AppTokenValue) => new(_channel!, appToken);

    /// <summary>Runs on the store in a scope of <paramref name="practice"/>.</summary>
    public async Task<T> WithDbAsync<TDb, T>(Func<TDb, Task<T>> act, string? practice = Practice)
        where TDb : ServiceDb
    {
        await using var scope = Services.GetRequiredService<IServiceScopeFactory>().CreatePracticeScope(practice);
        return await act(scope.ServiceProvider.GetRequiredService<TDb>());
    }

    /// <summary>Runs on the store in a scope of <paramref name="practice"/>.</summary>
    public Task WithDbAsync<TDb>(Func<TDb, Task> act, string? practice = Practice)
        where TDb : ServiceDb => WithDbAsync<TDb, bool>(
            async db =>
            {
                await act(db);
                return true;
            },
            practice);

    /// <summary>Makes a fake peer reachable: an object that implements the peer's generated gRPC base. It checks no token.</summary>
    public async Task AddPeerAsync<TService>(string appId, TService service)
        where TService : class
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();
        builder.Services.AddGrpc();
        builder.Services.AddSingleton(service);
        var peer = builder.Build();
        peer.MapGrpcService<TService>();
        await peer.StartAsync();
        _peers.Add(peer);
        World.Network.Register(appId, peer.GetTestServer().CreateHandler);
    }

    /// <summary>Runs relays and workers of every host of the world until nothing is left to do.</summary>
    public Task DrainAsync() => World.DrainAsync();

    /// <inheritdoc/>
    public virtual async ValueTask DisposeAsync()
    {
        await StopAsync();
        foreach (var channel in _channels)
        {
            channel.Dispose();
        }

        foreach (var peer in _peers)
        {
            await peer.DisposeAsync();
        }

        World.Leave();
        GC.SuppressFinalize(this);
    }

    /// <summary>A service's own replacements; called last.</summary>
    protected virtual void Configure(WebApplicationBuilder builder)
    {
    }

    private GrpcChannel Channel(string appId)
    {
        var channel = GrpcChannel.ForAddress("http://" + appId, new() { HttpHandler = World.Network.HandlerFor(appId) });
        _channels.Add(channel);
        return channel;
    }

    private Dictionary<string, string?> Defaults() => new()
    {
        ["Storage:Folder"] = Folder,
        ["Auth:Authority"] = TestTokens.Issuer,
        ["Messaging:Mode"] = "Direct",
        ["Messaging:AppToken"] = AppTokenValue,
        ["Mailbox:Folder"] = MailboxFolder,
    };
}
