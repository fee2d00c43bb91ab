using MedBill.Coverage;
using MedBill.Platform.Hosting;

return await CoverageApp.Build(args).RunServiceAsync(args);
