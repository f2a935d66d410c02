"""Messages of the area `checks`."""

TEXTS: dict[str, tuple[str, str]] = {
    "checks.unknown_rule": (
        "No rule is called '{code}'. The nearest is {near}; 'draftkit rules list' shows all.",
        "没有叫“{code}”的规则，最接近的是 {near}。用 draftkit rules list 查看全部规则。",
    ),
    "checks.no_baseline": (
        "{path} is no baseline. 'draftkit eval FILES --write-baseline F' makes one.",
        "{path}不是基线文件。用 draftkit eval 文件… --write-baseline F 生成。",
    ),
    "report.unknown_format": (
        "'{format}' is not a report format. Use one of: {known}.",
        "没有“{format}”这种报告格式，可用：{known}。",
    ),
}
