using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PortTracker.Contracts.Access;
using PortTracker.Contracts.Vehicles;

namespace PortTracker.Access;

/// <summary>Lists, adds and renames firms.</summary>
internal static class FirmEndpoints
{
    public static async Task<Ok<List<Firm>>> ListAsync(AccessDb db, CancellationToken cancellationToken) =>
        TypedResults.Ok(
            await db
                .Firms.OrderBy(firm => firm.Uscc)
                .Select(firm => new Firm
                {
                    Uscc = firm.Uscc,
                    Name = firm.Name,
                    AdmittedBecause = firm.AdmittedBecause,
                })
                .ToListAsync(cancellationToken)
        );

    /// <summary>Adds a firm, or renames one.</summary>
    public static async Task<Ok<Firm>> PutAsync(Firm request, AccessDb db, CancellationToken cancellationToken)
    {
        var uscc = Uscc.Normalise(request.Uscc);
        var name = request.Name.Trim();
        var firm = await db.Firms.FindAsync([uscc], cancellationToken);
        if (firm is null)
        {
            firm = new FirmRecord
            {
                Uscc = uscc,
                Name = name,
                AdmittedBecause = Uscc.CheckCharacter(uscc) == uscc[^1] ? null : request.AdmittedBecause!.Trim(),
            };
            db.Firms.Add(firm);
        }

        firm.Name = name;
        return TypedResults.Ok(
            new Firm
            {
                Uscc = uscc,
                Name = name,
                AdmittedBecause = firm.AdmittedBecause,
            }
        );
    }
}
