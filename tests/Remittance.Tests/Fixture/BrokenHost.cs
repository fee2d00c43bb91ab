using System.Data.Common;
using MedBill.Remittance.Import;
using MedBill.Remittance.Storage;
using MedBill.TestKit;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace MedBill.Remittance.Tests.Fixture;

/// <summary>A service whose reading can be made to fail, and whose archive can be taken away.</summary>
internal sealed class BrokenHost(TestWorld? world = null) : RemittanceHost(world)
{
    private readonly Breaking _breaking = new();

    /// <summary>Statements with this text, in themselves or in a parameter, fail; empty: none.</summary>
    public string Broken
    {
        set => _breaking.Text = value;
    }

    private string Archive => Path.Combine(Path.GetFullPath(Services.GetRequiredService<IConfiguration>()["Storage:Folder"]!), "remittance-files");

    public void TakeArchiveAway() => Directory.Move(Archive, Archive + "-away");

    /// <summary>Brings it back, after the pauses of those who tried meanwhile.</summary>
    public void BringArchiveBack()
    {
        Directory.Move(Archive + "-away", Archive);
        Machine.Advance(TimeSpan.FromMinutes(10));
    }

    /// <summary>Lets reading try as often as it will, waiting out every pause.</summary>
    public async Task TryAsync(int times = 12)
    {
        for (var time = 0; time < times; time++)
        {
            await SweepAsync<RemittanceMailbox>();
            await SweepAsync<ReadingWorker>();
            Machine.Advance(TimeSpan.FromMinutes(10));
        }
    }

    protected override void Configure(WebApplicationBuilder builder)
    {
        builder.Logging.ClearProviders();
        builder.Services.ConfigureDbContext<RemittanceSqliteDb>(options => options.AddInterceptors(_breaking), ServiceLifetime.Singleton);
    }

    private sealed class Breaking : DbCommandInterceptor
    {
        public string Text { get; set; } = "";

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default) =>
            Try(command, result);

        public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default) =>
            Try(command, result);

        private ValueTask<T> Try<T>(DbCommand command, T result) => Text.Length > 0
            && (command.CommandText.Contains(Text, StringComparison.Ordinal)
                || command.Parameters.Cast<DbParameter>().Any(parameter => parameter.Value is string text && text.Contains(Text, StringComparison.Ordinal)))
                ? throw new InvalidOperationException("Broken.")
                : new(result);
    }
}
