using System.IO.Pipes;
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
        using var pipe = new AnonymousPipeServerStream(PipeDirection.Out);
        using var host = await StartAsync(pipe, "true");
        var stopping = host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        await pipe.WriteAsync("what is said on it does not count"u8.ToArray(), TestContext.Current.CancellationToken);
        Assert.False(stopping.IsCancellationRequested);

        await pipe.DisposeAsync();

        await host.WaitForShutdownAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        Assert.True(stopping.IsCancellationRequested);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("false")]
    public async Task Unless_it_is_told_to_a_host_does_not_look_at_its_input(string? setting)
    {
        using var pipe = new AnonymousPipeServerStream(PipeDirection.Out);
        var opened = false;
        using var host = await StartAsync(pipe, setting, () => opened = true);

        await host.StopAsync(TestContext.Current.CancellationToken);

        Assert.False(opened);
    }

    private static async Task<IHost> StartAsync(AnonymousPipeServerStream pipe, string? setting, Action? onOpen = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Configuration["Launcher:StopWithInput"] = setting;
        builder.Services.AddSingleton(new MachineTime(new FakeTimeProvider()));
        builder.Services.AddSingleton<Func<Stream>>(() =>
        {
            onOpen?.Invoke();
            return new AnonymousPipeClientStream(PipeDirection.In, pipe.ClientSafePipeHandle);
        });
        builder.Services.AddHostedService<StopWithInput>();
        var host = builder.Build();
        await host.StartAsync(TestContext.Current.CancellationToken);
        return host;
    }
}
