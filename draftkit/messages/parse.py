"""Messages about reading input files."""

TEXTS: dict[str, tuple[str, str]] = {
    "parse.missing": (
        "{path}: no such file. Check the path.",
        "{path}：没有这个文件。请检查路径。",
    ),
    "parse.is_folder": (
        "{path} is a folder. Name a file in it, or give the folder to 'draftkit ingest'.",
        "{path} 是文件夹。请指定其中的文件；要整批入库，请用 draftkit ingest。",
    ),
    "parse.not_a_file": (
        "{path} is not a file (a pipe or a device). Save what it gives in a file and try again.",
        "{path} 不是普通文件（是管道或设备）。请把内容存成文件后再试。",
    ),
    "parse.unreadable": (
        "{path} cannot be read: {reason}. Check its permissions and try again.",
        "{path} 读不了：{reason}。请检查文件权限后再试。",
    ),
    "parse.changing": (
        "{path} changes while it is read. Wait until it is saved or copied, then try again.",
        "{path} 正在写入，内容还在变化。请等保存或复制完成后再试。",
    ),
    "parse.empty": (
        "{path} is empty: there is no text in it. Check that it was saved.",
        "{path} 是空文件，里面没有文字。请确认它已保存。",
    ),
    "parse.no_text": (
        "{path} holds no text (pictures only?). Give a file with real text in it.",
        "{path} 里没有文字（可能全是图片）。请换成含有文字的文件。",
    ),
    "parse.old_word": (
        "{path} is in the format of Word 6 or 95, or older. Open it in Word or WPS, save as .docx, "
        "try again.",
        "{path} 是Word 6/95或更早的格式。请用Word或WPS打开，另存为.docx后再试。",
    ),
    "parse.old_wps": (
        "{path} is in an old WPS or Works format of its own. Open it in WPS, save as .docx, try again.",
        "{path} 是老版WPS（或Works）自己的格式。请用WPS打开，另存为.docx后再试。",
    ),
    "parse.old_excel": (
        "{path} is an Excel workbook, not a paper. If the paper is in it, copy it into a Word file "
        "and save that as .docx.",
        "{path} 是Excel工作簿，不是公文。如果正文在里面，请复制到Word文件并另存为.docx后再试。",
    ),
    "parse.old_powerpoint": (
        "{path} is a PowerPoint presentation, not a paper. If the paper is in it, copy it into a "
        "Word file and save that as .docx.",
        "{path} 是PowerPoint演示文稿，不是公文。如果正文在里面，请复制到Word文件并另存为.docx后再试。",
    ),
    "parse.outlook": (
        "{path} is an Outlook message. Save the paper attached to it as a file and give that one.",
        "{path} 是Outlook邮件。请把邮件里的公文附件另存为文件，再提供该文件。",
    ),
    "parse.other_ole": (
        "{path} is an office file of a kind draftkit does not read. Open it in the program it was "
        "made with, save the text as .docx and try again.",
        "{path} 是draftkit读不了的一种办公文件。请用生成它的程序打开，把文字另存为.docx后再试。",
    ),
    "parse.locked": (
        "{path} is protected with a password. Open it in Word or WPS with the password, remove it "
        "(File > Info > Protect Document > Encrypt with Password, leave it empty), save, try again.",
        "{path} 设有密码。请用Word或WPS凭密码打开，取消密码（文件→信息→保护文档→用密码进行加密，"
        "清空密码；WPS为文件→文档加密），保存后再试。",
    ),
    "parse.pdf_scan": (
        "{path} is a scan: pictures of paper without text (page {pages}). Have the text recognised "
        "(OCR) in WPS or the scanning program, or find the Word original, and try again.",
        "{path} 是扫描件，只有图像、没有文字（第{pages}页）。请用WPS或扫描软件做文字识别（OCR），"
        "或找到Word原文件，再试。",
    ),
    "parse.pdf_garbled": (
        "{path}: its letters cannot be read (page {pages}): the PDF does not say which characters "
        "they are. Find the Word original, or have the text recognised (OCR), and try again.",
        "{path}：文字层是乱码（第{pages}页），PDF没有说明是哪些字。请找到Word原文件，"
        "或做文字识别（OCR）后再试。",
    ),
    "parse.pdf_password": (
        "{path} is protected by a password. Open it with the password, save it without one "
        "(or print it as a PDF) and try again.",
        "{path} 有打开密码。请用密码打开后另存为不加密的文件（或打印成PDF），再试。",
    ),
    "parse.pdf_damaged": (
        "{path} is damaged and cannot be opened as a PDF. Get it again, or open it in WPS or a "
        "PDF reader, save it again and try again.",
        "{path} 已损坏，不能作为PDF打开。请重新获取，或用WPS、PDF阅读器打开并另存后再试。",
    ),
    "parse.pdf_too_long": (
        "{path} has more than {pages} pages, {characters} characters or {shapes} drawn shapes. "
        "Split it and try again.",
        "{path} 超过{pages}页、{characters}字或{shapes}个图形。请拆分后再试。",
    ),
    "parse.pdf_too_large_inside": (
        "{path} unpacks to more than {limit} MB of page content. Save it again as a PDF without "
        "drawings and try again.",
        "{path} 的页面内容解开后超过{limit} MB。请去掉图形后重新存成PDF再试。",
    ),
    "parse.other_zip": (
        "{path} is a zip package but not a Word file. Give a .docx, .txt or saved web page.",
        "{path} 是压缩包，但不是Word文件。请提供.docx、.txt或保存的网页。",
    ),
    "parse.binary": (
        "{path} is not a text file. Give a .docx, .txt or saved web page.",
        "{path} 不是文本文件。请提供.docx、.txt或保存的网页。",
    ),
    "parse.damaged": (
        "{path} is damaged and cannot be opened as a Word file. Open it in Word or WPS, "
        "save it again as .docx and try again.",
        "{path} 已损坏，不能作为Word文件打开。请用Word或WPS打开并重新另存为.docx后再试。",
    ),
    "parse.encoding": (
        "{path}: its encoding cannot be told. Save it as UTF-8 and try again.",
        "{path}：判断不出文字编码。请另存为UTF-8后再试。",
    ),
    "parse.classified": (
        "{path}: refused, the file is marked as secret ({mark}). Nothing of it was stored. Handle it on a "
        "computer for secret work; if the mark is a mistake, have it taken off first.",
        "{path}：拒收。文件标有密级（{mark}），未保存其中任何内容。涉密文件请在涉密计算机上处理；"
        "如密级系误标，请先按规定更正。",
    ),
    "parse.classified_name": (
        "{path}: refused, the file's name is marked as secret ({mark}). It was not stored. Handle it on a "
        "computer for secret work; if the mark is a mistake, have it taken off first.",
        "{path}：拒收。文件名标有密级（{mark}），未保存其中任何内容。涉密文件请在涉密计算机上处理；"
        "如密级系误标，请先按规定更正。",
    ),
    "parse.too_large": (
        "{path} has {size} MB, the limit is {limit} MB. Split it and try again.",
        "{path} 有{size} MB，上限是{limit} MB。请拆分后再试。",
    ),
    "parse.too_large_inside": (
        "{path} unpacks to more than {limit} MB or {ratio} times its size. Save it again "
        "without pictures and try again.",
        "{path} 解开后超过{limit} MB或原大小的{ratio}倍。请去掉图片另存后再试。",
    ),
    "parse.too_many_blocks": (
        "{path} has more than {limit} paragraphs. Split it and try again.",
        "{path} 超过{limit}段。请拆分后再试。",
    ),
    "parse.too_many_characters": (
        "{path} has more than {limit} characters. Split it and try again.",
        "{path} 超过{limit}字。请拆分后再试。",
    ),
}
