using System.Reflection;
using Microsoft.Data.SqlClient;

namespace MedBill.SqlServer.Tests.Fixture;

/// <summary>Real <see cref="SqlException"/>s, which only the driver can make.</summary>
internal static class SqlErrors
{
    private const BindingFlags Hidden = BindingFlags.NonPublic | BindingFlags.Instance;

    public static SqlException Of(int number, string message, byte severity)
    {
        var errors = (SqlErrorCollection)typeof(SqlErrorCollection).GetConstructors(Hidden).Single().Invoke([]);
        var constructor = typeof(SqlError).GetConstructors(Hidden).OrderBy(one => one.GetParameters().Length).First();
        var error = constructor.Invoke([.. constructor.GetParameters().Select(parameter => Argument(parameter, number, message, severity))]);
        typeof(SqlErrorCollection).GetMethod("Add", Hidden)!.Invoke(errors, [error]);
        var create = typeof(SqlException).GetMethod("CreateException", BindingFlags.NonPublic | BindingFlags.Static, [typeof(SqlErrorCollection), typeof(string)])!;
        return (SqlException)create.Invoke(null, [errors, "16.0.0"])!;
    }

    private static object? Argument(ParameterInfo parameter, int number, string message, byte severity) => parameter.Name switch
    {
        "infoNumber" => number,
        "errorClass" => severity,
        "errorMessage" => message,
        _ when parameter.ParameterType == typeof(string) => "",
        _ when parameter.ParameterType.IsValueType => Activator.CreateInstance(parameter.ParameterType),
        _ => null,
    };
}
