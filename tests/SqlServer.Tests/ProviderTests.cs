using MedBill.Claims;
using MedBill.Platform.Hosting;
using MedBill.Platform.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace MedBill.SqlServer.Tests;

/// <summary>What a service makes of its settings when its store is on SQL Server. Nothing here reaches a server.</summary>
public sealed class ProviderTests
{
    // Port 1 answers nobody, at once.
    private const string Nowhere = "Server=tcp:127.0.0.1,1;Database=claims;User ID=nobody;Password=none;Encrypt=false;Connect Timeout=1;ConnectRetryCount=0";

    [Fact]
    public async Task Work_in_a_transaction_is_run_again_after_a_deadlock()
    {
        await using var app = Build([]);
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ServiceDb>();

        Assert.True(db.Database.IsSqlServer());
        Assert.True(db.Database.CreateExecutionStrategy().RetriesOnFailure);
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("1", 1)]
    [InlineData("40", 40)]
    public async Task The_size_of_a_batch_is_a_setting_and_ef_s_own_without_it(string? setting, int? expected)
    {
        await using var app = Build(new() { ["Storage:SqlServer:MaxBatchSize"] = setting });
        await using var scope = app.Services.CreateAsyncScope();
        var options = scope.ServiceProvider.GetRequiredService<ServiceDb>().GetService<IDbContextOptions>();

        Assert.Equal(expected, RelationalOptionsExtension.Extract(options).MaxBatchSize);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("many")]
    public async Task A_size_that_is_none_is_refused_at_the_start(string setting)
    {
        await using var app = Build(new() { ["Storage:SqlServer:MaxBatchSize"] = setting });

        var output = new StringWriter();

        Assert.Equal(2, await app.RunServiceAsync(["migrate"], output));
        Assert.StartsWith("Storage:SqlServer:MaxBatchSize is ", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connection_string_is_required()
    {
        await using var app = Build(new() { ["Storage:ConnectionString"] = null });

        Assert.Throws<StartRefusedException>(() => app.Services.CreateScope().ServiceProvider.GetRequiredService<ServiceDb>());
    }

    [Fact]
    public async Task Migrating_a_database_that_is_not_there_is_refused_in_one_line_and_makes_none()
    {
        await using var app = Build([]);
        await using var output = new StringWriter();

        var code = await app.RunServiceAsync(["migrate"], output);

        Assert.Equal(2, code);
        Assert.Contains("deploy/sql", Assert.Single(output.ToString().Trim().Split('\n')), StringComparison.Ordinal);
    }

    private static WebApplication Build(Dictionary<string, string?> settings) => ClaimsApp.Build(["--environment", "Development"], builder =>
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Storage:Provider"] = "SqlServer",
            ["Storage:ConnectionString"] = Nowhere,
            ["Auth:Authority"] = "http://localhost:1",
            ["Messaging:AppToken"] = "test",
        }).AddInMemoryCollection(settings));
}
