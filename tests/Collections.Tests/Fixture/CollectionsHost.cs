using System.Collections.Concurrent;
using MedBill.Collections.Tests.Fixture;
using MedBill.TestKit;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

[assembly: AssemblyFixture(typeof(CollectionsHost))]

namespace MedBill.Collections.Tests.Fixture;

/// <summary>The real service beside a registry of synthetic people. All tests share one, each as a practice of its own.</summary>
public sealed class CollectionsHost() : ServiceHost("collections", CollectionsApp.Build)
{
    public FakePatientRegistry Registry { get; } = new();

    /// <summary>The log lines about the ledger, each with the name of its event.</summary>
    public ConcurrentQueue<string> Logged { get; } = new();

    public override async ValueTask InitializeAsync()
    {
        await AddPeerAsync("patient-registry", Registry);
        await base.InitializeAsync();
    }

    protected override void Configure(WebApplicationBuilder builder)
    {
        builder.Logging.AddFilter<Recorder>("MedBill.Collections", LogLevel.Information);
        builder.Services.AddSingleton<ILoggerProvider>(new Recorder(Logged));
    }

    private sealed class Recorder(ConcurrentQueue<string> logged) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (eventId.Name?.StartsWith("ledger.", StringComparison.Ordinal) == true)
            {
                logged.Enqueue($"{eventId.Name} {formatter(state, exception)}");
            }
        }

        public void Dispose()
        {
        }
    }
}
