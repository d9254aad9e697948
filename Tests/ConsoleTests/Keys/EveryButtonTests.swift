import Canvas
import Replication
import Testing

@testable import Console

/// Every button of every question and every stop of every dialog: what is highlighted is what Enter does.
struct EveryButtonTests {
  /// The golden scenes that end in a question, and in a dialog with fields.
  private static func scenes(_ has: (Desk) -> Bool) -> [(GoldenFrameTests.Scene, Desk)] {
    GoldenFrameTests.scenes.compactMap { scene in
      var desk = Desk.inHongKong()
      scene.play(&desk)
      desk.fireTimers()
      _ = desk.take()
      return has(desk) ? (scene, desk) : nil
    }
  }

  @Test("every button of every question that is drawn anywhere: the highlighted one, by Enter, is its answer")
  func questions() throws {
    var answers: Set<ScreenKind.AnswerKind> = []
    for (scene, start) in Self.scenes({ $0.question != nil }) {
      let buttons = try #require(start.question).buttons
      #expect(start.question?.focused == 0 && start.text.contains("▸[ \(buttons[0].label) ]"), "\(scene)")
      for (index, button) in buttons.enumerated() {
        var desk = start
        for _ in 0..<index { desk.press(.tab) }
        #expect(desk.text.contains("▸[ \(button.label) ]"), "\(scene): \(button.label) is highlighted")
        if button.answer != .no, let typed = desk.question?.typed {
          desk.press(.control("u"))
          desk.type(typed.expected)
        }
        desk.press(.enter)
        if let kind = ScreenKind.kind(button.answer) { answers.insert(kind) }
        expect(button.answer, of: start, in: desk, "\(scene): \(button.label)")
      }
    }
    #expect(answers == Set(ScreenKind.AnswerKind.allCases), "a scene for every answer")
  }

  private func expect(_ answer: Question.Answer, of start: Desk, in desk: Desk, _ what: String) {
    let sent = desk.open.map(DialogButtonTests.name).filter { AllKeysTests.changing.contains($0) || $0 == "quit" }
    #expect(desk.state.overlays.count < start.state.overlays.count, "\(what) closes")
    switch answer {
    case .no: #expect(sent.isEmpty && desk.state.overlays.count == start.state.overlays.count - 1, "\(what)")
    case .delete(var request):
      #expect(sent == ["delete"], "\(what)")
      if let typed = start.question?.typed { request.confirmed = [typed.expected] }
      #expect(desk.asked { if case .delete(request, _) = $0 { true } else { false } }, "\(what)")
    case .steer(let task, let action):
      #expect(sent == ["steer"], "\(what)")
      #expect(desk.asked { if case .steer(task, action, _) = $0 { true } else { false } }, "\(what)")
    case .discardForm: #expect(sent.isEmpty && desk.form == nil, "\(what)")
    case .policy(let asked):
      #expect(desk.asked { if case .policy(asked, _) = $0 { true } else { false } }, "\(what)")
    case .quit(let mode): #expect(desk.asked { $0 == .quit(mode) }, "\(what)")
    }
  }

  @Test("every stop of every dialog: Tab reaches it, its mark shows it, and Enter does what stands there")
  func dialogs() throws {
    var dialogs: Set<ScreenKind.DialogKind> = []
    for (scene, start) in Self.scenes({ $0.isFilling }) {
      let form = try #require(start.form)
      dialogs.insert(ScreenKind.kind(form.purpose))
      let slots = form.slots(start.state.regions)
      for slot in slots {
        var desk = start
        for _ in slots where desk.form?.focus != slot { desk.press(.tab) }
        #expect(desk.form?.focus == slot, "\(scene): Tab reaches \(slot)")
        expect(slot, on: desk, among: slots, "\(scene): \(slot)")
      }
    }
    #expect(dialogs == Set(ScreenKind.DialogKind.allCases), "a scene for every dialog")
  }

  @Test("every field and button of a policy's form: Tab reaches it, and Enter does what stands there")
  func policyForms() {
    var reached: Set<PolicySlot> = []
    for (scene, start) in Self.scenes({ $0.policyForm != nil && $0.box == nil }) {
      for slot in start.policyForm?.slots ?? [] {
        var desk = start
        for _ in PolicySlot.allCases where desk.policyForm?.focus != slot { desk.press(.tab) }
        #expect(desk.policyForm?.focus == slot, "\(scene): Tab reaches \(slot)")
        reached.insert(slot)
        var (entered, other) = (desk, desk)
        entered.press(.enter)
        let what = "\(scene): \(slot)"
        switch slot {
        case .ok: expectButton("  OK  ", on: desk, entered: entered, is: .control("s"), what)
        case .cancel:
          expectButton("Cancel", on: desk, entered: entered, is: .escape, what)
          #expect(entered.policyForm == nil, "\(what)")
        case _ where slot.isText:
          other.press(.tab)
          #expect(entered.text == other.text, "\(what) goes on")
        default:
          other.press(.right)
          #expect(entered.text == other.text && entered.policyForm?.focus == slot, "\(what) takes the next value")
        }
      }
    }
    #expect(reached.isSuperset(of: Set(PolicySlot.allCases).subtracting([.home])), "a live account's alone has homes")
  }

  @Test("every row of every list to choose from: the one under the mark is the one that Enter takes")
  func choosers() throws {
    for (scene, start) in Self.scenes({ $0.chooser != nil }) {
      for index in try #require(start.chooser).visible.indices {
        var desk = start
        desk.press(.home)
        for _ in 0..<index where desk.chooser?.cursor != index { desk.press(.down) }
        guard let row = desk.chooser?.current, desk.chooser?.cursor == index else { continue }
        let marked = desk.lines.filter { $0.contains("│▌") && $0.contains(row.label.prefix(12)) }
        #expect(marked.count == 1, "\(scene): \(row.label):\n\(desk.text)")
        let overlays = desk.state.overlays.count
        let before = desk.text
        desk.press(.enter)
        if let reason = row.reason {
          // It stays, and the reason can be read.
          #expect(desk.state.overlays.count == overlays, "\(scene): \(row.label)")
          let words = reason.split(separator: " ").prefix(3).joined(separator: " ")
          #expect(desk.text.contains(words), "\(scene): \(row.label)")
        } else {
          #expect(desk.text != before && desk.chooser?.rows != start.chooser?.rows, "\(scene): \(row.label)")
        }
      }
    }
  }

  /// The button is under the mark, and Enter did what its key does.
  private func expectButton(_ label: String, on desk: Desk, entered: Desk, is key: Key, _ what: String) {
    #expect(desk.text.contains("▸[ \(label) ]"), "\(what)")
    var other = desk
    other.press(key)
    #expect(entered.text == other.text && entered.open == other.open, "\(what) is \(key)")
  }

  private func expect(_ slot: FormSlot, on desk: Desk, among slots: [FormSlot], _ what: String) {
    var entered = desk
    _ = entered.take()
    entered.press(.enter)
    var other = desk
    _ = other.take()
    switch slot {
    case .ok: expectButton("  OK  ", on: other, entered: entered, is: .control("s"), what)
    case .cancel:
      expectButton("Cancel", on: other, entered: entered, is: .escape, what)
      let isGone = entered.state.overlays.count < desk.state.overlays.count
      #expect(isGone || entered.question?.title == "Discard", "\(what)")
    case .add:
      other.press(.control("n"))
      #expect(
        entered.text == other.text && entered.form?.destinations.count == 1 + (desk.form?.destinations.count ?? 0))
    case .refusal: #expect(entered.text != desk.text, "\(what) does what helps")
    case _ where slot.isChooser:
      let needsRegion = entered.form?.error(slot) != nil
      #expect(entered.chooser?.purpose == .field(slot) || needsRegion, "\(what) opens its list, or says why not")
    default:
      let next = slots.firstIndex(of: slot).map { slots[($0 + 1) % slots.count] }
      #expect(slot.isText && entered.form?.focus == (next == .cancel ? .ok : next), "\(what) goes on, at last to OK")
    }
    #expect(
      slot == .ok || !entered.open.contains { AllKeysTests.changing.contains(DialogButtonTests.name($0)) }, "\(what)")
  }
}

extension Desk {
  /// Whether a dialog with fields has the keys, and nothing is on its way.
  fileprivate var isFilling: Bool {
    if case .form(let form)? = state.overlays.last { form.sending == nil } else { false }
  }
}
