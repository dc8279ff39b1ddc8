using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using PortTracker.Contracts.Events;
using PortTracker.QueueBoard.Data;

namespace PortTracker.Storage.SqlServer.Migrations;

/// <summary>Makes the context for `dotnet ef`, which works from the model alone and connects to nothing.</summary>
internal sealed class BoardDbFactory : IDesignTimeDbContextFactory<BoardDb>
{
    public BoardDb CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<BoardDb>();
        options.UseServiceSchema("Server=.", ServiceNames.Board);
        return new BoardDb(options.Options);
    }
}
