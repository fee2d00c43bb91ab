namespace MedBill.EndToEnd.Runner.Installation;

/// <summary>Sends each request to the next of several gateways, as a balancer before them would.</summary>
internal sealed class TurnsHandler(IReadOnlyList<Uri> gateways, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private int _next;

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var gateway = gateways[(int)((uint)Interlocked.Increment(ref _next) % (uint)gateways.Count)];
        request.RequestUri = new Uri(gateway, request.RequestUri!.PathAndQuery);
        return base.SendAsync(request, cancellationToken);
    }
}
