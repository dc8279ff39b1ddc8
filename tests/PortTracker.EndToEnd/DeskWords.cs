namespace PortTracker.EndToEnd;

/// <summary>The texts of the desk in one language.</summary>
internal sealed record DeskWords(
    string Locale,
    string Scan,
    string Reason,
    string Code,
    string Colon,
    string Arrived,
    string Started,
    string Ended,
    string Held,
    string Cleared,
    string Departed
)
{
    public static DeskWords English { get; } =
        new(
            Locale: "en-GB",
            Scan: "Scan or search",
            Reason: "Reason",
            Code: "Code of the finding",
            Colon: ": ",
            Arrived: "6 arrived.",
            Started: "Inspection of 1 started.",
            Ended: "Inspection of 1 ended.",
            Held: "1 on hold.",
            Cleared: "5 cleared.",
            Departed: "5 departed."
        );

    public static DeskWords Chinese { get; } =
        new(
            Locale: "zh-CN",
            Scan: "扫描或查找",
            Reason: "原因",
            Code: "异常代码",
            Colon: "：",
            Arrived: "6 辆已到达。",
            Started: "1 辆已开始查验。",
            Ended: "1 辆已结束查验。",
            Held: "1 辆已暂扣。",
            Cleared: "5 辆已放行。",
            Departed: "5 辆已驶离。"
        );
}
