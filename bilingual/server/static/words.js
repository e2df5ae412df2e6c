// The page's own words, in both languages.

const WORDS = {
  documents: ["Documents", "文件"],
  outputs: ["Outputs in {0}", "输出文件夹：{0}"],
  drop: ["Drop Chinese documents here", "将中文文件拖到此处"],
  or: [", or ", "，或"],
  choose: ["choose files", "选择文件"],
  formats: ["Word, PowerPoint, Excel, PDF, web pages, e-books, OpenDocument, Markdown, subtitles, text. They stay on this machine.",
            "支持 Word、PowerPoint、Excel、PDF、网页、电子书、OpenDocument、Markdown、字幕和纯文本。文件不会离开本机。"],
  nothing: ["Nothing has been translated yet.", "尚无译文。"],
  problems: ["Problems", "问题"],
  newDocuments: ["New documents", "新文件"],
  foot: ["Every term in its official rendering, or it says so. Translation programs reach this server under the same address.",
         "每个术语都用规定译法，否则会提示。翻译软件可通过同一地址使用本服务。"],
  reading: ["Reading {0} …", "正在读取 {0} …"],
  noAnswer: ["the server does not answer", "服务器没有响应"],
  waiting: ["waiting", "等待中"],
  sentencesOf: ["{0} of {1} sentences", "{0} / {1} 句"],
  segments: ["{0} segments", "{0} 句"],
  cancel: ["Cancel", "取消"],
  review: ["Review", "审校"],
  reviewOf: ["Review {0}", "审校 {0}"],
  asSource: ["as the source", "保持原格式"],
  download: ["Download", "下载"],
  keys: ["Keys", "快捷键"],
  language: ["中文", "English"],
  name: ["Your name", "姓名"],
  initial: ["initial", "未译"], translated: ["translated", "已译"], "needs review": ["needs review", "待审"],
  reviewed: ["reviewed", "已审"], final: ["final", "定稿"],
  search: ["Search both languages", "搜索中英文"],
  state: ["State", "状态"], all: ["all", "全部"], unread: ["to be read", "未审"], drafts: ["with drafts", "有草稿"],
  check: ["Check", "检查项"], anyIssue: ["any issue", "任何问题"], term: ["Term", "术语"], anyTerm: ["any term", "任何术语"],
  since: ["Changed", "修改时间"], ever: ["any time", "不限"], hour: ["in the last hour", "一小时内"], day: ["in the last day", "一天内"], week: ["in the last week", "一周内"],
  order: ["Order", "排序"], byDocument: ["as in the document", "按原文顺序"], byWorth: ["most worth reading first", "最需审读的在前"],
  shown: ["{0} of {1} sentences", "{0} / {1} 句"],
  bulk: ["Accept all shown …", "全部接受 …"],
  sentences: ["Sentences", "句子"],
  number: ["No.", "序号"], chinese: ["Chinese", "中文"], english: ["English", "英文"],
  englishOf: ["English of sentence {0}", "第 {0} 句的英文"],
  side: ["Beside the sentence", "参考资料"],
  terms: ["Terms", "术语"], memory: ["Memory", "记忆库"], candidates: ["Candidates", "候选译文"], comments: ["Comments", "批注"], history: ["History", "历史"],
  accept: ["Accept", "接受"], makeFinal: ["Final", "定稿"], revert: ["Revert", "还原"], takeBack: ["Take back", "撤回"],
  saving: ["saving …", "保存中 …"], draft: ["draft, not saved", "草稿，未保存"], saved: ["Saved.", "已保存。"],
  offline: ["The server does not answer. What you type is kept in this browser and saved when it is back.", "服务器没有响应。您输入的内容保存在本浏览器中，恢复后自动提交。"],
  closed: ["The server was started anew: open the address that it printed. What you typed is kept in this browser.", "服务器已重新启动：请打开它显示的新地址。您输入的内容仍保存在本浏览器中。"],
  undone: ["Undone: {0}", "已撤销：{0}"], redone: ["Done again: {0}", "已重做：{0}"], nothingToUndo: ["Nothing to undo.", "没有可撤销的操作。"],
  allRead: ["Nothing else needs reading here.", "此处没有其他待审句子。"],
  noTerms: ["No glossary term in this sentence.", "本句没有术语。"], noCandidates: ["No other candidates.", "没有其他候选译文。"],
  noMemory: ["No similar sentence.", "没有相似的句子。"], noComments: ["No comments.", "没有批注。"], noHistory: ["Nobody has changed or confirmed this sentence yet.", "尚无人修改或确认本句。"],
  pickRow: ["Choose a sentence.", "请选择句子。"],
  insert: ["Insert", "插入"], take: ["Take", "采用"], edit: ["Edit", "编辑"], addTerm: ["Add a term …", "添加术语 …"], also: ["Also: {0}", "亦可：{0}"], never: ["Never: {0}", "禁用：{0}"], source: ["Source: {0}", "出处：{0}"],
  used: ["used", "已用"], variant: ["variant", "异译"], repaired: ["put in", "补入"], missing: ["missing", "缺失"], open: ["open", "未查"],
  figure: ["figure", "数量"], nameKind: ["name", "名称"],
  concordance: ["Search the memory", "检索记忆库"], found: ["{0} found", "找到 {0} 条"], noMemoryFile: ["The server runs without a memory.", "服务器未启用记忆库。"], machine: ["machine", "机器"],
  write: ["Write a comment", "写批注"], add: ["Add", "添加"],
  takeVersion: ["Let this version stand", "恢复此版本"], stands: ["stands", "当前"], nobody: ["unknown", "未知"],
  acceptIssue: ["Accept …", "接受 …"], reason: ["Why the sentence may stand as it is", "保留本句的理由"], withdraw: ["Count again", "恢复提示"], accepted: ["accepted: {0}", "已接受：{0}"],
  conflict: ["Somebody changed this sentence meanwhile", "他人已修改本句"], base: ["Before", "原来"], mine: ["Yours", "您的"], theirs: ["Theirs", "对方的"],
  takeMine: ["Take mine", "用我的"], takeTheirs: ["Take theirs", "用对方的"], keepEditing: ["Keep editing", "继续编辑"],
  bulkTitle: ["Accept {0} sentences as they stand?", "按现状接受 {0} 句？"], bulkLeft: ["{0} are left as they are:", "{0} 句保持不变："], bulkDo: ["Accept {0}", "接受 {0} 句"],
  "no English": ["no English", "没有英文"], "has an error": ["has an error", "有错误"], "changed meanwhile": ["changed meanwhile", "已被修改"], "is that already": ["is that already", "已是该状态"],
  termTitle: ["Term", "术语"], "t.source": ["Chinese", "中文"], "t.target": ["English", "英文"], "t.variants": ["Accepted as well (divided by |)", "亦可接受（用 | 分隔）"],
  "t.forbidden": ["Never to be used (divided by |)", "禁用（用 | 分隔）"], "t.note": ["Note", "备注"], "t.reference": ["Where the rendering comes from", "译法出处"],
  inFile: ["It stands in {0}.", "所在文件：{0}"], willFile: ["It will be written into {0}.", "将写入 {0}。"],
  preview: ["Show what changes", "查看影响"], saveTerm: ["Save and translate these again", "保存并重译"], looking: ["Translating the sentences it concerns …", "正在重译相关句子 …"],
  affected: ["{0} sentences change", "{0} 句将改变"], reviewedLeft: ["{0} reviewed sentences are left as they are", "{0} 句已审，保持不变"], later: ["translated when you save", "保存后翻译"],
  termSaved: ["{0} is saved; its sentences are being translated again.", "{0} 已保存，正在重译相关句子。"], termConflict: ["The entry was changed in the file meanwhile: {0}", "词条在文件中已被修改：{0}"], takeFile: ["Begin from the file's", "以文件中的为准"],
  close: ["Close", "关闭"], letters: ["Single-letter keys", "单字母快捷键"],
  k_in: ["In the English", "编辑英文时"], k_out: ["Elsewhere", "其他位置"],
  k_accept: ["accept, and on to the next to be read", "接受，转到下一未审句"], k_final: ["final, and on to the next", "定稿，转到下一句"], k_move: ["sentence above or below", "上一句、下一句"],
  k_esc: ["as it was before you typed; then leave the box", "还原输入；再按离开编辑框"], k_term: ["insert term number n", "插入第 n 个术语"], k_cand: ["take candidate number n", "采用第 n 个候选译文"],
  k_issue: ["accept issue number n, with a reason", "说明理由，接受第 n 个问题"], k_undo: ["undo, redo what was saved, in any sentence", "撤销、重做已保存的修改"],
  k_jk: ["sentence below or above", "下一句、上一句"], k_e: ["edit", "编辑"], k_a: ["accept, and on to the next", "接受，转到下一句"], k_f: ["final, and on to the next", "定稿，转到下一句"], k_n: ["next to be read", "下一未审句"],
  k_c: ["comment", "批注"], k_t: ["add or edit a term, from the Chinese that is selected", "用选中的中文添加或编辑术语"], k_search: ["search", "搜索"], k_u: ["undo, redo", "撤销、重做"], k_tabs: ["Terms, Memory, Candidates, Comments, History", "术语、记忆库、候选译文、批注、历史"],
  k_b: ["accept all that are shown", "接受所有显示的句子"], k_help: ["this sheet", "本表"], k_d: ["back to the documents", "返回文件列表"],
};

const KEY = "bilingual:language";
let chosen = localStorage.getItem(KEY) ?? (navigator.language.toLowerCase().startsWith("zh") ? "zh" : "en");

export const language = () => chosen;

export function t(key, ...values) {
  const found = WORDS[key]?.[chosen === "zh" ? 1 : 0] ?? key;
  return found.replace(/\{(\d)\}/g, (_, n) => values[n]);
}

export function switchLanguage() {
  chosen = chosen === "zh" ? "en" : "zh";
  localStorage.setItem(KEY, chosen);
}
