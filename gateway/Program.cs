using MedBill.Gateway;
using MedBill.Gateway.Description;
using MedBill.Platform.Hosting;

return args is ["openapi", var path]
    ? await ApiDescriptionFile.WriteAsync(path)
    : await GatewayApp.Build(args).RunServiceAsync(args);
