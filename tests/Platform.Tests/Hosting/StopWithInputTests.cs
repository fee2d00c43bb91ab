using System.IO.Pipelines;
using MedBill.Platform.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;

namespace MedBill.Platform.Tests.Hosting;

public sealed class StopWithInputTests
{
    [Fact]
    public async Task A_host_stops_when_its_input_ends()
    {
        var input = new Pipe();
        using var host = await StartAsync(input.Reader.AsStream, "true");
        var stopping = host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        await input.Writer.WriteAsync("what is said on it does not count"u8.ToArray(), TestContext.Current.CancellationToken);
        Assert.False(stopping.IsCancellationRequested);

        await input.Writer.CompleteAsync();

        await host.WaitForShutdownAsync(TestContext.Current.CancellationToken);
        Assert.True(stopping.IsCancellationRequested);
    }

    [Fact]
    public async Task An_input_that_cannot_be_read_is_one_that_ended()
    {
        var input = new Pipe();
        await input.Writer.CompleteAsync(new IOException("broken"));
        using var host = await StartAsync(input.Reader.AsStream, "true");

        await host.WaitForShutdownAsync(TestContext.Current.CancellationToken);

        Assert.True(host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.IsCancellationRequested);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("false")]
    public async Task Unless_it_is_told_to_a_host_does_not_look_at_its_input(string? setting)
    {
        var opened = false;
        using var host = await StartAsync(Open, setting);

        await host.StopAsync(TestContext.Current.CancellationToken);

        Assert.False(opened);

        Stream Open(bool leaveOpen)
        {
            opened = true;
            return Stream.Null;
        }
    }

    private static async Task<IHost> StartAsync(Func<bool, Stream> open, string? setting)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Configuration["Launcher:StopWithInput"] = setting;
        builder.Services.AddSingleton(new MachineTime(new FakeTimeProvider()));
        builder.Services.AddSingleton<Func<Stream>>(() => open(false));
        builder.Services.AddHostedService<StopWithInput>();
        var host = builder.Build();
        await host.StartAsync(TestContext.Current.CancellationToken);
        return host;
    }
}
