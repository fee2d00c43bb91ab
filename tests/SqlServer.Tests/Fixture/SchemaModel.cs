using System.Globalization;
using Microsoft.SqlServer.Dac;
using Microsoft.SqlServer.Dac.Model;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace MedBill.SqlServer.Tests.Fixture;

/// <summary>
/// SQL Server's own judgement without a server: Microsoft's model of a database (DacFx), filled from scripts. What makes a table or an index
/// becomes an object of it; every other statement becomes the body of a procedure, so that each name in it is looked up.
/// </summary>
public sealed class SchemaModel : IDisposable
{
    // Hong Kong's Chinese: DacFx asks for it by number when it starts.
    private const int SomeCulture = 0x0C04;

    private const int UnresolvedReference = 71502;

    private readonly TSqlModel _model;
    private int _procedures;

    private SchemaModel()
    {
        Assert.SkipUnless(HasCultures(), "DacFx needs ICU's cultures; install libicu, or unset DOTNET_SYSTEM_GLOBALIZATION_INVARIANT.");
        _model = new(SqlServerVersion.Sql160, new TSqlModelOptions());
    }

    /// <summary>Statements that made tables, indexes and constraints, as they were written.</summary>
    public List<string> Definitions { get; } = [];

    /// <summary>A database as a script makes it, batch by batch.</summary>
    public static SchemaModel From(string script)
    {
        var model = new SchemaModel();
        foreach (var batch in TSql.Parse(script).Batches)
        {
            foreach (var statement in batch.Statements)
            {
                model.Add(statement);
            }
        }

        return model;
    }

    /// <summary>Adds a text that the product sends, as the body of a procedure with these parameters.</summary>
    public void AddBody(string sql, IEnumerable<string> parameters)
    {
        var declared = string.Join(", ", parameters);
        _model.AddObjects($"CREATE PROCEDURE [p{++_procedures}] {declared} AS BEGIN\n{sql}\nEND");
    }

    /// <summary>What is wrong, each with its number. A name that a procedure's body cannot find is only a warning to DacFx; here it is wrong.</summary>
    public IReadOnlyList<string> Errors() =>
    [
        .. from found in _model.Validate()
           where found.MessageType == DacMessageType.Error || found.Number is UnresolvedReference

           // The server's own catalogue is not part of a database's model.
           where !found.Message.Contains("[sys].", StringComparison.Ordinal)
           select $"{found.Prefix}{found.Number}: {found.Message}",
    ];

    public void Dispose() => _model.Dispose();

    private static bool HasCultures()
    {
        try
        {
            return CultureInfo.GetCultureInfo(SomeCulture).Name.Length > 0;
        }
        catch (CultureNotFoundException)
        {
            return false;
        }
    }

    private void Add(TSqlStatement statement)
    {
        switch (statement)
        {
            case CreateTableStatement or CreateIndexStatement or AlterTableAddTableElementStatement:
                Definitions.Add(TSql.Text(statement));
                _model.AddObjects(TSql.Text(statement));
                break;
            case CreateViewStatement or CreateUserStatement or GrantStatement:
                _model.AddObjects(TSql.Text(statement));
                break;
            case IfStatement guarded:
                // What it looks up must be there; what it guards is judged like anything else.
                AddBody($"{TSql.Before(guarded, guarded.ThenStatement)} RETURN;", []);
                Add(guarded.ThenStatement);
                break;
            case BeginEndBlockStatement block:
                foreach (var inner in block.StatementList.Statements)
                {
                    Add(inner);
                }

                break;
            case ExecuteStatement { ExecuteSpecification.ExecutableEntity: ExecutableStringList { Strings: [StringLiteral text] } }:
                foreach (var inner in TSql.Parse(text.Value).Batches.SelectMany(batch => batch.Statements))
                {
                    Add(inner);
                }

                break;
            default:
                AddBody(TSql.Text(statement), []);
                break;
        }
    }
}
