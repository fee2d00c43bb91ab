using MedBill.PatientRegistry;
using MedBill.Platform.Hosting;

return await PatientRegistryApp.Build(args).RunServiceAsync(args);
