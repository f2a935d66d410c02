"""How a search went, for -v: kind of query, legs and weights, where rows were read, seconds. Never
words of a query or a paper."""

TEXTS: dict[str, tuple[str, str]] = {
    "search.asked": (
        "query of {length} characters, taken for {kind}; headings cover {coverage} % of it; weights: "
        "headings {heading}, text {body}, vectors {dense}",
        "检索词{length}字，按{kind}处理；库中小标题覆盖其{coverage}%；权重：小标题{heading}，"
        "正文{body}，向量{dense}",
    ),
    "search.kind_heading": ("a heading", "小标题"),
    "search.kind_fact": ("a fact with a figure", "带数字的事实"),
    "search.kind_sentence": ("a sentence", "句子"),
    "search.kind_section": ("a whole section", "整段文字"),
    "search.allowed": (
        "{allowed} of {rows} sections pass the filters",
        "{rows}节中有{allowed}节符合筛选条件",
    ),
    "search.no_words": (
        "no pair of characters of the query stands in them: nothing is near",
        "其中没有检索词的任何字对：不作相近比较",
    ),
    "search.from_index": (
        "read from the index {folder} ({place}): {base} sections, and {tail} newer ones from the archive",
        "读取索引 {folder}（{place}）：{base}节，另由公文库读取新增{tail}节",
    ),
    "search.place_files": ("files of the workspace", "工作区文件"),
    "search.from_archive": (
        "read from the archive, all {rows} sections; index not used ({reason})",
        "直接读取公文库全部{rows}节；未用索引（{reason}）",
    ),
    "search.no_vector": (
        "vectors: none for this query",
        "向量：此检索词没有可比的向量",
    ),
    "search.compared": (
        "vectors: {rows} sections compared, without asking Chroma",
        "向量：逐一比对{rows}节，未询问Chroma",
    ),
    "search.proposed": (
        "vectors: {rows} candidates from Chroma ({place}) and the newer sections, compared exactly",
        "向量：由Chroma（{place}）和新增各节得候选{rows}节，再逐一比对",
    ),
    "search.no_number": (
        "No paper in the archive bears the number {number}; what is found is only like it.",
        "库中没有文号为 {number} 的公文；以下结果只是相近。",
    ),
    "search.took": (
        "{hits} hits in {seconds} s",
        "{hits}条结果，用时{seconds}秒",
    ),
}
