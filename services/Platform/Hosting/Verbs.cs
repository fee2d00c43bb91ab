using MedBill.Platform.Messaging;
using MedBill.Platform.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace MedBill.Platform.Hosting;

/// <summary>What a service's executable does: run, or one of the operator's verbs.</summary>
public static class Verbs
{
    private const int Ok = 0, Failed = 1, Refused = 2;

    /// <summary>
    /// No verb: runs until stopped. <c>migrate</c>: brings the database to this version's shape. <c>dead-letters list</c>,
    /// <c>dead-letters replay &lt;id&gt;</c>, <c>dead-letters replay all</c>. Exit code 0 done, 1 not all done, 2 refused.
    /// </summary>
    public static async Task<int> RunServiceAsync(this WebApplication app, string[] args, TextWriter? output = null)
    {
        ArgumentNullException.ThrowIfNull(app);
        ArgumentNullException.ThrowIfNull(args);
#pragma warning disable RS0030 // The one place where a service writes to its console.
        output ??= Console.Out;
#pragma warning restore RS0030
        await using var host = app;
        var verb = args.TakeWhile(arg => !arg.StartsWith('-')).ToArray();
        try
        {
            // Before the host, which would tell it with a stack, and before anything reads a setting that is wrong. A verb needs fewer than the host.
            if ((verb.Length == 0 ? StartCheckSetup.FindRefusal(app.Services) : SettingSetup.FindFault(app.Services)) is { } reason)
            {
                throw new StartRefusedException(reason);
            }

            // Says what is wrong with the store's settings, where there is a store.
            var store = app.Services.GetService<StorageSettings>();
            if (verb.Length == 0 && store is { SqlServer: true } && await app.Services.GetRequiredService<StoreShape>().FindLagAtStartAsync() is { } lag)
            {
                throw new StartRefusedException(lag);
            }

            switch (verb)
            {
                case []:
                    await app.RunAsync();
                    return Ok;
                case ["migrate"]:
                    // Only this: it needs the store's settings, and none of those that the workers want.
                    await ActivatorUtilities.CreateInstance<StorageStart>(app.Services).MigrateAsync(CancellationToken.None);
                    await output.WriteLineAsync("migrated");
                    return Ok;
                case ["dead-letters", "list"]:
                    return await ListAsync(app.Services, output);
                case ["dead-letters", "replay", var id]:
                    return await ReplayAsync(app.Services, id, output);
                default:
                    await output.WriteLineAsync("usage: [migrate | dead-letters list | dead-letters replay <id>|all]");
                    return Refused;
            }
        }
        catch (StartRefusedException refused)
        {
            await output.WriteLineAsync(refused.Message);
            return Refused;
        }
    }

    private static async Task<int> ListAsync(IServiceProvider services, TextWriter output)
    {
        await using var scope = services.CreateAsyncScope();
        foreach (var letter in await scope.ServiceProvider.GetRequiredService<DeadLetters>().ListAsync(CancellationToken.None))
        {
            await output.WriteLineAsync($"{letter.Id}  {letter.ReceivedTime:u}  {letter.Topic}  {letter.Type}  {letter.Subject}");
        }

        return Ok;
    }

    private static async Task<int> ReplayAsync(IServiceProvider services, string id, TextWriter output)
    {
        await using var scope = services.CreateAsyncScope();
        var letters = scope.ServiceProvider.GetRequiredService<DeadLetters>();
        var ids = id == "all" ? (await letters.ListAsync(CancellationToken.None)).Select(letter => letter.Id).ToArray() : [id];
        var left = 0;
        foreach (var one in ids)
        {
            var applied = await letters.ReplayAsync(one, CancellationToken.None);
            left += applied ? 0 : 1;
            await output.WriteLineAsync($"{one}  {(applied ? "applied" : "not applied")}");
        }

        return left == 0 ? Ok : Failed;
    }
}
