/// Something that lies over the frame; the last one has the keys.
enum Overlay: Sendable {
  case chooser(Chooser)
  case question(Question)
  case text(TextBox)
  case form(Form)
  case columns(ColumnDialog)
  case policies(PolicyBoard)

  /// Where keys work while it is the innermost.
  var scope: KeyScope {
    switch self {
    case .chooser: .chooser
    case .question: .question
    case .text: .text
    case .form: .form
    case .columns: .columns
    case .policies(let board): board.scope
    }
  }
}
