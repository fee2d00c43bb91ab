using MedBill.Collections.Domain.Statements;
namespace MedBill.Collections.Letters;
internal static class StatementLetter { public static byte[] Render(Statement s) => [1]; }
