using System.Text;
using PortTracker.Contracts.Audit;
using PortTracker.ServiceCore.Audit;
using PortTracker.ServiceCore.Persistence;

namespace PortTracker.ServiceHosting.Audit;

/// <summary>A row of the audit trail with its details, until they are deleted.</summary>
internal sealed class AuditRowWithDetails
{
    public required AuditRow Row { get; init; }
    public required AuditRowDetails? Details { get; init; }

    public static IQueryable<AuditRowWithDetails> Of(ServiceDbContext db) =>
        db.AuditRows.LeftJoin(
            db.AuditDetails,
            row => row.Sequence,
            details => details.Sequence,
            (row, details) => new AuditRowWithDetails { Row = row, Details = details }
        );

    public AuditEntry ToContract(string service) =>
        new()
        {
            Service = service,
            Sequence = Row.Sequence,
            At = Row.At,
            Actor = Row.Actor,
            Action = Row.Action,
            Subject = Row.Subject,
            Port = Row.Port,
            DetailsHash = AuditChain.Text(Row.DetailsHash),
            PreviousHash = AuditChain.Text(Row.PreviousHash),
            Hash = AuditChain.Text(Row.Hash),
            Salt = Details is null ? null : AuditChain.Text(Details.Salt),
            Details = Details is null ? null : Encoding.UTF8.GetString(Details.Json),
        };
}
