using System.Diagnostics;
using System.Text.Json;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace MedBill.Benchmarks;

/// <summary>
/// What this machine can do at best, to read a load figure against: commits of one row and of 1,000 rows in SQLite (WAL,
/// synchronous FULL, as where money is kept) on the same disk, and an empty gRPC call to another process.
/// </summary>
internal static class Floors
{
    private const int BatchRows = 1_000;
    private const int Callers = 8;
    private static readonly TimeSpan Each = TimeSpan.FromSeconds(2);

    private static readonly Method<Empty, Empty> EmptyCall = new(
        MethodType.Unary, "medbill.benchmarks.Floor", "Empty",
        Marshallers.Create(message => message.ToByteArray(), Empty.Parser.ParseFrom),
        Marshallers.Create(message => message.ToByteArray(), Empty.Parser.ParseFrom));

    public static async Task<int> RunAsync(string folder, TextWriter output)
    {
        Directory.CreateDirectory(folder);
        var single = Rows(folder, 1);
        var batch = Rows(folder, BatchRows);
        var (one, many) = await CallsAsync();
        await output.WriteLineAsync(JsonSerializer.Serialize(new
        {
            singleRowCommitsPerSecond = (long)single,
            batchedRowsPerSecond = (long)batch,
            batchRows = BatchRows,
            emptyGrpcCallsPerSecondOneCaller = (long)one,
            emptyGrpcCallsPerSecondEightCallers = (long)many,
        }));
        return 0;
    }

    public static async Task<int> ServeAsync(TextWriter output)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ConfigureEndpointDefaults(endpoint => endpoint.Protocols = HttpProtocols.Http2));
        builder.Services.AddGrpc();
        await using var app = builder.Build();
        app.MapGrpcService<FloorService>();
        await app.StartAsync();
        await output.WriteLineAsync(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        await output.FlushAsync();

        // Ends with whoever started it: its standard input closes.
#pragma warning disable RS0030
        await Console.In.ReadToEndAsync();
#pragma warning restore RS0030
        return 0;
    }

    private static double Rows(string folder, int rowsPerCommit)
    {
        var path = Path.Combine(folder, $"floor-{rowsPerCommit}.db");
        File.Delete(path);
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        connection.Open();
        Execute("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE floor (id INTEGER PRIMARY KEY, cents INTEGER NOT NULL, note TEXT NOT NULL)");
        using var insert = connection.CreateCommand();
        insert.CommandText = "INSERT INTO floor (cents, note) VALUES ($cents, 'one line of a journal, about as long as a real one is')";
        var cents = insert.Parameters.Add("$cents", SqliteType.Integer);
        insert.Prepare();
        var watch = Stopwatch.StartNew();
        long rows = 0;
        while (watch.Elapsed < Each)
        {
            using var transaction = connection.BeginTransaction();
            insert.Transaction = transaction;
            for (var i = 0; i < rowsPerCommit; i++)
            {
                cents.Value = ++rows;
                insert.ExecuteNonQuery();
            }

            transaction.Commit();
        }

        return rows / watch.Elapsed.TotalSeconds;

        void Execute(string sql)
        {
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            command.ExecuteNonQuery();
        }
    }

    private static async Task<(double One, double Many)> CallsAsync()
    {
        using var server = Process.Start(ThisProgram.Start("floors-server"))!;
        var address = await server.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The server did not start.");
        using var channel = GrpcChannel.ForAddress(address);
        await RateAsync(channel, 1, TimeSpan.FromSeconds(1));
        var one = await RateAsync(channel, 1, Each);
        var many = await RateAsync(channel, Callers, Each);
        server.StandardInput.Close();
        await server.WaitForExitAsync();
        return (one, many);
    }

    private static async Task<double> RateAsync(GrpcChannel channel, int callers, TimeSpan time)
    {
        var invoker = channel.CreateCallInvoker();
        long calls = 0;
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, callers).Select(async _ =>
        {
            while (watch.Elapsed < time)
            {
                using var call = invoker.AsyncUnaryCall(EmptyCall, null, default, new Empty());
                await call.ResponseAsync;
                Interlocked.Increment(ref calls);
            }
        }));
        return calls / watch.Elapsed.TotalSeconds;
    }

    /// <summary>What Grpc.Tools would generate, for a call that has no contract of ours.</summary>
    [BindServiceMethod(typeof(FloorServiceBase), nameof(BindService))]
    internal abstract class FloorServiceBase
    {
        public abstract Task<Empty> Empty(Empty request, ServerCallContext context);

        public static void BindService(ServiceBinderBase binder, FloorServiceBase? service) =>
            binder.AddMethod(EmptyCall, service is null ? null : new UnaryServerMethod<Empty, Empty>(service.Empty));
    }

    internal sealed class FloorService : FloorServiceBase
    {
        public override Task<Empty> Empty(Empty request, ServerCallContext context) => Task.FromResult(new Empty());
    }
}
