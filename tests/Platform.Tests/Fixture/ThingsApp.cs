using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using MedBill.Platform.Hosting;
using MedBill.Platform.Messaging;
using MedBill.Platform.Rpc;
using MedBill.Platform.Storage;
using MedBill.Platform.Values;
using MedBill.TestKit;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;

namespace MedBill.Platform.Tests.Fixture;

/// <summary>The whole test service, as small as a real one's Program.</summary>
public static class ThingsApp
{
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? configure = null) => Build("things", args, configure);

    public static WebApplication Build(string appId, string[] args, Action<WebApplicationBuilder>? configure)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.AddPlatform(appId);
        builder.AddStorage<ThingsDb, ThingsSqliteDb, ThingsSqlServerDb>(durable: false);
        builder.AddMessaging<ThingsDb>(s => s.Publishes(appId)
            .On<Wire.ThingWanted, OnThingWanted>("wishes")
            .On<Wire.ThingOpened, OnThingOpened>("others"));
        builder.AddServiceClient<Wire.ThingService.ThingServiceClient>("peer");
        configure?.Invoke(builder);
        var app = builder.Build();
        app.UsePlatform();
        app.MapGrpcService<ThingRpc>();
        return app;
    }
}

public sealed class ThingsHost() : ServiceHost("things", ThingsApp.Build)
{
    public Wire.ThingService.ThingServiceClient Things => Client<Wire.ThingService.ThingServiceClient>("things.read", "things.write");
}

internal sealed class OnThingWanted(ThingsDb db, TimeProvider clock) : IEventHandler<Wire.ThingWanted>
{
    public async Task HandleAsync(Wire.ThingWanted @event, Envelope envelope, CancellationToken cancel)
    {
        switch (@event.Trouble)
        {
            case "early" when !await db.Things.AnyAsync(thing => thing.Title == "needed", cancel):
                throw new NotYetException("NEEDED_UNKNOWN");
            case "breach":
                throw new ContractBreachException("NO_SUCH_WISH");
            case "bug":
                throw new InvalidOperationException("A bug, with a secret in its message.");
            case "refused":
                throw new Failure(FailureKind.Precondition, "NOT_WANTED", "No.");
            default:
                db.Add(Thing.Open(ResourceName.NewId("thg", clock.GetUtcNow()), @event.Title, clock.GetUtcNow()));
                break;
        }
    }
}

internal sealed class OnThingOpened(ThingsDb db, TimeProvider clock) : IEventHandler<Wire.ThingOpened>
{
    public Task HandleAsync(Wire.ThingOpened @event, Envelope envelope, CancellationToken cancel)
    {
        db.Add(Thing.Open(ResourceName.NewId("thg", clock.GetUtcNow()), $"copy of {envelope.Subject}", clock.GetUtcNow()));
        return Task.CompletedTask;
    }
}

internal sealed class ThingRpc(
    ThingsDb db, Idempotency idempotency, TimeProvider clock, Caller caller, Wire.ThingService.ThingServiceClient peer)
    : Wire.ThingService.ThingServiceBase
{
    [RequiresScope("things.write")]
    public override Task<Wire.Thing> OpenThing(Wire.OpenThingRequest request, ServerCallContext context) =>
        idempotency.RunAsync(request, request.RequestId, context, async cancel =>
        {
            if (request.Thing.Title == "refused once" && !await db.Things.AnyAsync(t => t.Title == "allowed", cancel))
            {
                throw new Failure(FailureKind.Precondition, "NOT_ALLOWED_YET", "Not yet.");
            }

            var thing = Thing.Open(ResourceName.NewId("thg", clock.GetUtcNow()), request.Thing.Title, clock.GetUtcNow());
            thing.Price = request.Thing.Price is null ? Money.Zero : request.Thing.Price.ToMoney("thing.price");
            db.Add(thing);
            await db.SaveChangesAsync(cancel);
            return thing.ToWire();
        });

    [RequiresScope("things.write")]
    public override Task<Wire.ListThingsResponse> BatchOpenThings(Wire.BatchOpenThingsRequest request, ServerCallContext context) =>
        idempotency.RunAsync(request, request.RequestId, context, async cancel =>
        {
            var now = clock.GetUtcNow();
            var things = request.Things.Select(thing => Thing.Open(ResourceName.NewId("thg", now), thing.Title, now)).ToList();
            db.AddRange(things);
            await db.SaveChangesAsync(cancel);
            return new Wire.ListThingsResponse { Things = { things.Select(thing => thing.ToWire()) } };
        });

    [RequiresScope("things.write")]
    [RemembersRequestsForEver]
    public override Task<Wire.Thing> CloseThing(Wire.CloseThingRequest request, ServerCallContext context) =>
        idempotency.RunAsync(request, request.RequestId, context, async cancel =>
        {
            var thing = await LoadAsync(request.Name, cancel);
            Etag.Require(request.Etag, thing.Version);
            thing.Close();
            await db.SaveChangesAsync(cancel);
            return thing.ToWire();
        });

    [RequiresScope("things.read")]
    public override async Task<Wire.Thing> GetThing(Wire.GetThingRequest request, ServerCallContext context)
    {
        var thing = await LoadAsync(request.Name, context.CancellationToken);
        await db.RecordReadAsync(context.Method, thing.Name, context.CancellationToken);
        return thing.ToWire();
    }

    [RequiresScope("things.write")]
    public override Task<Wire.Thing> UpdateThing(Wire.UpdateThingRequest request, ServerCallContext context) =>
        idempotency.RunAsync(request, request.RequestId, context, async cancel =>
        {
            var thing = await LoadAsync(request.Thing.Name, cancel);
            var wire = thing.ToWire();
            FieldMasks.Apply(FieldMasks.Paths(request.UpdateMask, request.Thing), request.Thing, wire);
            thing.Rename(wire.Title);
            await db.SaveChangesAsync(cancel);
            return thing.ToWire();
        });

    [RequiresScope("things.read")]
    public override async Task<Wire.ListThingsResponse> ListThings(Wire.ListThingsRequest request, ServerCallContext context)
    {
        var query = db.Things.AsNoTracking().Where(thing => request.Title == "" || thing.Title == request.Title);
        var (items, next) = await query.PageAsync(request, thing => thing.Id, context.CancellationToken, request.NewestFirst);
        return new() { Things = { items.Select(thing => thing.ToWire()) }, NextPageToken = next };
    }

    [RequiresScope("things.read")]
    public override Task<Empty> Fail(Wire.FailRequest request, ServerCallContext context) => throw Failures.Make(request.How);

    [RequiresScope("things.read")]
    public override async Task<Wire.Thing> AskPeer(Wire.GetThingRequest request, ServerCallContext context) =>
        await peer.GetThingAsync(request, cancellationToken: context.CancellationToken);

    [RequiresScope("things.write")]
    public override async Task<Wire.Thing> Upload(IAsyncStreamReader<Wire.OpenThingRequest> requestStream, ServerCallContext context)
    {
        var last = new Wire.Thing();
        await foreach (var request in requestStream.ReadAllAsync(context.CancellationToken))
        {
            last = request.Thing;
        }

        return last;
    }

    [RequiresScope("things.read")]
    public override async Task Watch(
        Wire.GetThingRequest request, IServerStreamWriter<Wire.Thing> responseStream, ServerCallContext context) =>
        await responseStream.WriteAsync((await LoadAsync(request.Name, context.CancellationToken)).ToWire(), context.CancellationToken);

    [RequiresScope("things.read")]
    public override Task<Wire.WhoAmIResponse> WhoAmI(Empty request, ServerCallContext context) => Task.FromResult(new Wire.WhoAmIResponse
    {
        Subject = caller.Subject,
        ClientId = caller.ClientId,
        Practice = caller.Practice,
        Scopes = { caller.Scopes },
        DeadlineSeconds = (context.Deadline - TimeProvider.System.GetUtcNow().UtcDateTime).TotalSeconds,
    });

    private async Task<Thing> LoadAsync(string name, CancellationToken cancel)
    {
        var id = ResourceName.Id(name, "things");
        return await db.Things.SingleOrDefaultAsync(thing => thing.Id == id, cancel)
            ?? throw new Failure(FailureKind.NotFound, "THING_NOT_FOUND", "There is no such thing.", ("name", name));
    }
}
