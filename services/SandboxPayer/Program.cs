using MedBill.Platform.Hosting;
using MedBill.SandboxPayer;

return await SandboxPayerApp.Build(args).RunServiceAsync(args);
