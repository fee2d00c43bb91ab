using System.Buffers.Text;
using System.Linq.Expressions;
using System.Security.Cryptography;
using System.Text;
using Google.Protobuf;
using MedBill.Platform.Values;
using Microsoft.EntityFrameworkCore;

namespace MedBill.Platform.Rpc;

/// <summary>
/// Keyset pages (AIP-158, architecture 3.12). A token is base64url of: format, hash of all other arguments, last id. It grants nothing,
/// holds nothing about a person, and is refused when the other arguments changed.
/// </summary>
public static class PageToken
{
    private const byte Format = 1;
    private const int HashBytes = 8;

    /// <summary>Items on a page when the caller names no size.</summary>
    public const int DefaultSize = 50;

    /// <summary>Larger sizes are coerced to this.</summary>
    public const int MaxSize = 200;

    /// <summary>
    /// One page of <paramref name="query"/> by <paramref name="id"/>, ascending (oldest first) unless <paramref name="descending"/>.
    /// The request's <c>page_size</c> and <c>page_token</c> are read by name; every other field binds the token.
    /// </summary>
    /// <returns>The items and the next page's token, empty after the last page.</returns>
    /// <exception cref="Failure">Invalid: NEGATIVE_PAGE_SIZE or INVALID_PAGE_TOKEN.</exception>
    public static async Task<(IReadOnlyList<T> Items, string NextPageToken)> PageAsync<T>(
        this IQueryable<T> query, IMessage request, Expression<Func<T, string>> id, CancellationToken cancel, bool descending = false)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(id);
        var fields = request.Descriptor;
        var size = Size((int)fields.FindFieldByName("page_size").Accessor.GetValue(request));
        var token = (string)fields.FindFieldByName("page_token").Accessor.GetValue(request);
        var hash = HashOfArguments(request);

        if (token.Length > 0)
        {
            query = query.Where(Beyond(id, Read(token, hash), descending));
        }

        var ordered = descending ? query.OrderByDescending(id) : query.OrderBy(id);
        var items = await ordered.Take(size + 1).ToListAsync(cancel);
        if (items.Count <= size)
        {
            return (items, "");
        }

        items.RemoveAt(size);
        return (items, Write(id.Compile()(items[^1]), hash));
    }

    /// <summary>0 → 50, more than 200 → 200.</summary>
    /// <exception cref="Failure">Invalid NEGATIVE_PAGE_SIZE.</exception>
    public static int Size(int asked) => asked switch
    {
        < 0 => throw Failure.Invalid("page_size", "NEGATIVE_PAGE_SIZE", "A page size is zero or more."),
        0 => DefaultSize,
        > MaxSize => MaxSize,
        _ => asked,
    };

    /// <summary>The token that continues after <paramref name="lastId"/>, for lists that do not come from one query.</summary>
    public static string After(string lastId, IMessage request) => Write(lastId, HashOfArguments(request));

    /// <summary>The id a token continues after; null for the first page.</summary>
    /// <exception cref="Failure">Invalid INVALID_PAGE_TOKEN.</exception>
    public static string? LastId(string token, IMessage request) =>
        string.IsNullOrEmpty(token) ? null : Read(token, HashOfArguments(request));

    private static Expression<Func<T, bool>> Beyond<T>(Expression<Func<T, string>> id, string last, bool descending)
    {
        // A captured variable becomes a query parameter; a constant would make a new query plan for each page.
        Expression<Func<string>> value = () => last;
        var compared = Expression.Call(typeof(string), nameof(string.Compare), null, id.Body, value.Body);
        var zero = Expression.Constant(0);
        return Expression.Lambda<Func<T, bool>>(
            descending ? Expression.LessThan(compared, zero) : Expression.GreaterThan(compared, zero), id.Parameters);
    }

    private static byte[] HashOfArguments(IMessage request)
    {
        var copy = request.Descriptor.Parser.ParseFrom(request.ToByteArray());
        copy.Descriptor.FindFieldByName("page_size").Accessor.Clear(copy);
        copy.Descriptor.FindFieldByName("page_token").Accessor.Clear(copy);
        return SHA256.HashData(copy.ToByteArray())[..HashBytes];
    }

    private static string Write(string lastId, byte[] hash) =>
        Base64Url.EncodeToString([Format, .. hash, .. Encoding.UTF8.GetBytes(lastId)]);

    private static string Read(string token, byte[] hash)
    {
        var bytes = new byte[Base64Url.GetMaxDecodedLength(token.Length)];
        if (token.Length <= 400 && Base64Url.IsValid(token) && Base64Url.TryDecodeFromChars(token, bytes, out var length)
            && length > 1 + HashBytes && bytes[0] == Format && bytes.AsSpan(1, HashBytes).SequenceEqual(hash))
        {
            return Encoding.UTF8.GetString(bytes, 1 + HashBytes, length - 1 - HashBytes);
        }

        throw Failure.Invalid("page_token", "INVALID_PAGE_TOKEN", "A page token is used with the arguments it was given for.");
    }
}
