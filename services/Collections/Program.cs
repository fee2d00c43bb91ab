using MedBill.Collections;
using MedBill.Platform.Hosting;

return await CollectionsApp.Build(args).RunServiceAsync(args);
