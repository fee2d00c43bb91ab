using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Query;

namespace MedBill.TestKit.Translation;

/// <summary>The same query, asked of another context: every table in it is that one's.</summary>
internal sealed class QueryMove(DbContext there) : ExpressionVisitor
{
    /// <summary>It begins with SQL that somebody wrote, for one of the two.</summary>
    public bool IsHandWritten { get; private set; }

    protected override Expression VisitExtension(Expression node)
    {
        switch (node)
        {
            // FromSql, SqlQuery: only the base class itself is a table.
            case QueryRootExpression when node.GetType() != typeof(EntityQueryRootExpression):
                IsHandWritten = true;
                return node;
            case EntityQueryRootExpression root:
                return new EntityQueryRootExpression(there.GetService<IAsyncQueryProvider>(), there.Model.FindEntityType(root.EntityType.Name)!);
            default:
                return base.VisitExtension(node);
        }
    }

    protected override Expression VisitConstant(ConstantExpression node) =>
        node.Value is IQueryable inner && inner.Expression != node ? Visit(inner.Expression) : node;

    // A query kept in a variable, a field, or the context's own set.
    protected override Expression VisitMember(MemberExpression node) => Inner(node) is { } inner ? Visit(inner) : base.VisitMember(node);

    // One that a method of ours makes.
    protected override Expression VisitMethodCall(MethodCallExpression node) =>
        node.Method.DeclaringType?.Namespace?.StartsWith("MedBill", StringComparison.Ordinal) == true && Inner(node) is { } inner
            ? Visit(inner)
            : node.Method.Name == nameof(DbContext.Set) && Inner(node) is { } set ? Visit(set) : base.VisitMethodCall(node);

    private static Expression? Inner(Expression node)
    {
        if (!typeof(IQueryable).IsAssignableFrom(node.Type) || Rows.In(node))
        {
            return null;
        }

        return ((IQueryable)Expression.Lambda(node).Compile(preferInterpretation: true).DynamicInvoke()!).Expression;
    }

    // What depends on a row cannot be known before.
    private sealed class Rows : ExpressionVisitor
    {
        private bool _found;

        public static bool In(Expression node)
        {
            var rows = new Rows();
            rows.Visit(node);
            return rows._found;
        }

        protected override Expression VisitParameter(ParameterExpression node)
        {
            _found = true;
            return node;
        }
    }
}
