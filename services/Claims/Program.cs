using MedBill.Claims;
using MedBill.Platform.Hosting;

return await ClaimsApp.Build(args).RunServiceAsync(args);
