using MedBill.Platform.Hosting;
using MedBill.Remittance;

return await RemittanceApp.Build(args).RunServiceAsync(args);
