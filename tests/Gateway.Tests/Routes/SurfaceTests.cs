using MedBill.Gateway.Http;
using MedBill.Gateway.Tests.Fixture;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;

namespace MedBill.Gateway.Tests.Routes;

/// <summary>The table of routes is the surface, no more and no less; and every rpc is reached by it or says why not.</summary>
public sealed class SurfaceTests(GatewayHost host) : IClassFixture<GatewayHost>
{
    [Fact]
    public void Every_mapped_route_is_in_the_table_and_every_one_of_the_table_is_mapped()
    {
        var mapped = host.Endpoints.SelectMany(route =>
            route.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods.Select(method => $"{method} {GatewayHost.PatternOf(route)}"));

        Assert.Equal(RouteTable.All.Select(route => route.ToString()).Order(), mapped.Order());
    }

    [Fact]
    public void Every_rpc_is_exposed_by_a_route_or_on_the_list_of_internal_ones_with_the_reason()
    {
        var rpcs = Backend.Descriptors.SelectMany(service => service.Methods).Select(method => method.Name).Order();
        var exposed = RouteTable.All.Select(route => route.Rpc).Where(rpc => rpc.Length > 0).ToList();

        Assert.Equal(rpcs, exposed.Concat(RouteTable.Internal.Keys).Order());
        Assert.All(RouteTable.Internal.Values, Assert.NotEmpty);
    }

    [Fact]
    public void Every_route_demands_exactly_its_scopes()
    {
        foreach (var route in RouteTable.All)
        {
            var endpoint = host.EndpointOf(route.Method, route.Pattern);
            var demanded = endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>().Select(data => data.Policy).Order();

            Assert.Equal(route.Scopes.Select(scope => "scope:" + scope).Order(), demanded);
            Assert.Equal(route.Scopes, endpoint.Metadata.GetMetadata<ScopeMetadata>()!.Scopes);
        }
    }

    [Fact]
    public void Every_model_shows_every_field_of_its_message_or_the_list_says_why_not()
    {
        var models = typeof(GatewayApp).Assembly.GetTypes().Where(type => type.IsDefined(typeof(ShowsAttribute), inherit: false)).ToList();
        foreach (var shape in models.Select(Shape.Of).Where(shape => !shape.Message!.Name.EndsWith("Request", StringComparison.Ordinal)))
        {
            foreach (var field in shape.Message!.Fields.InDeclarationOrder().Where(field => !shape.ByField.ContainsKey(field.Name)))
            {
                Assert.True(Alike.NotShown.ContainsKey(field.FullName), field.FullName);
            }
        }

        Assert.True(models.Count > 40, "The models are found by their attribute.");
    }
}
