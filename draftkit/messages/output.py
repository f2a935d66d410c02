"""Messages of the area `output`: result files and the programs that render them."""

TEXTS: dict[str, tuple[str, str]] = {
    "output.suffix": (
        "Cannot write {path}: its ending must be one of {known}.",
        "无法写出 {path}：扩展名应为 {known} 之一。",
    ),
    "output.not_fixable": (
        "{path}: only {known} can be fixed in place. Save it as .docx in Word or WPS first.",
        "{path}：只能改 {known}。请先在 Word 或 WPS 里另存为 .docx。",
    ),
    "output.fixed_exists": (
        "{path} is there already and is not written over. Move it away, or delete it.",
        "{path} 已经存在，不覆盖。请先移走或删除。",
    ),
    "output.is_folder": (
        "Cannot write {path}: it is a folder. Give a file name.",
        "无法写出 {path}：这是一个文件夹，请给出文件名。",
    ),
    "output.no_folder": (
        "Cannot write {path}: there is no folder {folder}. Make it, or choose another place.",
        "无法写出 {path}：没有 {folder} 这个文件夹。请先建立，或者换一个位置。",
    ),
    "output.folder_is_file": (
        "Cannot write {path}: {folder} is a file, not a folder.",
        "无法写出 {path}：{folder} 是文件，不是文件夹。",
    ),
    "output.unwritable": (
        "Cannot write {path}: {reason}. If the file is open in another program, close it there, "
        "or choose another place.",
        "无法写出 {path}：{reason}。如果该文件正在别的程序中打开，请先关闭，或者换一个位置。",
    ),
    "output.no_profile": (
        "No page profile is called {name}. Known: {known}.",
        "没有名为 {name} 的版式。可用的有：{known}。",
    ),
    "output.bad_profile": (
        "Page profile {name} cannot be used: {field}: {reason}.",
        "版式 {name} 无法使用：{field}：{reason}。",
    ),
    "output.head": (
        "There is no head called {value}. Known: none, full.",
        "没有名为 {value} 的版头。可用的有：none、full。",
    ),
    "render.no_soffice": (
        "LibreOffice was not found. Install it (on Debian: libreoffice-writer-nogui) or name its "
        "soffice in DRAFTKIT_SOFFICE.",
        "没有找到 LibreOffice。请安装（Debian 上为 libreoffice-writer-nogui），"
        "或用 DRAFTKIT_SOFFICE 指明 soffice 的位置。",
    ),
    "render.no_poppler": (
        "{program} was not found. Install poppler-utils.",
        "没有找到 {program}。请安装 poppler-utils。",
    ),
    "render.missing": ("There is no file {path} to render.", "没有可转换的文件 {path}。"),
    "render.failed": (
        "{program} could not render {path}: {reason}.",
        "{program} 无法转换 {path}：{reason}。",
    ),
    "render.timeout": (
        "{program} did not finish {path} within {seconds} seconds.",
        "{program} 未能在 {seconds} 秒内完成 {path}。",
    ),
}
